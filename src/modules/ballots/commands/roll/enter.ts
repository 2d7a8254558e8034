import { timingSafeEqual } from 'node:crypto'
import type { Transaction } from 'kysely'
import { done, type Result, refuse } from '#kernel/result'
import type { Context } from '#platform/context'
import { actingAs, type DB, inTransaction, type SubmissionRefusal } from '#platform/database'
import { coveredBy, hashOfPrintedCode } from '../../sealed/evidence-code.ts'
import { decideTrying, PACE, type PaceRefusal } from '../../sealed/evidence-pace.ts'
import type { Signal } from '../../sealed/flags-model.ts'
import { PASS_LIVES_MS, type Pass, type Person } from '../../sealed/pass.ts'
import * as store from '../../store/roll/index.ts'
import { hashOfVoteCode } from './ask.ts'
import { drawIds, keyOfPerson, paceTrace, type VoterVisit } from './visit.ts'

/** Why somebody does not enter, gravest first. */
export type EntryRefusal =
  | PaceRefusal
  | { readonly kind: 'code-withdrawn' | 'code-used' | 'code-unknown' }
  | { readonly kind: 'no-code-here' | 'code-expired' | 'tries-exhausted' }
  | { readonly kind: 'code-wrong'; readonly triesLeft: number }
  /** The same person voted from another commune: the earlier stays. */
  | { readonly kind: 'voted-elsewhere' }

type Entered = Result<null, EntryRefusal>

/** The code of the mail or of the text message, typed in the browser that asked for it: it gives a pass. */
export function enterByCode(
  context: Context,
  visit: VoterVisit & { readonly code: string },
): Promise<Result<null, EntryRefusal | SubmissionRefusal>> {
  return trying(context, visit, async (registrar, ids) => {
    const now = context.now()
    const challenge = await store.lockChallenge(registrar, { pollId: visit.poll.id, browserHash: visit.browserHash })
    if (!challenge) return refuse({ kind: 'no-code-here' })
    if (challenge.triesLeft === 0) return refuse({ kind: 'tries-exhausted' })
    if (now >= challenge.expiresAt) return refuse({ kind: 'code-expired' })
    const typed = hashOfVoteCode(context, challenge.id, visit.code)
    if (!timingSafeEqual(typed, challenge.codeHash)) {
      await store.burnTry(registrar, challenge.id)
      return refuse({ kind: 'code-wrong', triesLeft: challenge.triesLeft - 1 })
    }
    await store.deleteChallenge(registrar, challenge)
    const { person, key, commune, channel, contactKey, signals } = challenge
    const proof = { evidence: channel, contactKey, signals } as const
    return givePass(registrar, context, visit, { ids, person, key, commune, ...proof })
  })
}

/** A printed code: it is proof enough, and whoever holds it says who they are. */
export function enterByPrintedCode(
  context: Context,
  visit: VoterVisit & { readonly code: string; readonly person: Person; readonly commune: string | null },
): Promise<Result<null, EntryRefusal | SubmissionRefusal>> {
  const secret = context.keyFor('printed vote codes')
  const key = keyOfPerson(context, visit.poll, visit.person)
  return trying(context, visit, async (registrar, ids) => {
    const code = await store.lockCode(registrar, hashOfPrintedCode(secret, visit.poll.id, visit.code))
    if (!code) return refuse({ kind: 'code-unknown' })
    const holder = code.holder && coveredBy(secret, visit.code, code.holder)
    // Withdrawn codes open nothing, but to who used theirs before and comes to change their vote.
    if (code.isWithdrawn && !(holder && isSame(holder, key))) return refuse({ kind: 'code-withdrawn' })
    await store.voidPassesOfCode(registrar, code.id, context.now())
    if (holder && !isSame(holder, key)) {
      // A name mistyped may be typed again; once somebody voted with the code, it is theirs.
      const marks = await store.listMarks(registrar, visit.poll.id, holder)
      if (marks.length > 0) return refuse({ kind: 'code-used' })
    }
    const { person, commune } = visit
    const entered = await givePass(registrar, context, visit, {
      ids,
      person,
      key,
      commune,
      evidence: 'code',
      codeId: code.id,
    })
    if (entered.ok) await store.bindCode(registrar, code.id, coveredBy(secret, visit.code, key))
    return entered
  })
}

