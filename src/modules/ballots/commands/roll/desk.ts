import { done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { actingAs, inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import type { Person } from '../../sealed/pass.ts'
import type { SealedPoll } from '../../sealed/poll.ts'
import * as store from '../../store/roll/index.ts'
import { type EntryRefusal, givePass } from './enter.ts'
import { drawIds, keyOfPerson } from './visit.ts'

/** What somebody may show at the desk. No number is copied, and no picture is kept. */
export const SHOWN_PAPERS = [
  'identity-card',
  'passport',
  'residence-permit',
  'licence',
  'health-card',
  'other',
] as const
export type ShownPaper = (typeof SHOWN_PAPERS)[number]

/** Somebody who shows up at the desk with a paper that says who they are: they vote in this browser. */
export type Arriving = {
  readonly poll: SealedPoll
  readonly submission: Submission
  readonly browserHash: Uint8Array
  readonly person: Person
  readonly commune: string | null
  readonly shown: ShownPaper
  /** Set for somebody of the same name born the same day as a voter: why they are somebody else. */
  readonly homonymReason: string | undefined
  readonly letInBy: string
}

export type DeskRefusal =
  | EntryRefusal
  | { readonly kind: 'not-open' | 'desk-not-foreseen' | 'no-homonym' | 'too-many-homonyms' }

const MOST_HOMONYMS = 9

export async function letIn(
  context: Context,
  arriving: Arriving,
): Promise<Result<null, DeskRefusal | SubmissionRefusal>> {
  const { poll, person, commune, shown, homonymReason, letInBy } = arriving
  if (poll.stage !== 'open') return refuse({ kind: 'not-open' })
  if (!poll.manifest.evidence.includes('desk')) return refuse({ kind: 'desk-not-foreseen' })
  const ids = drawIds(context, 4)
  const key = keyOfPerson(context, poll, person)
  return inTransaction<null, DeskRefusal>(context, arriving.submission, async (transaction) => {
    const now = context.now()
    const given = await actingAs(transaction, 'registrar', async (registrar): Promise<Result<null, DeskRefusal>> => {
      const proof = { ids, person, key, commune, evidence: 'desk' } as const
      if (homonymReason === undefined) return givePass(registrar, context, arriving, proof)
      // Nobody has voted under this name: there is nobody to be taken for.
      if ((await store.listMarks(registrar, poll.id, key)).length === 0) return refuse({ kind: 'no-homonym' })
      const homonym = (await store.countHomonyms(registrar, poll.id, key)) + 1
      if (homonym > MOST_HOMONYMS) return refuse({ kind: 'too-many-homonyms' })
      await store.insertHomonym(registrar, { pollId: poll.id, key, homonym, reason: homonymReason, letInBy }, now)
      return givePass(registrar, context, arriving, { ...proof, homonym })
    })
    if (!given.ok) return given
    const act = homonymReason === undefined ? 'ballots.voter-let-in' : 'ballots.homonym-let-in'
    await recordAudit(transaction, context, { act, object: `poll:${poll.id}`, details: { shown } })
    return done(null)
  })
}

/** Why the list of voters is opened. */
export const CONSULTING_REASONS = ['voter-asks', 'complaint', 'commission-asks', 'mistake'] as const
export type ConsultingReason = (typeof CONSULTING_REASONS)[number]

export const MOST_LINES = 50

/** Looks somebody up in the list of voters. Who looked and why is kept, not whom they looked for. */
export async function consultRoll(
  context: Context,
  asked: { readonly poll: SealedPoll; readonly letters: string; readonly reason: ConsultingReason },
): Promise<readonly store.Listed[]> {
  const { poll, letters, reason } = asked
  let found: readonly store.Listed[] = []
  const submission = { key: Buffer.from(context.random(24)).toString('base64url'), body: {} }
  await inTransaction<null, never>(context, submission, async (transaction) => {
    found = await store.searchRoll(transaction, { pollId: poll.id, letters, limit: MOST_LINES })
    const details = { reason }
    await recordAudit(transaction, context, { act: 'ballots.roll-consulted', object: `poll:${poll.id}`, details })
    return done(null)
  })
  return found
}
