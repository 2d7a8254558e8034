import { add, compare, divide, type Fraction, fraction, multiply, subtract, ZERO } from '#kernel/fraction'
import type { AllocationRequest, Candidate, ProportionalRule } from './model.ts'
import type { Vessel } from './water-filling.ts'

/**
 * The definition, naively: vessels fill in the order of ceiling ÷ weight; the level is the one at which, those before
 * being full, what is left is shared among the others without filling the next.
 */
export function fillByLevels(pot: Fraction, vessels: readonly Vessel[]): readonly Fraction[] {
  const weighty = vessels.filter(({ weight }) => weight > 0n)
  const height = ({ weight, ceiling }: Vessel) => divide(ceiling, fraction(weight))
  const levels = weighty.map(height).sort(compare)
  const at = (level: Fraction) =>
    vessels.map(({ weight, ceiling }) => {
      const share = multiply(level, fraction(weight))
      return weight === 0n ? ZERO : compare(share, ceiling) < 0 ? share : ceiling
    })
  const total = (amounts: readonly Fraction[]) => amounts.reduce(add, ZERO)

  for (const level of levels) {
    if (compare(total(at(level)), pot) < 0) continue
    const full = weighty.filter((each) => compare(height(each), level) < 0)
    const open = weighty.filter((each) => compare(height(each), level) >= 0)
    const rest = subtract(pot, total(full.map(({ ceiling }) => ceiling)))
    return at(divide(rest, fraction(open.reduce((sum, { weight }) => sum + weight, 0n))))
  }
  return vessels.map(({ weight, ceiling }) => (weight > 0n ? ceiling : ZERO))
}

/**
 * The proportional rule as the specification writes it, without the order of the code: levels found by trying each,
 * units given one at a time. Amounts in cents, in the order of the projects.
 */
export function proportionalByDefinition(request: AllocationRequest, rule: ProportionalRule): readonly bigint[] {
  const { projects, roundingCents: unit } = request
  const down = (amount: bigint) => (amount / unit) * unit
  const maximum = (project: Candidate) => down(leastOf(limitsOf(project, request)))
  const names = [...new Set(projects.map((project) => groupOf(project, rule)))]
  const membersOf = (name: string) => projects.filter((each) => groupOf(each, rule) === name && each.votes > 0n)

  const groups = names.map((name): Vessel => {
    const members = membersOf(name)
    const ceiling = members.reduce((sum, project) => sum + maximum(project), 0n)
    const votes = members.reduce((sum, project) => sum + project.votes, 0n)
    const { split } = rule
    const weight = split.by === 'amounts' ? split.amounts.get(name)! : split.by === 'votes' ? votes : ceiling
    return { weight, ceiling: fraction(ceiling) }
  })
  const { split } = rule
  const isReserved = split.by === 'amounts' && split.whenLeft === 'reserved'
  const pots = isReserved
    ? groups.map(({ weight, ceiling }) =>
        compare(fraction(down(weight)), ceiling) < 0 ? fraction(down(weight)) : ceiling,
      )
    : fillByLevels(fraction(down(request.envelopeCents)), groups)

  const shares = new Map<Candidate, Fraction>()
  names.forEach((name, index) => {
    const members = membersOf(name)
    const vessels = members.map((each) => ({ weight: each.votes, ceiling: fraction(maximum(each)) }))
    fillByLevels(pots[index]!, vessels).forEach((share, member) => {
      shares.set(members[member]!, share)
    })
  })
  const together = isReserved ? names.map(membersOf) : [projects.filter((each) => shares.has(each))]
  const amounts = new Map(together.flatMap((members) => unitByUnit(members, shares, unit)))
  return projects.map((project) => amounts.get(project) ?? 0n)
}

/** Whole parts first; then, while units are missing, one to the greatest remainder, the cheapest first among equals. */
function unitByUnit(members: readonly Candidate[], shares: ReadonlyMap<Candidate, Fraction>, unit: bigint) {
  const given = new Map(
    members.map((each) => {
      const { numerator, denominator } = shares.get(each)!
      return [each, (numerator / (denominator * unit)) * unit] as const
    }),
  )
  const lack = (each: Candidate) => subtract(shares.get(each)!, fraction(given.get(each)!))
  const missing = () => members.reduce((sum, each) => add(sum, lack(each)), ZERO)
  while (missing().numerator > 0n) {
    const next = members.reduce((best, each) => {
      const order = compare(lack(each), lack(best))
      return order > 0 || (order === 0 && isBefore(each, best)) ? each : best
    })
    given.set(next, given.get(next)! + unit)
  }
  return [...given]
}

/** The order of ties by default: lowest cost, most votes, lot. */
function isBefore(a: Candidate, b: Candidate): boolean {
  if (a.costCents !== b.costCents) return a.costCents < b.costCents
  return a.votes === b.votes ? a.lot! < b.lot! : a.votes > b.votes
}

function groupOf(project: Candidate, { within }: ProportionalRule): string {
  return within === 'all' ? '' : project[within]
}

function limitsOf(
  { requestedCents, costCents, category }: Candidate,
  { limits }: AllocationRequest,
): readonly bigint[] {
  const cap = limits.caps?.get(category)
  const share = limits.maximumCostShareBasisPoints
  const capped = typeof cap === 'bigint' ? [cap] : []
  return [requestedCents, ...capped, ...(share === undefined ? [] : [(costCents * BigInt(share)) / 10_000n])]
}

function leastOf(amounts: readonly bigint[]): bigint {
  return amounts.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))[0]!
}
