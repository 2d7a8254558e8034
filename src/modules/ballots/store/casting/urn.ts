import { sql, type Transaction } from 'kysely'
import type { Frontier } from '#kernel/merkle'
import { assert } from '#kernel/result'
import type { DB } from '#platform/database'
import type { Known } from '../../sealed/casting/model.ts'
import type { PollFacts } from '../../sealed/stage.ts'

/** What is asked of the urn about one ballot. */
export type Question = {
  readonly passId: string
  /** SHA-256 of the cast key. */
  readonly castKey: Uint8Array
  readonly key: Uint8Array
  readonly homonym: number
  readonly hash: Uint8Array
}

/** A log as it is while its row is locked: leaves have one order, and nobody else casts, extends or closes meanwhile. */
export type LockedLog = {
  readonly frontier: Frontier
  /** What may have moved since the poll was read. */
  readonly moved: Pick<PollFacts, 'closesAt' | 'closedAt'>
  /** By the database's clock. */
  readonly now: Date
}

/** One ballot's answer: what is known, and until when its pass holds; undefined: it was voided. */
export type Answer = Known & { readonly passUntil: Date | undefined }

/** Locks the log of a poll until the transaction ends, then looks into the urn: in one exchange (`urn_look`). */
export async function lockUrn(
  caster: Transaction<DB>,
  pollId: string,
  questions: readonly Question[],
): Promise<LockedLog & { readonly answers: readonly Answer[] }> {
  const column = <Value>(of: (question: Question) => Value) => questions.map(of)
  const { rows } = await sql<Row>`
    SELECT * FROM urn_look(${pollId}, ${column(({ passId }) => passId)}::uuid[],
      ${column(({ castKey }) => Buffer.from(castKey))}::bytea[], ${column(({ key }) => Buffer.from(key))}::bytea[],
      ${column(({ homonym }) => homonym)}::smallint[], ${column(({ hash }) => Buffer.from(hash))}::bytea[])`.execute(
    caster,
  )
  assert(rows.length === questions.length, 'the urn answers each question once')
  return { ...lockedOf(rows[0]!), answers: rows.map(answerOf) }
}

/** The same lock where no ballot comes: an act of the commission, a later end, the close. */
export async function lockLog(caster: Transaction<DB>, pollId: string): Promise<LockedLog> {
  await sql`SELECT FROM vote_log WHERE poll_id = ${pollId} FOR UPDATE`.execute(caster)
  const { rows } = await sql<LogRow>`
    SELECT log.size, log.peaks, clock_timestamp() AS now, manifest.closes_at, NULL AS closed_at
    FROM vote_log AS log JOIN sealed_poll_manifest AS manifest ON manifest.poll_id = log.poll_id
    WHERE log.poll_id = ${pollId}`.execute(caster)
  assert(rows[0], 'a poll has its public log from its publication')
  return lockedOf(rows[0])
}

type LogRow = {
  readonly size: bigint
  readonly peaks: Buffer
  readonly closes_at: Date
  readonly closed_at: Date | null
  readonly now: Date
}

type Row = LogRow & {
  readonly pass_until: Date | null
  readonly repeated_leaf: bigint | null
  readonly repeated_hash: Buffer | null
  readonly is_same_person: boolean | null
  readonly is_known_envelope: boolean
  readonly mark_id: string | null
  readonly last_leaf: bigint | null
  readonly is_annulled: boolean | null
}

function lockedOf({ size, peaks, closes_at: closesAt, closed_at: closedAt, now }: LogRow): LockedLog {
  const hashes = Array.from(
    { length: peaks.length / 32 },
    (_, at) => new Uint8Array(peaks.subarray(32 * at, 32 * at + 32)),
  )
  return { frontier: { size: Number(size), peaks: hashes }, moved: { closesAt, ...(closedAt && { closedAt }) }, now }
}

function answerOf(row: Row): Answer {
  const { repeated_leaf: leafIndex, repeated_hash: hash, mark_id: id, last_leaf: last } = row
  return {
    passUntil: row.pass_until ?? undefined,
    isKnownEnvelope: row.is_known_envelope,
    ...(leafIndex !== null &&
      hash && { repeated: { leafIndex: Number(leafIndex), hash, isSamePerson: row.is_same_person === true } }),
    ...(id !== null && {
      mark: { id, ...(last !== null && { last: { leafIndex: Number(last), isAnnulled: row.is_annulled === true } }) },
    }),
  }
}
