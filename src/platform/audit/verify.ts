import type { Kysely } from 'kysely'
import type { DB } from '#platform/database'
import { hashOfEntries, headOf, NO_HEAD, type Seal } from './chain.ts'
import { readHeads } from './heads-file.ts'
import { findTail, listEntriesUnder, listSealsAfter } from './seals.ts'

/** What a whole reading of the trail found. */
export type TrailReport = {
  readonly sealCount: number
  readonly entryCount: number
  /** Sentences in French, one by thing that does not hold; none: nobody changed what was sealed. */
  readonly faults: readonly string[]
  /** What is not sealed yet. */
  readonly tail: { readonly count: number; readonly oldest: Date | null }
  /** Entries sealed more than an hour after what they tell: written late, or slipped in. */
  readonly lateCount: number
  /** Seals the file lacks at its end: none but for a moment, unless it was cut. Undefined when it is not read. */
  readonly fileBehind: number | undefined
}

/**
 * Computes the whole chain again from the entries, and compares it with the heads kept outside the database.
 *
 * @param headsFile  path of the file; undefined where it cannot be read from: only the chain is checked
 */
export async function verifyTrail(db: Kysely<DB>, headsFile?: string): Promise<TrailReport> {
  const kept = headsFile === undefined ? undefined : readHeads(headsFile)
  const heads = new Map(kept?.heads.map(({ number, head }) => [number, head]))
  const faults = kept?.unreadable.map((line) => `La ligne ${line} du fichier des têtes n’est pas lisible.`) ?? []
  let last: Seal | undefined
  let entryCount = 0
  for (;;) {
    const seals = await listSealsAfter(db, last?.number ?? 0, SEALS_AT_ONCE)
    for (const seal of seals) {
      faults.push(...(await faultsOf(db, seal, last)))
      const outside = heads.get(seal.number)
      if (outside !== undefined && outside !== seal.head)
        faults.push(`Le sceau ${seal.number} n’est pas celui qui a été gardé hors de la base.`)
      entryCount += seal.entryCount
      last = seal
    }
    if (seals.length < SEALS_AT_ONCE) break
  }
  if (kept)
    faults.push(
      ...gapsOf(
        kept.heads.map(({ number }) => number),
        last?.number ?? 0,
      ),
    )
  const { count, oldest, late } = await findTail(db)
  const sealCount = last?.number ?? 0
  const fileBehind = kept && Math.max(0, sealCount - (kept.heads.at(-1)?.number ?? 0))
  return { sealCount, entryCount, faults, tail: { count, oldest }, lateCount: late, fileBehind }
}

const SEALS_AT_ONCE = 1_000

async function faultsOf(db: Kysely<DB>, seal: Seal, previous: Seal | undefined): Promise<readonly string[]> {
  const entries = await listEntriesUnder(db, seal.number)
  const expected = (previous?.number ?? 0) + 1
  return [
    seal.number !== expected && `Il manque un sceau : après le ${expected - 1} vient le ${seal.number}.`,
    seal.previousHead !== (previous?.head ?? NO_HEAD) && `Le sceau ${seal.number} ne suit pas le précédent.`,
    headOf(seal) !== seal.head && `La tête du sceau ${seal.number} n’est pas celle de ce qu’il dit.`,
    entries.length !== seal.entryCount &&
      `Le sceau ${seal.number} compte ${seal.entryCount} actes, la base en a ${entries.length}.`,
    hashOfEntries(entries) !== seal.entriesHash && `Les actes sous le sceau ${seal.number} ne sont plus les mêmes.`,
  ].filter((fault) => fault !== false)
}

// The file is completed every minute, always from 1: a head missing from it was taken out, or its disk was changed.
function gapsOf(numbers: readonly number[], last: number): readonly string[] {
  const gap = numbers.findIndex((number, index) => number !== index + 1)
  if (gap !== -1) return [`Le fichier des têtes ne se suit pas : sa tête ${gap + 1} porte le numéro ${numbers[gap]}.`]
  if (numbers.length > last) return [`La base s’arrête au sceau ${last}, le fichier des têtes au ${numbers.length}.`]
  return []
}
