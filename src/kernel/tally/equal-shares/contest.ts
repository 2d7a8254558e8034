import type { Election, EqualSharesRule, TieOrder } from '../model.ts'
import { type Solvent, solventOf } from './solvent.ts'
import { type Stakes, stakesOf } from './stakes.ts'

/** An election seen by equal shares: what does not change from one count to the next. */
export type Contest = {
  readonly election: Election
  readonly rule: EqualSharesRule
  readonly stakes: Stakes
  /** Costs as doubles, within one rounding. */
  readonly costs: Float64Array
  /** Utility of one unit of weight as doubles, within one rounding. */
  readonly scales: Float64Array
  /** The largest weight one voter gives one project. */
  readonly heaviest: number
  /** Position of each project in the tie order: the smallest goes first. */
  readonly precedence: Int32Array
  /** Room for the count under way. */
  readonly solvent: Solvent
}

export function contestOf(election: Election, rule: EqualSharesRule): Contest {
  const stakes = stakesOf(election, rule.utility)
  return {
    election,
    rule,
    stakes,
    costs: Float64Array.from(election.projects, (project) => Number(project.cost)),
    scales: Float64Array.from(stakes.scales, Number),
    heaviest: stakes.choiceWeights.reduce((most, weight) => Math.max(most, weight), 0),
    precedence: precedenceOf(election, votesOf(election), rule.ties),
    solvent: solventOf(stakes),
  }
}

/** Voters who chose each project, whatever points or rank they gave it. */
export function votesOf({ profile, projects }: Election): Float64Array {
  const votes = new Float64Array(projects.length)
  for (let group = 0; group < profile.groupCount; group++) {
    for (let at = profile.offsets[group]!; at < profile.offsets[group + 1]!; at++) {
      votes[profile.choices[at]!]! += profile.multiplicities[group]!
    }
  }
  return votes
}

function precedenceOf({ projects }: Election, votes: Float64Array, ties: TieOrder): Int32Array {
  const order = projects.map((_, project) => project)
  order.sort((a, b) => {
    const [first, second] = [projects[a]!, projects[b]!]
    if (ties === 'id') return first.id < second.id ? -1 : 1
    if (first.cost !== second.cost) return first.cost < second.cost ? -1 : 1
    return votes[b]! - votes[a]! || a - b
  })
  const precedence = new Int32Array(projects.length)
  for (const [position, project] of order.entries()) precedence[project] = position
  return precedence
}
