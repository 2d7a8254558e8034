import { add, compare, fraction, multiply } from '#kernel/fraction'
import type { Election, Fraction, GreedyRule, MaxWelfareRule, PhragmenRule, Utility } from './model.ts'

/**
 * The rules written a second time, straight from their definitions: voter by voter, in exact fractions, nothing clever.
 * Too slow for a town, right for a handful of voters.
 */

/** Utility that one voter has for one project, 0 when not chosen. */
export function utilityOf(election: Election, voter: number, project: number, utility: Utility): bigint {
  const ballot = ballotOf(election, voter)
  const at = ballot.findIndex((choice) => choice.project === project)
  if (at < 0) return 0n
  const longest = Math.max(
    Number(election.meta.get('max_length') ?? 0),
    ...Array.from({ length: election.profile.voterCount }, (_, other) => ballotOf(election, other).length),
  )
  const worth: Record<Utility, bigint> = {
    cost: election.projects[project]!.cost,
    cardinality: 1n,
    points: BigInt(ballot[at]!.points),
    borda: BigInt(ballot.length - 1 - at),
    positions: BigInt(longest - at),
  }
  return worth[utility]
}

export function greedyByDefinition(election: Election, rule: GreedyRule): readonly number[] {
  const isInVotes = rule.utility === 'cost' || rule.utility === 'cardinality'
  let left = all(election).filter((project) => {
    const score = isInVotes ? BigInt(supporters(election, project).length) : total(election, project, rule.utility)
    return score >= BigInt(rule.threshold) && (rule.fundsUnsupported || supporters(election, project).length > 0)
  })
  const winners: number[] = []
  let money = election.budget
  while (left.length > 0) {
    const best = left.reduce((a, b) => (isBefore(election, rule, b, a) ? b : a))
    left = left.filter((project) => project !== best)
    const { cost } = election.projects[best]!
    if (cost > money && rule.whenTooDear === 'stop') break
    if (cost > money) continue
    winners.push(best)
    money -= cost
  }
  return winners
}

export function phragmenByDefinition(election: Election, rule: PhragmenRule): readonly number[] {
  const loads: Fraction[] = Array(election.profile.voterCount).fill(fraction(0n))
  const winners: number[] = []
  let money = election.budget
  let left = all(election).filter((project) => election.projects[project]!.cost <= money)
  for (;;) {
    const supported = left.filter((project) => supporters(election, project).length > 0)
    const loadOf = (project: number) => {
      const people = supporters(election, project)
      const sum = people.reduce((total, voter) => add(total, loads[voter]!), fraction(election.projects[project]!.cost))
      return multiply(sum, fraction(1n, BigInt(people.length)))
    }
    const least = supported.map(loadOf).sort(compare)[0]
    const tied = least ? supported.filter((project) => compare(loadOf(project), least) === 0) : unsupported(left)
    if (tied.length === 0 || tied.some((project) => election.projects[project]!.cost > money)) return winners
    const chosen = tied.reduce((a, b) => (isFirst(election, rule.ties, b, a) ? b : a))
    if (least) for (const voter of supporters(election, chosen)) loads[voter] = least
    winners.push(chosen)
    money -= election.projects[chosen]!.cost
    left = left.filter((project) => project !== chosen)
  }

  function unsupported(projects: readonly number[]) {
    return rule.fundsUnsupported ? projects : []
  }
}

/** The value of the best set, and how many sets of projects worth something reach it. */
export function bestSets(election: Election, rule: MaxWelfareRule): { value: bigint; sets: readonly number[][] } {
  const worth = all(election).filter((project) => total(election, project, rule.utility) > 0n)
  let value = 0n
  let sets: number[][] = []
  for (let mask = 0; mask < 2 ** worth.length; mask++) {
    const members = worth.filter((_, bit) => mask & (1 << bit))
    if (members.reduce((sum, project) => sum + election.projects[project]!.cost, 0n) > election.budget) continue
    const reached = members.reduce((sum, project) => sum + total(election, project, rule.utility), 0n)
    if (reached > value || sets.length === 0) sets = []
    if (reached >= value) sets.push(members)
    if (reached > value) value = reached
  }
  return { value, sets }
}

function isBefore(election: Election, rule: GreedyRule, a: number, b: number): boolean {
  const score = (project: number) => {
    const worth = total(election, project, rule.utility)
    return rule.by === 'total' ? fraction(worth) : fraction(worth, election.projects[project]!.cost)
  }
  const order = compare(score(a), score(b))
  return order > 0 || (order === 0 && isFirst(election, rule.ties, a, b))
}

export function isFirst(election: Election, ties: GreedyRule['ties'], a: number, b: number): boolean {
  const [first, second] = [election.projects[a]!, election.projects[b]!]
  if (ties === 'id') return first.id < second.id
  if (first.cost !== second.cost) return first.cost < second.cost
  const more = supporters(election, a).length - supporters(election, b).length
  return more > 0 || (more === 0 && a < b)
}

function all(election: Election): number[] {
  return election.projects.map((_, project) => project)
}

function supporters(election: Election, project: number): number[] {
  const voters = Array.from({ length: election.profile.voterCount }, (_, voter) => voter)
  return voters.filter((voter) => ballotOf(election, voter).some((choice) => choice.project === project))
}

function total(election: Election, project: number, utility: Utility): bigint {
  return supporters(election, project).reduce((sum, voter) => sum + utilityOf(election, voter, project, utility), 0n)
}

function ballotOf({ profile }: Election, voter: number) {
  const group = profile.groupOfVoter[voter]!
  const [start, end] = [profile.offsets[group]!, profile.offsets[group + 1]!]
  return Array.from(profile.choices.subarray(start, end), (project, at) => ({
    project,
    points: profile.points?.[start + at] ?? 0,
  }))
}
