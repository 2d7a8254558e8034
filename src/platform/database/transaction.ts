import type { Kysely, Transaction } from 'kysely'
import { assert, type Refused, type Result, refuse } from '#kernel/result'
import { type Chance, retrying } from './retry.ts'
import { fromStoredJson, toStoredJson } from './stored-json.ts'
import {
  findSubmission,
  fingerprintOf,
  hashOfKey,
  insertSubmission,
  isRepeated,
  isSubmissionKey,
  type StoredSubmission,
  type Submission,
  storeResult,
} from './submissions.ts'
import type { DB } from './types.generated.ts'

/** What an act needs from the context: the pool, who acts, the clock and chance (see `#platform/context`). */
export type Acting = Chance & {
  readonly db: Kysely<DB>
  /** The person or machine that acts, by opaque identifiers. Bound into the submission's fingerprint. */
  readonly actor: unknown
  now(): Date
}

export type SubmissionRefusal = 'submission-reused'

/** The sentence for the person whose form was refused. */
export const SUBMISSION_SENTENCES: Record<SubmissionRefusal, string> = {
  'submission-reused':
    'Ce formulaire a déjà été envoyé avec d’autres réponses. Rechargez la page, vérifiez vos réponses et envoyez-le de nouveau.',
}

type Act<Value, Refusal> = (transaction: Transaction<DB>) => Promise<Result<Value, Refusal>>
type Isolation = 'read committed' | 'serializable'

/**
 * Does one act once, in one READ COMMITTED transaction, however often its form is sent.
 *
 * The submission is inserted first and the result stored beside it: a second call with the same key waits for the first
 * and gives its result; with another body, or from another actor, it is refused. A refusal of the act rolls everything
 * back and is not stored: the corrected form may come with the same key. The act may run several times (bounded retry):
 * inside it only `transaction`, `context.now()` and identifiers drawn before are used; mail, files and providers are
 * jobs enqueued in it.
 *
 * @param act  its value is kept as JSON for 30 days: plain data with opaque identifiers (`bigint`, `Date` and
 *             `Uint8Array` allowed), no personal data
 * @throws     when PostgreSQL does not answer, or the act still collides at the last try
 */
export function inTransaction<Value, Refusal>(
  context: Acting,
  submission: Submission,
  act: Act<Value, Refusal>,
): Promise<Result<Value, Refusal | SubmissionRefusal>> {
  return retrying(context, () => attempt(context, 'read committed', submission, act))
}

/**
 * The same under SERIALIZABLE, for an invariant that spans rows no constraint and no row lock can hold. Find-then-write
 * runs at a twentieth of the speed there: ask for it by name, and say which invariant.
 */
export function inSerializableTransaction<Value, Refusal>(
  context: Acting,
  submission: Submission,
  act: Act<Value, Refusal>,
): Promise<Result<Value, Refusal | SubmissionRefusal>> {
  return retrying(context, () => attempt(context, 'serializable', submission, act))
}

async function attempt<Value, Refusal>(
  context: Acting,
  isolation: Isolation,
  submission: Submission,
  act: Act<Value, Refusal>,
): Promise<Result<Value, Refusal | SubmissionRefusal>> {
  assert(isSubmissionKey(submission.key), 'the key of a submission is checked where the form is read')
  const keyHash = hashOfKey(submission.key)
  const fingerprint = fingerprintOf(submission, context.actor)

  try {
    return await rollingBackRefusals<Value, Refusal>(context.db, isolation, async (transaction) => {
      await insertSubmission(transaction, { keyHash, fingerprint, submittedAt: context.now() })
      const result = await act(transaction)
      if (result.ok) await storeResult(transaction, keyHash, toStoredJson(result.value))
      return result
    })
  } catch (error) {
    const earlier = isRepeated(error) ? await findSubmission(context.db, keyHash) : undefined
    if (!earlier) throw error
    return resultOf<Value>(earlier, fingerprint)
  }
}

function resultOf<Value>(earlier: StoredSubmission, fingerprint: Buffer): Result<Value, SubmissionRefusal> {
  if (!earlier.fingerprint.equals(fingerprint)) return refuse('submission-reused')
  assert(earlier.result !== null, 'a committed submission has its result')
  return { ok: true, value: fromStoredJson(earlier.result) as Value }
}

async function rollingBackRefusals<Value, Refusal>(
  db: Kysely<DB>,
  isolation: Isolation,
  work: Act<Value, Refusal>,
): Promise<Result<Value, Refusal>> {
  try {
    return await db
      .transaction()
      .setIsolationLevel(isolation)
      .execute(async (transaction) => {
        const result = await work(transaction)
        if (!result.ok) throw new RolledBack(result)
        return result
      })
  } catch (error) {
    if (error instanceof RolledBack) return error.result as Refused<Refusal>
    throw error
  }
}

/** Carries a refusal through kysely, which rolls back on what is thrown. Never leaves this file. */
class RolledBack extends Error {
  readonly result: Refused<unknown>

  constructor(result: Refused<unknown>) {
    super('rolled back')
    this.result = result
  }
}
