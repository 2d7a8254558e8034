import { done, type Result, refuse } from '#kernel/result'
import type { Stage } from './stage.ts'

/** What one person proposed, and another may confirm. */
export type CloseProposal = { readonly proposedBy: string; readonly proposedAt: Date }

/** Why a vote is not closed, gravest first. */
export type CloseRefusal = 'already-closed' | 'not-over' | 'obstacles-left' | 'nothing-proposed' | 'same-person'

/** Whether the close may be proposed now. */
export function decideCloseProposal(stage: Stage, obstacleCount: number): Result<void, CloseRefusal> {
  if (['closed', 'opened', 'published'].includes(stage)) return refuse('already-closed')
  if (stage !== 'deciding') return refuse('not-over')
  return obstacleCount > 0 ? refuse('obstacles-left') : done(undefined)
}

/** Whether this person may close the vote for good: two people, and still nothing in the way. */
export function decideClose(
  stage: Stage,
  obstacleCount: number,
  proposal: CloseProposal | undefined,
  personId: string,
): Result<CloseProposal, CloseRefusal> {
  const possible = decideCloseProposal(stage, obstacleCount)
  if (!possible.ok) return possible
  if (!proposal) return refuse('nothing-proposed')
  return proposal.proposedBy === personId ? refuse('same-person') : done(proposal)
}
