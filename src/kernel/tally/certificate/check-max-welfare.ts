import { done, type Result, refuse } from '#kernel/result'
import type { CertificateFault, MaxWelfareProof } from './model.ts'
import { type Reading, utilitiesIn } from './reading.ts'

/** A project in one of the two scales below. */
type Item = { readonly project: number; readonly cost: bigint; readonly weight: bigint }

/** Beyond, only a bound is certified: the proof would take longer than a recount. */
const MOST_CASES = 200_000

type Found = { readonly proof: MaxWelfareProof; readonly winners: readonly string[] }

/**
 * What a certificate of maximum welfare must say of a set of projects, when no other set is better.
 *
 * Proof by cases (Land and Doig 1960): project after project, with it and without it. A case is closed when its money,
 * spent on the rest by the best value per cost, the last in part, cannot do better (Dantzig 1957).
 */
export function checkMaxWelfare(reading: Reading, ids: readonly string[]): Result<Found, CertificateFault> {
  const { projects, budget } = reading.election
  const byValue = itemsOf(reading)
  const chosen = byValue.map(({ project }) => project).filter((project) => ids.includes(projects[project]!.id))
  if (chosen.reduce((sum, project) => sum + projects[project]!.cost, 0n) > budget) {
    return refuse({ kind: 'over-budget', at: 'winners' })
  }
  const winners = chosen.map((project) => projects[project]!.id)
  const value = weightOf(byValue, chosen)
  const bound = boundOf(byValue, 0, budget, 0n)
  const proofOf = (proves: MaxWelfareProof['proves'], cases: number) =>
    done<Found>({ proof: { kind: 'max-welfare', value: String(value), proves, cases, bound: String(bound) }, winners })
  for (const [proves, items] of [
    ['set', inOneNumber(reading, byValue)],
    ['value', byValue],
  ] as const) {
    const cases = casesClosed(items, budget, weightOf(items, chosen))
    if (cases === 'beaten') return refuse({ kind: 'not-the-best', at: 'winners' })
    if (cases !== 'too-many') return proofOf(proves, cases)
  }
  return proofOf('bound', 0)
}

/** Projects worth something that the budget can pay. */
function itemsOf(reading: Reading): readonly Item[] {
  const { projects, budget } = reading.election
  const utilities = utilitiesIn(reading)
  return byValuePerCost(
    reading,
    projects
      .map(({ cost }, project) => ({ project, cost, weight: utilities[project]! }))
      .filter(({ cost, weight }) => weight > 0n && cost <= budget),
  )
}

/**
 * The order of sets as one number: value, then cost (less is better), then the first project, in the order of ties,
 * that one set holds and the other does not. A greater value outweighs all costs, and a lower cost all places.
 */
function inOneNumber(reading: Reading, items: readonly Item[]): readonly Item[] {
  const { budget, projects } = reading.election
  const places = items.map(({ project }) => project).sort((a, b) => (reading.isBefore(a, b) ? 1 : -1))
  const width = BigInt(projects.length)
  return byValuePerCost(
    reading,
    items.map(({ project, cost, weight }) => {
      const place = 1n << BigInt(places.indexOf(project))
      return { project, cost, weight: ((weight * (budget + 1n) - cost) << width) + place }
    }),
  )
}

function byValuePerCost({ isBefore }: Reading, items: readonly Item[]): readonly Item[] {
  return items.toSorted((a, b) => {
    const [left, right] = [a.weight * b.cost, b.weight * a.cost]
    return left === right ? (isBefore(a.project, b.project) ? -1 : 1) : left > right ? -1 : 1
  })
}

function weightOf(items: readonly Item[], members: readonly number[]): bigint {
  const chosen = new Set(members)
  return items.reduce((sum, { project, weight }) => (chosen.has(project) ? sum + weight : sum), 0n)
}

/** How many cases show that nothing exceeds `best`. */
function casesClosed(items: readonly Item[], budget: bigint, best: bigint): number | 'beaten' | 'too-many' {
  let cases = 0
  const open = [{ from: 0, money: budget, weight: 0n }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { from, money, weight } = next
    if (weight > best) return 'beaten'
    if (++cases > MOST_CASES) return 'too-many'
    if (boundOf(items, from, money, weight) <= best) continue
    const { cost, weight: more } = items[from]!
    open.push({ from: from + 1, money, weight })
    if (cost <= money) open.push({ from: from + 1, money: money - cost, weight: weight + more })
  }
  return cases
}

/** The most that could be reached, rounded down: values are whole. */
function boundOf(items: readonly Item[], from: number, money: bigint, weight: bigint): bigint {
  let [left, reached] = [money, weight]
  for (let at = from; at < items.length; at++) {
    const { cost, weight: more } = items[at]!
    if (cost > left) return reached + (more * left) / cost
    left -= cost
    reached += more
  }
  return reached
}
