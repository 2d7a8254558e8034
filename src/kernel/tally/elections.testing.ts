import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import type { Election, Profile, Utility, VoteType } from './model.ts'
import { readElection } from './pabulib/read.ts'
import { sentenceOf } from './pabulib/sentences.ts'

/** An election as a person writes it: costs by project, and how many voters handed in each ballot. */
export type Sketch = {
  readonly type?: VoteType
  readonly budget: number | string
  readonly costs: Readonly<Record<string, number | string>>
  /** « A,B »: 3 voters. With points: « A,B/2,1 ». */
  readonly ballots: Readonly<Record<string, number>> | readonly string[]
  readonly meta?: Readonly<Record<string, string>>
}

export function electionOf(sketch: Sketch): Election {
  const read = readElection(fileOf(sketch))
  if (!read.ok) throw new Error(sentenceOf(read.refusal))
  return read.value
}

export function fileOf({ type = 'approval', budget, costs, ballots, meta = {} }: Sketch): string {
  const votes = Array.isArray(ballots)
    ? (ballots as readonly string[])
    : Object.entries(ballots as Readonly<Record<string, number>>).flatMap(([vote, count]) => Array(count).fill(vote))
  const hasPoints = type === 'cumulative' || type === 'scoring'
  return [
    ...['META', 'key;value', `budget;${budget}`, `vote_type;${type}`],
    ...Object.entries(meta).map(([key, value]) => `${key};${value}`),
    ...['PROJECTS', 'project_id;cost'],
    ...Object.entries(costs).map(([id, cost]) => `${id};${cost}`),
    ...['VOTES', hasPoints ? 'voter_id;vote;points' : 'voter_id;vote'],
    ...votes.map((vote, voter) => `${voter};${vote.replace('/', ';')}`),
  ].join('\n')
}

/** Identifiers of projects, in the order given. */
export function idsOf(election: Election, projects: readonly number[]): string {
  return projects.map((project) => election.projects[project]!.id).join(' ')
}

/** Small elections of every type, with many ties, blank ballots, projects nobody chose or nobody can afford. */
export const anySketch: fc.Arbitrary<Sketch & { readonly type: VoteType }> = fc
  .record({
    type: fc.constantFrom<VoteType>('approval', 'choose-1', 'cumulative', 'scoring', 'ordinal'),
    budget: fc.integer({ min: 1, max: 30 }),
    costs: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 7 }),
    seeds: fc.array(fc.array(fc.nat(999), { maxLength: 5 }), { minLength: 1, maxLength: 12 }),
  })
  .map(({ type, budget, costs, seeds }) => ({
    type,
    budget,
    costs: Object.fromEntries(costs.map((cost, index) => [`p${index}`, cost])),
    ballots: seeds.map((seed) => ballotOf(type, seed, costs.length)),
  }))

function ballotOf(type: VoteType, seed: readonly number[], projectCount: number): string {
  const chosen = [...new Set(seed.map((number) => number % projectCount))].slice(0, type === 'choose-1' ? 1 : 5)
  const vote = chosen.map((project) => `p${project}`).join(',')
  const hasPoints = type === 'cumulative' || type === 'scoring'
  return hasPoints ? `${vote}/${chosen.map((_, at) => 1 + (seed[at]! % 4)).join(',')}` : vote
}

export const UTILITIES: Readonly<Record<VoteType, readonly Utility[]>> = {
  approval: ['cost', 'cardinality'],
  'choose-1': ['cost', 'cardinality'],
  cumulative: ['points', 'cost', 'cardinality'],
  scoring: ['points', 'cost', 'cardinality'],
  ordinal: ['borda', 'positions', 'cost', 'cardinality'],
}

/** The same ballots, each in a group of its own. */
export function ungrouped(profile: Profile): Profile {
  const groups = Array.from(profile.groupOfVoter)
  const slice = <Kind extends Int32Array | Float64Array>(list: Kind, group: number) =>
    Array.from(list.subarray(profile.offsets[group], profile.offsets[group + 1]))
  const lengths = groups.map((group) => profile.offsets[group + 1]! - profile.offsets[group]!)
  return {
    voterCount: groups.length,
    groupCount: groups.length,
    multiplicities: new Int32Array(groups.length).fill(1),
    offsets: Int32Array.from([0, ...lengths]).map((_, index) => lengths.slice(0, index).reduce((a, b) => a + b, 0)),
    choices: Int32Array.from(groups.flatMap((group) => slice(profile.choices, group))),
    points: profile.points && Float64Array.from(groups.flatMap((group) => slice(profile.points!, group))),
    pointDecimals: profile.pointDecimals,
    groupOfVoter: Int32Array.from(groups.keys()),
  }
}

/** What is known of the outcome of a real election by one rule. */
export type KnownOutcome = {
  readonly winners: readonly string[]
  readonly cost: string
  readonly optimum?: string
  readonly unique?: boolean
}

export type KnownElection = { readonly file: string; readonly rules: Readonly<Record<string, KnownOutcome>> }

const OURS = new URL('../../../data/pabulib/', import.meta.url)
const NEIGHBOURS = new URL('../../../../shared/data/pabulib/', import.meta.url)

/** The elections of data/pabulib, and those of a larger collection beside the repository when there is one. */
export function knownElections(): { readonly elections: readonly KnownElection[]; readonly hasCollection: boolean } {
  const hasCollection = existsSync(new URL('oracle.json', NEIGHBOURS))
  const folders = hasCollection ? [OURS, NEIGHBOURS] : [OURS]
  return { elections: folders.flatMap(electionsIn), hasCollection }
}

export function readKnown(file: string | URL): Election {
  const read = readElection(readFileSync(new URL(file, OURS)))
  if (!read.ok) throw new Error(`${file}: ${sentenceOf(read.refusal)}`)
  return read.value
}

function electionsIn(folder: URL): readonly KnownElection[] {
  const { instances } = JSON.parse(readFileSync(new URL('oracle.json', folder), 'utf8')) as {
    readonly instances: Readonly<Record<string, { readonly rules: Readonly<Record<string, KnownOutcome>> }>>
  }
  return Object.entries(instances).map(([file, { rules }]) => ({ file: new URL(file, folder).href, rules }))
}
