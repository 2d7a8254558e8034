import { ADMISSION_REASONS, type AdmissionReason, ANNULMENT_REASONS, type AnnulmentReason } from '#kernel/ballot'
import { done, type Result, refuse } from '#kernel/result'
import type { FlagReason } from './flags-model.ts'
import type { Seat } from './poll.ts'
import type { Stage } from './stage.ts'

/** What the last leaf about an envelope says it is; `flagged` is counted as `live`, and waits for people. */
export type Fate = 'live' | 'flagged' | 'superseded' | 'annulled'

/** A ballot that was flagged at least once. */
export type FlaggedBallot = {
  readonly envelopeLeaf: number
  readonly fate: Fate
  readonly reasons: readonly FlagReason[]
  /** The whole it was flagged with, for its gravest reason. */
  readonly cluster: number
  readonly raisedAt: Date
}

export type Verdict =
  | { readonly outcome: 'admitted'; readonly reason: AdmissionReason }
  | { readonly outcome: 'annulled'; readonly reason: AnnulmentReason }

/** What one member proposes; it does nothing until another member confirms it. */
export type Proposal = {
  readonly id: string
  readonly envelopeLeaves: readonly number[]
  readonly verdict: Verdict
  readonly note: string
  readonly proposedBy: string
  readonly proposingSeat: string
  readonly proposedAt: Date
}

/** Gravest first. */
export type ProposalRefusal =
  | 'vote-over'
  | 'nothing-chosen'
  | 'reason-missing'
  | 'note-too-long'
  | 'not-to-decide'
  | 'already-proposed'
export type SettlementRefusal = 'vote-over' | 'proposal-settled' | 'same-person' | 'not-to-decide'

export const MOST_LEAVES = 2000
export const LONGEST_NOTE = 500

/**
 * Whether these ballots may be proposed for that verdict. Admitting takes the flag away; annulling is possible for any
 * ballot that counts. A ballot that was annulled stays so: the public log knows no way back, and the page says it first.
 *
 * @param fates  of every ballot chosen that is in the log
 */
export function decideProposal(
  stage: Stage,
  asked: { readonly envelopeLeaves: readonly number[]; readonly verdict: Verdict | undefined; readonly note: string },
  fates: ReadonlyMap<number, Fate>,
  open: readonly Proposal[],
): Result<Verdict, ProposalRefusal> {
  const { envelopeLeaves, verdict, note } = asked
  if (!isDecidable(stage)) return refuse('vote-over')
  if (envelopeLeaves.length === 0 || envelopeLeaves.length > MOST_LEAVES) return refuse('nothing-chosen')
  if (!verdict) return refuse('reason-missing')
  if (note.length > LONGEST_NOTE) return refuse('note-too-long')
  if (!envelopeLeaves.every((leaf) => canBecome(fates.get(leaf), verdict))) return refuse('not-to-decide')
  const taken = new Set(open.flatMap((proposal) => proposal.envelopeLeaves))
  return envelopeLeaves.some((leaf) => taken.has(leaf)) ? refuse('already-proposed') : done(verdict)
}

/** Whether this person may confirm it now. Two people: one proposes, the other confirms. */
export function decideSettlement(
  stage: Stage,
  proposal: Proposal | undefined,
  personId: string,
  fates: ReadonlyMap<number, Fate>,
): Result<Proposal, SettlementRefusal> {
  if (!isDecidable(stage)) return refuse('vote-over')
  if (!proposal) return refuse('proposal-settled')
  if (proposal.proposedBy === personId) return refuse('same-person')
  const isLeft = proposal.envelopeLeaves.some((leaf) => canBecome(fates.get(leaf), proposal.verdict))
  return isLeft ? done(proposal) : refuse('not-to-decide')
}

/** Until the close is written, and from the first ballot on. */
export function isDecidable(stage: Stage): boolean {
  return stage === 'open' || stage === 'deciding'
}

/** A flagged ballot counts as any other. */
export function isCounting(fate: Fate | undefined): boolean {
  return fate === 'live' || fate === 'flagged'
}

export function canBecome(fate: Fate | undefined, { outcome }: Verdict): boolean {
  return outcome === 'admitted' ? fate === 'flagged' : isCounting(fate)
}

/** « annulled voted-on-paper », as a form says it. */
export function readVerdict(text: string): Verdict | undefined {
  const admitted = ADMISSION_REASONS.find((reason) => text === `admitted ${reason}`)
  if (admitted) return { outcome: 'admitted', reason: admitted }
  const annulled = ANNULMENT_REASONS.find((reason) => text === `annulled ${reason}`)
  return annulled && { outcome: 'annulled', reason: annulled }
}

/** How a seat is named in the public log: never by its holder's name. */
export function seatName({ office, number }: Pick<Seat, 'office' | 'number'>): string {
  return `${office}-${number}`
}
