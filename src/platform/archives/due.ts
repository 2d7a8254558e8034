import type { Kysely } from 'kysely'
import type { Context } from '#platform/context'
import type { DB } from '#platform/database'
import type { ListFate, RecordKind, RecordReads } from './kinds.ts'
import { fatesOf } from './lists.ts'
import * as store from './store.ts'
import { readArchives } from './stored-settings.ts'
import { begunBefore } from './useful-life.ts'

/** A bordereau signs what a person can look over: the rest comes in the next one. */
export const MOST_RECORDS = 5_000
const PAGE = 500

/** A kind that ends by a visa. */
export type VisaKind = RecordKind & { readonly end: { readonly by: 'visa'; readonly reads: RecordReads } }

/** What has reached its end and goes one way. */
export type Due = {
  readonly kind: VisaKind
  readonly fate: ListFate
  readonly count: number
  /** There are more than a bordereau holds. */
  readonly isMore: boolean
  /** A bordereau of these waits already. */
  readonly isListed: boolean
}

/** What has reached its end, by kind and by fate; kinds with nothing due are told too. */
export async function listAllDue(context: Pick<Context, 'contributions' | 'db' | 'now'>): Promise<readonly Due[]> {
  const { kinds } = await readArchives(context, context.db)
  const told: Due[] = []
  for (const kind of kinds.filter(endsByVisa)) {
    for (const fate of fatesOf(kind)) {
      const ids = await dueIds(context.db, kind, fate, context.now(), MOST_RECORDS + 1)
      const count = Math.min(ids.length, MOST_RECORDS)
      const isListed = await store.hasWaiting(context.db, kind.name, fate)
      told.push({ kind, fate, count, isMore: ids.length > MOST_RECORDS, isListed })
    }
  }
  return told
}

/** Identifiers of records of a kind that have reached their end and go that way, in order; those handed over are left out. */
export async function dueIds(
  db: Kysely<DB>,
  kind: VisaKind,
  fate: ListFate,
  now: Date,
  limit: number,
): Promise<readonly string[]> {
  const moment = begunBefore(kind.usefulLife, now)
  if (moment === undefined) return []
  const found: string[] = []
  let after: string | null = null
  while (found.length < limit) {
    const page: readonly string[] = await kind.end.reads.listDue(db, { fate, begunBefore: moment, after, limit: PAGE })
    if (page.length === 0) break
    const gone = new Set(fate === 'transfer' ? await store.listTransferred(db, page) : [])
    found.push(...page.filter((id) => !gone.has(id)))
    after = page.at(-1)!
  }
  return found.slice(0, limit)
}

export function endsByVisa(kind: RecordKind): kind is VisaKind {
  return kind.end.by === 'visa'
}
