import { add, compare, divide, type Fraction, fraction, multiply, subtract, ZERO } from '#kernel/fraction'
import { assert } from '#kernel/result'
import type { Knowledge } from './system.ts'

/** Between what and what an unknown lies, since nothing is below 0; `most` null: without end. */
export type Bounds = { readonly least: Fraction; readonly most: Fraction | null }

/**
 * What a reader can say of each unknown, exactly: a linear programme each way, solved by the simplex method in fractions.
 * For small tables: the work grows fast with the number of unknowns.
 *
 * @returns          undefined when no values ≥ 0 satisfy the sums at all
 * @see              Bland, New finite pivoting rules for the simplex method, 1977: it cannot turn in circles
 */
export function boundsOf({ rows }: Knowledge, wanted: Iterable<string>): ReadonlyMap<string, Bounds> | undefined {
  const unknowns = [...new Set([...rows.values()].flatMap(({ factors }) => [...factors.keys()]))].sort()
  const start = feasibleTableau(
    [...rows.values()].map(({ factors, constant }) => ({
      factors: unknowns.map((unknown) => factors.get(unknown) ?? ZERO),
      constant,
    })),
    unknowns.length,
  )
  if (!start) return undefined
  return new Map(
    [...wanted].map((unknown) => {
      const index = unknowns.indexOf(unknown)
      // In no equation at all: nothing is known of it.
      if (index < 0) return [unknown, { least: ZERO, most: null }]
      const least = minimum(
        start,
        unknowns.map((_, at) => (at === index ? ONE : ZERO)),
      )
      const most = minimum(
        start,
        unknowns.map((_, at) => (at === index ? fraction(-1n) : ZERO)),
      )
      assert(least, 'nothing falls below 0 without end')
      return [unknown, { least, most: most && subtract(ZERO, most) }]
    }),
  )
}

const ONE = fraction(1n)

type Line = { readonly factors: readonly Fraction[]; readonly constant: Fraction }

/** Lines in terms of their basic variable: `basis[i]` has factor 1 in line i and 0 elsewhere. Constants are ≥ 0. */
type Tableau = { readonly lines: readonly Line[]; readonly basis: readonly number[] }

/** A first corner, by giving each line a variable of its own and driving these to 0. */
function feasibleTableau(lines: readonly Line[], count: number): Tableau | undefined {
  const extended = lines.map((line, index): Line => {
    const { factors, constant } = line.constant.numerator < 0n ? times(line, fraction(-1n)) : line
    return { factors: [...factors, ...lines.map((_, other) => (other === index ? ONE : ZERO))], constant }
  })
  const cost = [...Array<Fraction>(count).fill(ZERO), ...Array<Fraction>(lines.length).fill(ONE)]
  const solved = optimum({ lines: extended, basis: lines.map((_, index) => count + index) }, cost)
  assert(solved, 'a sum of values at least 0 does not fall without end')
  if (costOf(solved, cost).numerator !== 0n) return undefined
  let tableau: Tableau = solved
  for (let index = 0; index < tableau.lines.length; index += 1) {
    if (tableau.basis[index]! < count) continue
    const entering = tableau.lines[index]!.factors.findIndex((factor, at) => at < count && factor.numerator !== 0n)
    if (entering >= 0) tableau = pivot(tableau, index, entering)
  }
  // A line left to its own variable says 0 = 0.
  const kept = tableau.basis.flatMap((variable, index) => (variable < count ? [index] : []))
  return {
    lines: kept.map((index) => {
      const { factors, constant } = tableau.lines[index]!
      return { factors: factors.slice(0, count), constant }
    }),
    basis: kept.map((index) => tableau.basis[index]!),
  }
}

/** @returns null when it falls without end */
function minimum(tableau: Tableau, cost: readonly Fraction[]): Fraction | null {
  const solved = optimum(tableau, cost)
  return solved && costOf(solved, cost)
}

function optimum(start: Tableau, cost: readonly Fraction[]): Tableau | null {
  for (let tableau = start; ; ) {
    const entering = cost.findIndex((_, variable) => reducedCost(tableau, cost, variable).numerator < 0n)
    if (entering < 0) return tableau
    const leaving = leavingLine(tableau, entering)
    if (leaving === undefined) return null
    tableau = pivot(tableau, leaving, entering)
  }
}

function leavingLine({ lines, basis }: Tableau, entering: number): number | undefined {
  let best: { readonly index: number; readonly ratio: Fraction } | undefined
  for (const [index, { factors, constant }] of lines.entries()) {
    const factor = factors[entering]!
    if (factor.numerator <= 0n) continue
    const ratio = divide(constant, factor)
    const order = best ? compare(ratio, best.ratio) : -1
    if (order < 0 || (order === 0 && basis[index]! < basis[best!.index]!)) best = { index, ratio }
  }
  return best?.index
}

function pivot({ lines, basis }: Tableau, leaving: number, entering: number): Tableau {
  const chosen = times(lines[leaving]!, divide(ONE, lines[leaving]!.factors[entering]!))
  return {
    lines: lines.map((line, index) => (index === leaving ? chosen : minus(line, chosen, line.factors[entering]!))),
    basis: basis.map((variable, index) => (index === leaving ? entering : variable)),
  }
}

function reducedCost({ lines, basis }: Tableau, cost: readonly Fraction[], variable: number): Fraction {
  return lines.reduce((left, { factors }, index) => {
    const price = cost[basis[index]!]!
    const factor = factors[variable]!
    return price.numerator === 0n || factor.numerator === 0n ? left : subtract(left, multiply(price, factor))
  }, cost[variable]!)
}

function costOf({ lines, basis }: Tableau, cost: readonly Fraction[]): Fraction {
  return lines.reduce((sum, { constant }, index) => add(sum, multiply(cost[basis[index]!]!, constant)), ZERO)
}

function times({ factors, constant }: Line, factor: Fraction): Line {
  return { factors: factors.map((each) => multiply(each, factor)), constant: multiply(constant, factor) }
}

function minus(line: Line, other: Line, factor: Fraction): Line {
  if (factor.numerator === 0n) return line
  return {
    factors: line.factors.map((each, index) =>
      other.factors[index]!.numerator === 0n ? each : subtract(each, multiply(factor, other.factors[index]!)),
    ),
    constant: subtract(line.constant, multiply(factor, other.constant)),
  }
}
