import { type Account, explainBallot, sentencesOfBallot } from '#kernel/tally'
import type { ToldBallot } from './messages.ts'

/** What became of one ballot, as the page shows it. */
export function tellBallot(account: Account, voter: number): ToldBallot {
  const { projects } = account.election
  const ballot = explainBallot(account, voter)
  const choices = ballot.choices.map(({ project, outcome }) => ({
    name: projects[project]!.name,
    isFunded: outcome === 'won',
  }))
  return { voter, choices, ...sentencesOfBallot(account, ballot) }
}
