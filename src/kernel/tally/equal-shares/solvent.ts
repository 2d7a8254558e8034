import type { Stakes } from './stakes.ts'

/**
 * The supporters of each project who still have money, in two parts that are kept up each time a list is read: first
 * those who may keep some at the project's price, then those it would empty for certain, now and in any later round,
 * since purses only shrink and prices only rise. So little is compared, and processors guess right.
 *
 * One room serves all the counts of a contest, one after the other.
 */
export type Solvent = {
  /** The list of project p starts at the same place as in the stakes. */
  readonly groups: Int32Array
  readonly weights: Float64Array
  /** Where each list ends, and its first part; -1 while it was not read in this count. */
  readonly ends: Int32Array
  readonly richEnds: Int32Array
  /** Of the list last read, those above the price asked about, and what the others hold. */
  readonly rich: Rich
}

export type Rich = {
  readonly purses: Float64Array
  readonly weights: Float64Array
  count: number
  slope: number
  money: number
  poorMoney: number
}

export function solventOf({ offsets, groups }: Stakes): Solvent {
  const projectCount = offsets.length - 1
  let largest = 0
  for (let project = 0; project < projectCount; project++) {
    largest = Math.max(largest, offsets[project + 1]! - offsets[project]!)
  }
  const [purses, weights] = [new Float64Array(largest), new Float64Array(largest)]
  return {
    groups: new Int32Array(groups.length),
    weights: new Float64Array(groups.length),
    ends: new Int32Array(projectCount),
    richEnds: new Int32Array(projectCount).fill(-1),
    rich: { purses, weights, count: 0, slope: 0, money: 0, poorMoney: 0 },
  }
}

/** Everybody has money again. */
export function reopen(solvent: Solvent): void {
  solvent.richEnds.fill(-1)
}

/**
 * Reads the list of a project, and tells those above a price from the others.
 *
 * @param surely  a price that the project's is above for certain: who has no more than that will be emptied by it
 */
export function visit(
  stakes: Stakes,
  solvent: Solvent,
  project: number,
  purses: Float64Array,
  price: number,
  surely: number,
): void {
  if (solvent.richEnds[project]! < 0) admit(stakes, solvent, project)
  solvent.rich.poorMoney = visitPoor(solvent, project, purses)
  visitRich(solvent, stakes.offsets[project]!, project, purses, price, surely)
}

function admit({ offsets, groups, weights }: Stakes, solvent: Solvent, project: number): void {
  const [start, end] = [offsets[project]!, offsets[project + 1]!]
  solvent.groups.set(groups.subarray(start, end), start)
  solvent.weights.set(weights.subarray(start, end), start)
  solvent.richEnds[project] = end
  solvent.ends[project] = end
}

/** Lets the emptied go, the last taking their place. */
function visitPoor({ groups, weights, richEnds, ends }: Solvent, project: number, purses: Float64Array): number {
  let end = ends[project]!
  let money = 0
  for (let entry = richEnds[project]!; entry < end; ) {
    const purse = purses[groups[entry]!]!
    if (purse === 0) {
      end--
      groups[entry] = groups[end]!
      weights[entry] = weights[end]!
    } else {
      money += purse
      entry++
    }
  }
  ends[project] = end
  return money
}

function visitRich(
  solvent: Solvent,
  start: number,
  project: number,
  purses: Float64Array,
  price: number,
  surely: number,
): void {
  const { groups, weights, richEnds, ends, rich } = solvent
  const { purses: richPurses, weights: richWeights } = rich
  let richEnd = richEnds[project]!
  let end = ends[project]!
  let count = 0
  let slope = 0
  let money = 0
  let poorMoney = rich.poorMoney
  for (let entry = start; entry < richEnd; ) {
    const group = groups[entry]!
    const purse = purses[group]!
    const weight = weights[entry]!
    if (purse > price * weight) {
      richPurses[count] = purse
      richWeights[count] = weight
      count++
      slope += weight
      money += purse
      entry++
    } else if (purse > surely * weight) {
      poorMoney += purse
      entry++
    } else {
      // The last of the first part takes the place; its own place is the first of the second part, or is given up.
      richEnd--
      groups[entry] = groups[richEnd]!
      weights[entry] = weights[richEnd]!
      if (purse === 0) {
        end--
        groups[richEnd] = groups[end]!
        weights[richEnd] = weights[end]!
      } else {
        groups[richEnd] = group
        weights[richEnd] = weight
        poorMoney += purse
      }
    }
  }
  richEnds[project] = richEnd
  ends[project] = end
  rich.count = count
  rich.slope = slope
  rich.money = money
  rich.poorMoney = poorMoney
}
