import type { Stakes } from './stakes.ts'

/**
 * The supporters of each project who still have money: a project's list loses the emptied ones each time it is read.
 * One room serves all the counts of a contest, one after the other.
 */
export type Solvent = {
  /** Same places as in the stakes, of which only the first `counts[project]` are used. */
  readonly groups: Int32Array
  readonly weights: Float64Array
  /** -1 while a project was not read in this count: its list is then the one of the stakes. */
  readonly counts: Int32Array
  /** Of the project last read, those above the price asked about, and what the others hold. */
  readonly rich: {
    readonly purses: Float64Array
    readonly weights: Float64Array
    count: number
    slope: number
    money: number
    poorMoney: number
  }
}

export function solventOf(stakes: Stakes): Solvent {
  const projectCount = stakes.supporters.length
  let largest = 0
  for (let project = 0; project < projectCount; project++) {
    largest = Math.max(largest, stakes.offsets[project + 1]! - stakes.offsets[project]!)
  }
  return {
    groups: new Int32Array(stakes.groups.length),
    weights: new Float64Array(stakes.weights.length),
    counts: new Int32Array(projectCount).fill(-1),
    rich: {
      purses: new Float64Array(largest),
      weights: new Float64Array(largest),
      count: 0,
      slope: 0,
      money: 0,
      poorMoney: 0,
    },
  }
}

/** Reads the supporters of a project who have money, and tells those above a price from the others. */
export function visit(stakes: Stakes, solvent: Solvent, project: number, purses: Float64Array, price: number): void {
  const start = stakes.offsets[project]!
  const known = solvent.counts[project]!
  const from = known < 0 ? stakes : solvent
  const end = start + (known < 0 ? stakes.offsets[project + 1]! - start : known)
  const { groups, weights } = from
  const { groups: keptGroups, weights: keptWeights, rich } = solvent
  const { purses: richPurses, weights: richWeights } = rich
  let kept = start
  let count = 0
  let slope = 0
  let money = 0
  let poorMoney = 0
  for (let entry = start; entry < end; entry++) {
    const group = groups[entry]!
    const purse = purses[group]!
    if (purse === 0) continue
    const weight = weights[entry]!
    keptGroups[kept] = group
    keptWeights[kept] = weight
    kept++
    if (purse > price * weight) {
      richPurses[count] = purse
      richWeights[count] = weight
      count++
      slope += weight
      money += purse
    } else poorMoney += purse
  }
  solvent.counts[project] = kept - start
  rich.count = count
  rich.slope = slope
  rich.money = money
  rich.poorMoney = poorMoney
}
