import { add, divide, fraction, multiply, ZERO } from '#kernel/fraction'
import type { Election, Fraction, Tally } from '../model.ts'
import { supportersOf } from '../supporters.ts'
import { tieRanks } from '../ties.ts'
import type { PhragmenProof } from './model.ts'
import { textOf } from './text.ts'

/** Each round with the load of its supporters, and who stopped the count. */
export function certifyPhragmen(election: Election, counted: Tally): PhragmenProof {
  const { projects, budget } = election
  const ranks = tieRanks(election, counted.rule.ties)
  const [stopper] = counted.losses
    .filter(({ project, reason }) => reason === 'budget-short' && projects[project]!.cost <= budget)
    .map(({ project }) => project)
    .sort((a, b) => ranks[a]! - ranks[b]!)
  return {
    kind: 'phragmen',
    rounds: counted.rounds.map(({ project, price, payers, moneyLeft }) => ({
      project: projects[project]!.id,
      load: textOf(price),
      voters: payers,
      moneyLeft: String(moneyLeft),
    })),
    stop:
      stopper === undefined
        ? null
        : { project: projects[stopper]!.id, load: textOf(loadAfter(election, counted, stopper)) },
  }
}

/** What the supporters of a project would bear after all rounds: what they bear already, and its cost, in equal parts. */
function loadAfter({ profile, projects }: Election, { rounds }: Tally, project: number): Fraction {
  const supporters = supportersOf(profile, projects.length)
  const groupsOf = (each: number) => supporters.groups.subarray(supporters.offsets[each], supporters.offsets[each + 1])
  const groups = groupsOf(project)
  if (groups.length === 0) return ZERO
  // Whoever supports several winners bears the load of the last.
  const lastRound = new Map<number, Fraction>()
  for (const round of rounds) for (const group of groupsOf(round.project)) lastRound.set(group, round.price)
  const votersAt = new Map<Fraction, number>()
  let voters = 0
  for (const group of groups) {
    const load = lastRound.get(group) ?? ZERO
    votersAt.set(load, (votersAt.get(load) ?? 0) + profile.multiplicities[group]!)
    voters += profile.multiplicities[group]!
  }
  const borne = [...votersAt].reduce(
    (sum, [load, count]) => add(sum, multiply(load, fraction(BigInt(count)))),
    fraction(projects[project]!.cost),
  )
  return divide(borne, fraction(BigInt(voters)))
}
