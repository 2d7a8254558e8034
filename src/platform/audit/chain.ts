import { createHash } from 'node:crypto'
import { canonicalJson } from '#kernel/canonical-json'

/** An entry as it is sealed: every column as text, exactly as PostgreSQL writes it. */
export type SealedEntry = {
  readonly id: string
  readonly act: string
  readonly object: string
  readonly actor: string
  readonly acting_for: string | null
  /** Text of the jsonb: numbers keep all their digits. */
  readonly details: string
  /** UTC to the microsecond: « 2026-03-02T09:00:00.000000Z ». */
  readonly done_at: string
}

/** A link of the chain. Hashes are SHA-256 in hexadecimal. */
export type Seal = {
  /** From 1, without a gap. */
  readonly number: number
  readonly previousHead: string
  readonly entryCount: number
  readonly entriesHash: string
  /** As in `SealedEntry.done_at`, to the millisecond: « 2026-03-02T09:00:00.000Z ». */
  readonly sealedAt: string
  readonly head: string
}

/** What the first seal follows. */
export const NO_HEAD = '0'.repeat(64)

/** The next link, over entries in the order of `done_at` then `id` (docs/specifications/audit.md). */
export function nextSeal(previous: Seal | undefined, entries: readonly SealedEntry[], sealedAt: Date): Seal {
  const bare = {
    number: (previous?.number ?? 0) + 1,
    previousHead: previous?.head ?? NO_HEAD,
    entryCount: entries.length,
    entriesHash: hashOfEntries(entries),
    sealedAt: sealedAt.toISOString(),
  }
  return { ...bare, head: headOf(bare) }
}

/** SHA-256 of the entries as a canonical JSON array. */
export function hashOfEntries(entries: readonly SealedEntry[]): string {
  return sha256(canonicalJson(entries))
}

/** The head of a seal: SHA-256 of all it says, the head before it included. */
export function headOf(seal: Omit<Seal, 'head'>): string {
  const { number, previousHead, entryCount, entriesHash, sealedAt } = seal
  return sha256(`filigrane audit seal 1\n${canonicalJson({ number, previousHead, entryCount, entriesHash, sealedAt })}`)
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
