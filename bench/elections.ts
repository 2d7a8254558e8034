import { existsSync, readFileSync } from 'node:fs'
import { type Election, readElection } from '#kernel/tally'

/** Elections about the shape of real ones, made from a seed: real ballots resampled, or invented where there are none. */
export type Shape = {
  readonly name: string
  readonly voters: number
  readonly projects: number
  readonly distinctBallots: number
  /** A real election to draw ballots and costs from, beside the repository. */
  readonly source: string
  /** Amounts of the source are divided by this: it sets how many currency units a voter's share is. */
  readonly divisor: number
  /** Choices on a ballot, when they must be invented. */
  readonly longestBallot: number
}

const COLLECTION = new URL('../../shared/data/pabulib/', import.meta.url)

/** @returns the election as a Pabulib file */
export function inventElection(shape: Shape, random: () => number): string {
  const source = existsSync(new URL(shape.source, COLLECTION)) ? realSource(shape) : inventedSource(shape, random)
  const ballots = distinctBallots(shape, source.ballots, random)
  const extra = Array.from({ length: shape.voters - ballots.length }, () => pick(ballots, random))
  const votes = [...ballots, ...extra]
  shuffle(votes, random)
  const counts = new Map<number, number>()
  for (const project of votes.flat()) counts.set(project, (counts.get(project) ?? 0) + 1)
  return [
    ...['META', 'key;value', `description;${shape.name}`, 'country;none', 'unit;none', 'instance;bench'],
    ...[`num_projects;${source.costs.length}`, `num_votes;${votes.length}`, `budget;${source.budget}`],
    ...['vote_type;approval', 'rule;equalshares', 'PROJECTS', 'project_id;cost;votes;name'],
    ...source.costs.map((cost, project) => `${project + 1};${cost};${counts.get(project) ?? 0};Projet ${project + 1}`),
    ...['VOTES', 'voter_id;vote'],
    ...votes.map((ballot, voter) => `${voter};${ballot.map((project) => project + 1).join(',')}`),
    '',
  ].join('\n')
}

type Source = { readonly budget: number; readonly costs: readonly number[]; readonly ballots: readonly number[][] }

/** The most chosen projects of the real election, and what its voters said of them. */
function realSource(shape: Shape): Source {
  const read = readElection(readFileSync(new URL(shape.source, COLLECTION)))
  if (!read.ok) throw new Error(`${shape.source} cannot be read: ${read.refusal.kind}`)
  const election = read.value
  const kept = mostChosen(election, shape.projects)
  const newIndex = new Map(kept.map((project, index) => [project, index]))
  const { profile } = election
  const ballots = Array.from(profile.groupOfVoter, (group) =>
    Array.from(profile.choices.subarray(profile.offsets[group]!, profile.offsets[group + 1]!)).flatMap((project) => {
      const index = newIndex.get(project)
      return index === undefined ? [] : [index]
    }),
  ).filter((ballot) => ballot.length > 0)
  const amount = (units: bigint) => Math.ceil(Number(units) / shape.divisor)
  const costs = kept.map((project) => amount(election.projects[project]!.cost))
  return { budget: amount(election.budget), costs, ballots }
}

function mostChosen({ profile, projects }: Election, count: number): readonly number[] {
  const votes = new Float64Array(projects.length)
  for (const group of profile.groupOfVoter) {
    for (let at = profile.offsets[group]!; at < profile.offsets[group + 1]!; at++) votes[profile.choices[at]!]! += 1
  }
  const order = projects.map((_, project) => project).sort((a, b) => votes[b]! - votes[a]!)
  return order.slice(0, count)
}

/** Popularity falls as one over the rank; costs spread over two orders of magnitude; the budget pays for a third. */
function inventedSource(shape: Shape, random: () => number): Source {
  const costs = Array.from({ length: shape.projects }, () => Math.ceil(20_000 * 100 ** random()))
  const weights = costs.map((_, project) => 1 / (project + 3))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const draw = () => {
    let left = random() * total
    for (const [project, weight] of weights.entries()) {
      left -= weight
      if (left < 0) return project
    }
    return 0
  }
  const ballots = Array.from({ length: shape.distinctBallots }, () => [
    ...new Set(Array.from({ length: 1 + Math.floor(random() * shape.longestBallot) }, draw)),
  ])
  return { budget: Math.round(costs.reduce((sum, cost) => sum + cost, 0) / 3), costs, ballots }
}

/** Different ballots, drawn from the source; where it has too few, one choice is exchanged for another voter's. */
function distinctBallots(shape: Shape, source: readonly number[][], random: () => number): number[][] {
  const seen = new Set<string>()
  const ballots: number[][] = []
  while (ballots.length < shape.distinctBallots) {
    const ballot = new Set(pick(source, random))
    for (let attempt = 0; attempt < 20; attempt++) {
      const sorted = [...ballot].sort((a, b) => a - b)
      const key = sorted.join()
      if (!seen.has(key)) {
        seen.add(key)
        ballots.push(sorted)
        break
      }
      if (ballot.size > 1 && random() < 0.5) ballot.delete(pick(sorted, random))
      ballot.add(pick(pick(source, random), random))
    }
  }
  return ballots
}

function pick<Item>(items: readonly Item[], random: () => number): Item {
  return items[Math.floor(random() * items.length)]!
}

function shuffle(items: unknown[], random: () => number): void {
  for (let last = items.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1))
    ;[items[last], items[other]] = [items[other], items[last]]
  }
}
