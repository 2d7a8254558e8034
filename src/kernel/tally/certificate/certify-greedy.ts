import { compare, fraction } from '#kernel/fraction'
import type { Election, GreedyRule, Tally } from '../model.ts'
import { tieRanks } from '../ties.ts'
import { utilitiesOf, votesOf } from '../utility.ts'
import type { GreedyProof } from './model.ts'
import { textOf } from './text.ts'

/** Winners and those passed over in one list, by the score that ranks them, with the money left after each. */
export function certifyGreedy(election: Election, { rounds, losses }: Tally, rule: GreedyRule): GreedyProof {
  const { projects } = election
  const votes = votesOf(election)
  const utilities = utilitiesOf(election, rule.utility)
  const ranks = tieRanks(election, rule.ties)
  const isAside = (reason: string) => reason === 'unsupported' || reason === 'below-threshold'
  const passedOver = losses
    .filter(({ reason }) => !isAside(reason))
    .map(({ project, available }) => ({ project, moneyLeft: available.numerator, funded: false }))
  const order = [...rounds.map(({ project, moneyLeft }) => ({ project, moneyLeft, funded: true })), ...passedOver]
    .map((each) => {
      const { cost } = projects[each.project]!
      return { ...each, score: fraction(utilities[each.project]!, rule.by === 'total' ? 1n : cost) }
    })
    .sort((a, b) => compare(b.score, a.score) || ranks[a.project]! - ranks[b.project]!)
    .map(({ project, score, moneyLeft, funded }) => ({
      project: projects[project]!.id,
      score: textOf(score),
      voters: votes[project]!,
      moneyLeft: String(moneyLeft),
      funded,
    }))
  const setAside = losses
    .filter(({ reason }) => isAside(reason))
    .map(({ project }) => project)
    .sort((a, b) => a - b)
  return { kind: 'greedy', order, setAside: setAside.map((project) => projects[project]!.id) }
}
