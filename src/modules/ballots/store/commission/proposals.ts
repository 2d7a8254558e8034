import type { Transaction } from 'kysely'
import type { DB } from '#platform/database'
import { type FlaggedBallot, type Proposal, readVerdict, type Verdict } from '../../sealed/commission.ts'
import { FLAG_REASONS, type FlagReason } from '../../sealed/flags-model.ts'
import { listFates } from './watch.ts'

/** Every ballot that was flagged, with what became of it; by leaf. All here as the commission. */
export async function listFlagged(commission: Transaction<DB>, pollId: string): Promise<readonly FlaggedBallot[]> {
  const rows = await commission
    .selectFrom('envelope_flag')
    .select(['envelope_leaf', 'reason', 'cluster', 'raised_at'])
    .where('poll_id', '=', pollId)
    .orderBy('envelope_leaf')
    .execute()
  const fates = await listFates(commission, pollId)
  const byLeaf = Map.groupBy(rows, (row) => Number(row.envelope_leaf))
  return [...byLeaf].map(([envelopeLeaf, flags]) => {
    const inOrder = flags.toSorted((one, other) => rankOf(one.reason) - rankOf(other.reason))
    return {
      envelopeLeaf,
      fate: fates.get(envelopeLeaf) ?? 'live',
      reasons: inOrder.map(({ reason }) => reason as FlagReason),
      cluster: inOrder[0]!.cluster,
      raisedAt: new Date(Math.max(...flags.map((flag) => flag.raised_at.getTime()))),
    }
  })
}

function rankOf(reason: string): number {
  return FLAG_REASONS.indexOf(reason as FlagReason)
}

/** What waits for a second member, the oldest first. */
export async function listOpenProposals(commission: Transaction<DB>, pollId: string): Promise<readonly Proposal[]> {
  const rows = await commission
    .selectFrom('commission_proposal')
    .selectAll()
    .where('poll_id', '=', pollId)
    .where('state', '=', 'open')
    .orderBy('proposed_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => {
    const verdict = readVerdict(`${row.outcome} ${row.reason}`)
    return {
      id: row.id,
      envelopeLeaves: row.envelope_leaves.map(Number),
      verdict: verdict as Verdict,
      note: row.note,
      proposedBy: row.proposed_by,
      proposingSeat: row.proposing_seat,
      proposedAt: row.proposed_at,
    }
  })
}

export async function insertProposal(
  commission: Transaction<DB>,
  pollId: string,
  { id, envelopeLeaves, verdict, note, ...by }: Proposal,
): Promise<void> {
  await commission
    .insertInto('commission_proposal')
    .values({
      id,
      poll_id: pollId,
      envelope_leaves: envelopeLeaves.map(BigInt),
      outcome: verdict.outcome,
      reason: verdict.reason,
      note,
      proposed_by: by.proposedBy,
      proposing_seat: by.proposingSeat,
      proposed_at: by.proposedAt,
      state: 'open',
    })
    .execute()
}

export async function settleProposal(
  commission: Transaction<DB>,
  proposalId: string,
  settled: { readonly state: 'confirmed' | 'declined'; readonly by: string; readonly at: Date },
): Promise<void> {
  await commission
    .updateTable('commission_proposal')
    .set({ state: settled.state, settled_by: settled.by, settled_at: settled.at })
    .where('id', '=', proposalId)
    .where('state', '=', 'open')
    .execute()
}

/** @param decided  each ballot with the leaf that says it */
export async function insertDecisions(
  commission: Transaction<DB>,
  pollId: string,
  proposal: Proposal,
  decided: readonly { readonly envelopeLeaf: number; readonly decisionLeaf: number }[],
  decidedAt: Date,
): Promise<void> {
  await commission
    .insertInto('envelope_decision')
    .values(
      decided.map(({ envelopeLeaf, decisionLeaf }) => ({
        poll_id: pollId,
        decision_leaf: BigInt(decisionLeaf),
        envelope_leaf: BigInt(envelopeLeaf),
        outcome: proposal.verdict.outcome,
        reason: proposal.verdict.reason,
        proposal_id: proposal.id,
        decided_at: decidedAt,
      })),
    )
    .execute()
}

/** What was decided, the last first. */
export async function listDecisions(
  commission: Transaction<DB>,
  pollId: string,
  limit: number,
): Promise<readonly { readonly envelopeLeaf: number; readonly verdict: Verdict; readonly decidedAt: Date }[]> {
  const rows = await commission
    .selectFrom('envelope_decision')
    .select(['envelope_leaf', 'outcome', 'reason', 'decided_at'])
    .where('poll_id', '=', pollId)
    .orderBy('decision_leaf', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    envelopeLeaf: Number(row.envelope_leaf),
    verdict: readVerdict(`${row.outcome} ${row.reason}`) as Verdict,
    decidedAt: row.decided_at,
  }))
}
