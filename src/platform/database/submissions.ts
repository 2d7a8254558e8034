import { createHash, createHmac } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import { executeFirst, executeLast } from './merging-driver.ts'
import { literal } from './roles.ts'
import { toStoredJson } from './stored-json.ts'
import type { DB } from './types.generated.ts'

/** One sending of one form. */
export type Submission = {
  /** Drawn at random when the form was served, at least 120 bits: 16 to 64 letters, digits, `-` or `_`. */
  readonly key: string
  /** What was sent: plain data. Kept nowhere; only its fingerprint is. */
  readonly body: unknown
}

export type StoredSubmission = { readonly fingerprint: Buffer; readonly result: string | null }

/** Days a submission is remembered; then the same form sent again is a new act. */
export const SUBMISSION_RETENTION_DAYS = 30

export function isSubmissionKey(text: string): boolean {
  return /^[A-Za-z0-9_-]{16,64}$/.test(text)
}

/** The key itself is not kept: who reads the table cannot try bodies against the fingerprint. */
export function hashOfKey(key: string): Buffer {
  return createHash('sha256').update(`filigrane submission ${key}`).digest()
}

/** SHA-256 of actor and body as canonical JSON, keyed by the submission's key so that a short body cannot be guessed. */
export function fingerprintOf(submission: Submission, actor: unknown): Buffer {
  return createHmac('sha256', submission.key)
    .update(toStoredJson({ actor, body: submission.body }))
    .digest()
}

/**
 * Inserts the submission, as the first statement of its transaction; waits while another one with the same key is open.
 *
 * @throws  a violation of `submission_is_unique` (see `isRepeated`) when the key was used before
 */
export async function insertSubmission(
  transaction: Transaction<DB>,
  submission: { readonly keyHash: Buffer; readonly fingerprint: Buffer; readonly submittedAt: Date },
): Promise<void> {
  const values = [
    bytes(submission.keyHash),
    bytes(submission.fingerprint),
    literal(submission.submittedAt.toISOString()),
  ]
  await executeFirst(
    transaction,
    `INSERT INTO submission (key_hash, fingerprint, submitted_at) VALUES (${values.join(', ')})`,
  )
}

/** Stores the result beside its submission and commits: the last statement of the transaction. */
export async function storeResult(transaction: Transaction<DB>, keyHash: Buffer, result: string): Promise<void> {
  await executeLast(transaction, `UPDATE submission SET result = ${literal(result)} WHERE key_hash = ${bytes(keyHash)}`)
}

/** Whether an error says that the submission was sent before. */
export function isRepeated(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    error.code === '23505' &&
    'constraint' in error &&
    error.constraint === 'submission_is_unique'
  )
}

export function findSubmission(db: Kysely<DB>, keyHash: Buffer): Promise<StoredSubmission | undefined> {
  return db
    .selectFrom('submission')
    .select(['fingerprint', 'result'])
    .where('key_hash', '=', keyHash)
    .executeTakeFirst()
}

function bytes(value: Buffer): string {
  return `'\\x${value.toString('hex')}'`
}

/**
 * Forgets submissions older than their retention. Run by a job every night.
 *
 * @returns  how many were forgotten
 */
export async function purgeSubmissions(context: { readonly db: Kysely<DB>; now(): Date }): Promise<bigint> {
  const limit = new Date(context.now().getTime() - SUBMISSION_RETENTION_DAYS * 86_400_000)
  const deleted = await context.db.deleteFrom('submission').where('submitted_at', '<', limit).executeTakeFirst()
  return deleted.numDeletedRows
}