/** Who somebody is as FranceConnect says it. */
export async function enterByFranceConnect(
  context: Context,
  visit: VoterVisit & { readonly person: Person },
): Promise<Result<null, EntryRefusal | SubmissionRefusal>> {
  const ids = drawIds(context, 4)
  const { person } = visit
  const key = keyOfPerson(context, visit.poll, person)
  const result = await inTransaction<Entered, never>(context, visit.submission, async (transaction) => {
    const entered = await actingAs(transaction, 'registrar', (registrar) =>
      givePass(registrar, context, visit, { ids, person, key, commune: null, evidence: 'franceconnect' }),
    )
    return done(entered)
  })
  return outcomeOf(result)
}

type Proof = Pick<Pass, 'evidence' | 'person' | 'key'> & {
  readonly ids: readonly string[]
  readonly commune: string | null
  readonly contactKey?: Uint8Array
  readonly signals?: readonly Signal[]
  readonly codeId?: string
  readonly homonym?: number
}

/** Makes the pass of who proved who they are, unless the roll has them from another commune. */
export async function givePass(
  registrar: Transaction<DB>,
  context: Context,
  { poll, browserHash }: Pick<VoterVisit, 'poll' | 'browserHash'>,
  { ids, commune, codeId, homonym = 0, ...proof }: Proof,
): Promise<Entered> {
  const now = context.now()
  const marks = await store.listMarks(registrar, poll.id, proof.key)
  const mark = marks.find((each) => each.homonym === homonym)
  if (mark && mark.commune !== null && commune !== null && mark.commune !== commune) {
    await store.insertDoubt(registrar, { id: ids[1]!, pollId: poll.id, entryId: mark.id }, now)
    return refuse({ kind: 'voted-elsewhere' })
  }
  await store.insertPass(registrar, {
    ...proof,
    id: ids[0]!,
    pollId: poll.id,
    homonym,
    ...(commune !== null && { commune }),
    browserHash,
    codeId: codeId ?? null,
    madeAt: now,
    expiresAt: new Date(now.getTime() + PASS_LIVES_MS),
  })
  return done(null)
}

/** A try at a code: failures are counted, and kept though nobody enters. */
async function trying(
  context: Context,
  visit: VoterVisit,
  work: (registrar: Transaction<DB>, ids: readonly string[]) => Promise<Entered>,
): Promise<Result<null, EntryRefusal | SubmissionRefusal>> {
  const ids = drawIds(context, 4)
  const traces = [
    paceTrace(context, 'fail', 'address', visit.address),
    paceTrace(context, 'fail', 'device', visit.browserHash),
  ]
  const result = await inTransaction<Entered, never>(context, visit.submission, async (transaction) => {
    const entered = await actingAs(transaction, 'registrar', async (registrar): Promise<Entered> => {
      const now = context.now()
      const [address, device] = await store.countRecent(registrar, traces, new Date(now.getTime() - PACE.hourMs))
      const decision = decideTrying({ address: address!, device: device! }, now)
      if (!decision.ok) return decision
      const tried = await work(registrar, ids)
      if (!tried.ok && isGuess(tried.refusal)) {
        await store.insertPace(
          registrar,
          traces.map((trace, rank) => ({ ...trace, id: ids[rank + 2]! })),
          now,
        )
      }
      return tried
    })
    return done(entered)
  })
  return outcomeOf(result)
}

function isGuess({ kind }: EntryRefusal): boolean {
  return kind === 'code-wrong' || kind === 'code-unknown'
}

// A refusal that leaves a mark commits like a result, and is given again to a form sent twice.
function outcomeOf(result: Result<Entered, SubmissionRefusal>): Result<null, EntryRefusal | SubmissionRefusal> {
  return result.ok ? result.value : result
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && timingSafeEqual(one, other)
}
