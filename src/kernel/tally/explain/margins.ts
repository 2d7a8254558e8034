import { toNumber } from '#kernel/fraction'
import { assert } from '#kernel/result'
import type { Election, Rule } from '../model.ts'
import { tally } from '../tally.ts'
import { utilitiesOf } from '../utility.ts'
import { withCost, withVotes } from './alter.ts'
import { explainLoser } from './loser.ts'
import type { Account, CostToWin, VotesToWin } from './model.ts'

/**
 * How many more votes a project needed: new ballots that name it alone. Found by counting again, 2 to 40 times.
 *
 * Outcomes need not be monotone: a win with k votes does not say that k + 1 win too. What is said is true of the k
 * found: with k it wins, with k − 1 it does not.
 *
 * @param most  the largest number tried; four times the voters unless stated
 */
export function votesToWin(account: Account, project: number, most = defaultMost(account.election)): VotesToWin {
  const { election, tally: counted } = account
  const loser = explainLoser(account, project)
  if (loser.cost > election.budget) return { kind: 'dearer-than-budget' }
  if (isLoneBallotWorthless(election, counted.rule, project)) return { kind: 'lone-ballot-worthless' }
  const wins = (votes: number) => votes > 0 && isWinner(withVotes(election, project, votes), counted.rule, project)
  const share = Number(election.budget) / election.profile.voterCount
  const guess = Math.min(most, Math.max(1, Math.ceil(toNumber(loser.missing) / share)))
  const votes = firstWin(wins, guess, most)
  return votes === undefined ? { kind: 'more-than', votes: most } : { kind: 'votes', votes }
}

/** At which cost a project that lost would have won: there it wins, at one unit of the election more it does not. */
export function costToWin(account: Account, project: number): CostToWin {
  const { election, tally: counted } = account
  const loser = explainLoser(account, project)
  // Savings are sought as votes are: the first that wins, one unit less does not.
  const wins = (saving: number) =>
    saving > 0 && isWinner(withCost(election, project, loser.cost - BigInt(saving)), counted.rule, project)
  const most = Number(loser.cost - 1n)
  if (most === 0) return { kind: 'never' }
  const guess = Math.min(most, Math.max(1, Math.ceil(toNumber(loser.missing))))
  const saving = firstWin(wins, guess, most)
  return saving === undefined ? { kind: 'never' } : { kind: 'cost', cost: loser.cost - BigInt(saving) }
}

/** How dear a winner could have been and still win: at that cost it wins, at one unit more it does not. */
export function costToLose({ election, tally: counted }: Account, project: number): bigint {
  const { cost } = election.projects[project]!
  assert(counted.winners.includes(project), 'the project was elected')
  const loses = (added: number) =>
    added > 0 && !isWinner(withCost(election, project, cost + BigInt(added)), counted.rule, project)
  // Nothing dearer than the budget wins.
  const most = Number(election.budget - cost) + 1
  const added = firstWin(loses, 1, most)
  assert(added !== undefined, 'a project dearer than the budget does not win')
  return cost + BigInt(added) - 1n
}

/**
 * A number where `wins` starts to hold: it holds there and not just before. Gallops from the guess, then halves.
 *
 * @param wins   false at 0
 * @returns      nothing when it holds at none of the numbers tried, `most` among them
 */
export function firstWin(wins: (value: number) => boolean, guess: number, most: number): number | undefined {
  let [low, high] = [0, guess]
  if (wins(guess)) {
    for (let step = 1; high > 0; step *= 2) {
      low = Math.max(0, high - step)
      if (low === 0 || !wins(low)) break
      high = low
    }
  } else {
    low = guess
    for (let step = 1; ; step *= 2) {
      if (low >= most) return undefined
      high = Math.min(most, low + step)
      if (wins(high)) break
      low = high
    }
  }
  while (high - low > 1) {
    const middle = low + Math.floor((high - low) / 2)
    if (wins(middle)) high = middle
    else low = middle
  }
  return high
}

function isWinner(election: Election, rule: Rule, project: number): boolean {
  return tally(election, rule).winners.includes(project)
}

function defaultMost({ profile }: Election): number {
  return 4 * profile.voterCount
}

function isLoneBallotWorthless(election: Election, rule: Rule, project: number): boolean {
  if (rule.kind === 'phragmen') return false
  const before = utilitiesOf(election, rule.utility)[project]
  return utilitiesOf(withVotes(election, project, 1), rule.utility)[project] === before
}
