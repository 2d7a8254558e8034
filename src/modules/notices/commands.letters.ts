import type { Transaction } from 'kysely'
import { done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { type DB, inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import { type NewLetter, readAddress } from './letters.ts'
import * as store from './store.letters.ts'

export type LetterRefusal = 'nothing-to-print' | 'letter-gone' | 'batch-not-there' | 'address-does-not-fit'

type Act = { readonly submission: Submission }
const KEPT_DAYS = 60
const DAY_MS = 86_400_000

/** Writes a letter in the act's own transaction: an agent prints it with others. @returns  its number, as « 2026-0001 » */
export function writeLetter(transaction: Transaction<DB>, context: Context, letter: NewLetter): Promise<string> {
  const now = context.now()
  const year = Number(new Intl.DateTimeFormat('fr', { timeZone: 'Europe/Paris', year: 'numeric' }).format(now))
  const emptyAt = new Date(now.getTime() + KEPT_DAYS * DAY_MS)
  return store.insertLetter(transaction, { ...letter, id: context.newId(), year, writtenAt: now, emptyAt })
}

/** The same to a person of the site, whose postal address nobody has asked yet. */
export async function writeLetterTo(
  transaction: Transaction<DB>,
  context: Context,
  personId: string,
  letter: Pick<NewLetter, 'kind' | 'subject' | 'paragraphs'>,
): Promise<void> {
  const recipientName = await store.findName(transaction, personId)
  if (recipientName === undefined) return
  await writeLetter(transaction, context, { ...letter, personId, recipientName, addressLines: [] })
}

/** Gathers what waits and has an address. */
export function makeBatch(
  context: Context,
  { submission }: Act,
): Promise<Result<null, LetterRefusal | SubmissionRefusal>> {
  const id = context.newId()
  return inTransaction(context, submission, async (transaction) => {
    const count = await store.gatherBatch(transaction, id, context.now())
    if (count === 0) return refuse('nothing-to-print')
    await recordAudit(transaction, context, {
      act: 'notices.letters-gathered',
      object: `letter-batch:${id}`,
      details: { count },
    })
    return done(null)
  })
}

/** Says that a batch was printed, then that it is in the box. */
export function markBatch(
  context: Context,
  { submission, number, state }: Act & { readonly number: number; readonly state: 'printed' | 'posted' },
): Promise<Result<null, LetterRefusal | SubmissionRefusal>> {
  return inTransaction(context, submission, async (transaction) => {
    const batch = await store.findBatch(transaction, number)
    if (!batch || !(await store.markBatch(transaction, batch.id, state, context.now())))
      return refuse('batch-not-there')
    await recordAudit(transaction, context, { act: `notices.letters-${state}`, object: `letter-batch:${batch.id}` })
    return done(null)
  })
}

export function addressLetter(
  context: Context,
  { submission, letterId, address }: Act & { readonly letterId: string; readonly address: string },
): Promise<Result<null, LetterRefusal | SubmissionRefusal>> {
  return inTransaction(context, submission, async (transaction) => {
    const lines = readAddress(address)
    if (!lines) return refuse('address-does-not-fit')
    return (await store.setAddress(transaction, letterId, lines)) ? done(null) : refuse('letter-gone')
  })
}

export function cancelLetter(
  context: Context,
  { submission, letterId }: Act & { readonly letterId: string },
): Promise<Result<null, LetterRefusal | SubmissionRefusal>> {
  return inTransaction(context, submission, async (transaction) => {
    if (!(await store.cancelLetter(transaction, letterId, context.now()))) return refuse('letter-gone')
    await recordAudit(transaction, context, { act: 'notices.letter-cancelled', object: `letter:${letterId}` })
    return done(null)
  })
}
