import { createHash, createHmac } from 'node:crypto'
import { done, type Result, refuse } from '#kernel/result'
import type { Context } from '#platform/context'
import { actingAs, inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import type { SignInRequest } from '#platform/identity'
import * as store from '../../store/roll/index.ts'
import type { VoterVisit } from './visit.ts'

/** Why who comes back is not who was sent, gravest first. A return serves once: unknown may mean used. */
export type ReturnRefusal = 'return-of-another-browser' | 'return-unknown' | 'return-expired'

/** As long as FranceConnect keeps its own page open. */
export const DEPARTURE_LIVES_MS = 10 * 60_000

/** A voter leaves for FranceConnect. Its state, nonce and verifier are derived, not kept: the table opens nothing. */
export async function leaveForFranceConnect(
  context: Context,
  { poll, submission, browserHash }: VoterVisit,
): Promise<Result<SignInRequest, SubmissionRefusal>> {
  const state = keyed(context, 'state', submission.key, browserHash)
  const result = await inTransaction<null, never>(context, submission, async (transaction) => {
    await actingAs(transaction, 'registrar', (registrar) =>
      store.insertDeparture(registrar, hashOf(state), { pollId: poll.id, browserHash, leftAt: context.now() }),
    )
    return done(null)
  })
  return result.ok ? done(requestOf(context, state, browserHash)) : result
}

/** Somebody is back from FranceConnect, or pretends to be. What they come back with is used up, right or wrong. */
export async function comeBackFromFranceConnect(
  context: Context,
  { state, browserHash }: { readonly state: string; readonly browserHash: Uint8Array },
): Promise<Result<{ readonly pollId: string; readonly request: SignInRequest }, ReturnRefusal>> {
  let departure: store.Departure | undefined
  await inTransaction<null, ReturnRefusal>(context, freshSubmission(context), async (transaction) => {
    departure = await actingAs(transaction, 'registrar', (registrar) => store.takeDeparture(registrar, hashOf(state)))
    // Nothing is kept of a return nobody was sent on.
    return departure ? done(null) : refuse('return-unknown')
  })
  if (!departure) return refuse('return-unknown')
  if (!Buffer.from(departure.browserHash).equals(browserHash)) return refuse('return-of-another-browser')
  const isLate = context.now().getTime() - departure.leftAt.getTime() >= DEPARTURE_LIVES_MS
  if (isLate) return refuse('return-expired')
  return done({ pollId: departure.pollId, request: requestOf(context, state, browserHash) })
}

/** For an act that no form sent: it comes once by what it uses up. */
export function freshSubmission(context: Context): Submission {
  return { key: Buffer.from(context.random(24)).toString('base64url'), body: {} }
}

function requestOf(context: Context, state: string, browserHash: Uint8Array): SignInRequest {
  const part = (what: string) => keyed(context, what, state, browserHash)
  return { state, nonce: part('nonce'), verifier: part('verifier'), errand: 'vote' }
}

function keyed({ keyFor }: Context, what: string, text: string, browserHash: Uint8Array): string {
  return createHmac('sha256', keyFor('departures of voters'))
    .update(`${what} ${text} `)
    .update(browserHash)
    .digest('base64url')
}

function hashOf(state: string): Uint8Array {
  return createHash('sha256').update(`filigrane departure of a voter ${state}`).digest()
}
