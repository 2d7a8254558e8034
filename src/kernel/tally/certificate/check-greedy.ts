import { compare, fraction } from '#kernel/fraction'
import type { Fraction, GreedyRule } from '../model.ts'
import type { GreedyProof } from './model.ts'
import { type Reading, utilitiesIn } from './reading.ts'
import { textOf } from './text.ts'

export type Scored = GreedyProof['order'][number]

/** What a greedy certificate must say: everything is found again from the ballots. */
export function checkGreedy(reading: Reading, rule: GreedyRule): { proof: GreedyProof; winners: readonly string[] } {
  const { election, votes } = reading
  const utilities = utilitiesIn(reading)
  const isInVotes = rule.utility === 'cost' || rule.utility === 'cardinality'
  const unit = rule.utility === 'points' ? 10 ** election.profile.pointDecimals : 1
  const takesPart = (project: number) => {
    const support = isInVotes ? votes[project]! : utilities[project]!
    return Number(support) >= rule.threshold * unit && (votes[project]! > 0n || rule.fundsUnsupported)
  }
  const scores = new Map<number, Fraction>()
  const setAside: string[] = []
  for (const [project, { id, cost }] of election.projects.entries()) {
    if (takesPart(project)) scores.set(project, fraction(utilities[project]!, rule.by === 'total' ? 1n : cost))
    else setAside.push(id)
  }
  const order = rankedBy(reading, scores, election.budget, rule.whenTooDear)
  const winners = order.filter(({ funded }) => funded).map(({ project }) => project)
  return { proof: { kind: 'greedy', order, setAside }, winners }
}

/** Best score first; each is funded when its cost is at most the money left. */
export function rankedBy(
  { election, votes, isBefore }: Reading,
  scores: ReadonlyMap<number, Fraction>,
  money: bigint,
  whenTooDear: GreedyRule['whenTooDear'] = 'skip',
): readonly Scored[] {
  let [moneyLeft, hasStopped] = [money, false]
  return [...scores]
    .sort(([a, first], [b, second]) => compare(second, first) || (isBefore(a, b) ? -1 : 1))
    .map(([project, score]) => {
      const { id, cost } = election.projects[project]!
      const funded = cost <= moneyLeft && !hasStopped
      if (funded) moneyLeft -= cost
      else hasStopped ||= whenTooDear === 'stop'
      const voters = Number(votes[project])
      return { project: id, score: textOf(score), voters, moneyLeft: String(moneyLeft), funded }
    })
}

/** The score of the utilitarian completion: votes for `cost` and `cardinality`, else points or ranks per unit of cost. */
export function scoredByVotes(reading: Reading, projects: Iterable<number>): ReadonlyMap<number, Fraction> {
  const { election, rule, votes } = reading
  const isInVotes = rule.kind === 'phragmen' || rule.utility === 'cost' || rule.utility === 'cardinality'
  const utilities = utilitiesIn(reading)
  return new Map(
    Array.from(projects, (project) => [
      project,
      isInVotes ? fraction(votes[project]!) : fraction(utilities[project]!, election.projects[project]!.cost),
    ]),
  )
}
