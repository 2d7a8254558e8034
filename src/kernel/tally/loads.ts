import { fraction, toNumber } from '#kernel/fraction'
import type { Election, Fraction } from './model.ts'
import { type Supporters, supportersOf } from './supporters.ts'
import { votesOf } from './utility.ts'

/** What the loads of Phragmén's rule are computed from, once per election. */
export type Carriers = {
  readonly election: Election
  readonly supporters: Supporters
  readonly votes: Float64Array
  /** Bound on the relative error of a load computed in doubles. */
  readonly error: number
}

/**
 * The loads after some rounds. All the supporters of a project bear the same load after its election, so a voter's
 * load is that of the last round that elected one of their projects: one number per round, not per voter.
 */
export type Loads = {
  /** Last round for each group of voters; -1 before any: load 0. */
  readonly lastRound: Int32Array
  /** Load after each round, exactly: `numerators[round]` / `denominator`. */
  readonly numerators: bigint[]
  denominator: bigint
  /** The same in doubles. */
  readonly approximate: number[]
  /** For each project the load its supporters would have borne when last computed: loads never fall. */
  readonly bounds: Float64Array
}

/** A project and the load its supporters would bear: `numerator` / (`votes` × the common denominator). */
export type Candidate = { readonly project: number; readonly numerator: bigint; readonly votes: bigint }

export function carriersOf(election: Election): Carriers {
  const supporters = supportersOf(election.profile, election.projects.length)
  // A sum of g terms ≥ 0, each rounded a few times, is within (g + 8) × 2^-53 of the exact one; doubled to be safe.
  const error = (election.profile.groupCount + 8) * 2 ** -52
  return { election, supporters, votes: votesOf(election), error }
}

export function noLoads({ election, votes }: Carriers): Loads {
  return {
    lastRound: new Int32Array(election.profile.groupCount).fill(-1),
    numerators: [],
    denominator: 1n,
    approximate: [],
    bounds: Float64Array.from(election.projects, ({ cost }, project) => Number(cost) / votes[project]!),
  }
}

export function copyOfLoads(loads: Loads): Loads {
  return {
    lastRound: loads.lastRound.slice(),
    numerators: [...loads.numerators],
    denominator: loads.denominator,
    approximate: [...loads.approximate],
    bounds: loads.bounds.slice(),
  }
}

/**
 * The projects whose supporters would bear the least load, exactly: one, or several in a tie.
 *
 * Doubles choose who may be among them, with their error; exact integers decide between those.
 *
 * @param projects  not yet elected, each with a supporter, at least one
 */
export function lightest(carriers: Carriers, loads: Loads, projects: readonly number[]): readonly Candidate[] {
  const near = nearest(carriers, loads, projects).map((project) => exactly(carriers, loads, project))
  const least = near.reduce((best, candidate) => (isLighter(candidate, best) ? candidate : best))
  return near.filter((candidate) => !isLighter(least, candidate))
}

/** Elects the project: its supporters bear the load it was chosen for. Gives that load. */
export function bear({ supporters }: Carriers, loads: Loads, { project, numerator, votes }: Candidate): Fraction {
  const round = loads.numerators.length
  loads.numerators.forEach((before, index) => {
    loads.numerators[index] = before * votes
  })
  loads.numerators.push(numerator)
  loads.denominator *= votes
  const load = fraction(numerator, loads.denominator)
  loads.approximate.push(toNumber(load))
  for (let at = supporters.offsets[project]!; at < supporters.offsets[project + 1]!; at++) {
    loads.lastRound[supporters.groups[at]!] = round
  }
  return load
}

/** Those whose load, in doubles, is within the error of the least. Loads are computed only where an old one may win. */
function nearest(carriers: Carriers, loads: Loads, projects: readonly number[]): readonly number[] {
  const { bounds } = loads
  const margin = 1 + 4 * carriers.error
  const byBound = projects.toSorted((a, b) => bounds[a]! - bounds[b]!)
  let least = Number.POSITIVE_INFINITY
  const computed: number[] = []
  for (const project of byBound) {
    if (bounds[project]! > least * margin) break
    bounds[project] = approximately(carriers, loads, project)
    least = Math.min(least, bounds[project]!)
    computed.push(project)
  }
  return computed.filter((project) => bounds[project]! <= least * margin)
}

function approximately({ election, supporters, votes }: Carriers, loads: Loads, project: number): number {
  const { multiplicities } = election.profile
  let sum = Number(election.projects[project]!.cost)
  for (let at = supporters.offsets[project]!; at < supporters.offsets[project + 1]!; at++) {
    const group = supporters.groups[at]!
    const round = loads.lastRound[group]!
    if (round >= 0) sum += multiplicities[group]! * loads.approximate[round]!
  }
  return sum / votes[project]!
}

function exactly({ election, supporters, votes }: Carriers, loads: Loads, project: number): Candidate {
  const { multiplicities } = election.profile
  const voters = new Float64Array(loads.numerators.length)
  for (let at = supporters.offsets[project]!; at < supporters.offsets[project + 1]!; at++) {
    const group = supporters.groups[at]!
    const round = loads.lastRound[group]!
    if (round >= 0) voters[round]! += multiplicities[group]!
  }
  const numerator = loads.numerators.reduce(
    (sum, load, round) => (voters[round] === 0 ? sum : sum + BigInt(voters[round]!) * load),
    election.projects[project]!.cost * loads.denominator,
  )
  return { project, numerator, votes: BigInt(votes[project]!) }
}

function isLighter(a: Candidate, b: Candidate): boolean {
  return a.numerator * b.votes < b.numerator * a.votes
}
