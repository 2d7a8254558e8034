import { assert } from '#kernel/result'
import { isEmptiedBy, leftTo, paidBy } from './account.ts'
import type { Account, BallotExplanation, ChoiceExplanation } from './model.ts'

/**
 * What became of one ballot: for each choice what it paid, or why it lost.
 *
 * @param voter  position in `election.voters`
 */
export function explainBallot(account: Account, voter: number): BallotExplanation {
  const { profile } = account.election
  const group = profile.groupOfVoter[voter]
  assert(group !== undefined, 'the voter is one of the election')
  const choices = profile.choices.subarray(profile.offsets[group], profile.offsets[group + 1])
  return {
    voter,
    endowment: account.tally.endowment,
    left: leftTo(account, group),
    choices: Array.from(choices, (project) => explainChoice(account, group, project)),
  }
}

function explainChoice({ tally, payments }: Account, group: number, project: number): ChoiceExplanation {
  const round = tally.rounds.findIndex((each) => each.project === project)
  const payment = payments[round]
  if (payment) {
    const [paid, emptied] = [paidBy(payment, group), isEmptiedBy(payment, group)]
    return { outcome: 'won', project, round, kind: payment.kind, paid, emptied }
  }
  const loss = tally.losses.find((each) => each.project === project)
  assert(loss, 'a project wins or loses')
  return { outcome: 'lost', project, loss }
}
