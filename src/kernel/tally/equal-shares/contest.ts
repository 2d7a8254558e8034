import type { Election, EqualSharesRule } from '../model.ts'
import { tieRanks } from '../ties.ts'
import { votesOf } from '../utility.ts'
import { type Solvent, solventOf } from './solvent.ts'
import { type Stakes, stakesOf } from './stakes.ts'

/** An election seen by equal shares: what does not change from one count to the next. */
export type Contest = {
  readonly election: Election
  readonly rule: EqualSharesRule
  readonly stakes: Stakes
  /** Voters who chose each project, whatever it is worth to them: in Borda the last of a ranking is worth nothing. */
  readonly votes: Float64Array
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
    votes: votesOf(election),
    costs: Float64Array.from(election.projects, (project) => Number(project.cost)),
    scales: Float64Array.from(stakes.scales, Number),
    heaviest: stakes.choiceWeights.reduce((most, weight) => Math.max(most, weight), 0),
    precedence: tieRanks(election, rule.ties),
    solvent: solventOf(stakes),
  }
}
