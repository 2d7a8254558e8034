import type { Cell, SecrecyRule } from './model.ts'
import { canMask, lossOf, masksFor, type Table } from './table.ts'

// A table of 4 × 4 cells, totals included; beyond, the heuristic stands.
const MOST_CANDIDATES = 14
// Lifting masks one by one asks every protected cell again: about a second at this size.
const MOST_CHECKS = 20_000

/** A choice of masks for one table: all keys masked, those that must keep their margins. */
export type Choice = {
  readonly table: Table
  readonly rule: SecrecyRule
  /** Arcs that must keep their margins. */
  readonly wanted: readonly number[]
  /** Keys masked for themselves, or by another table. */
  readonly given: ReadonlySet<string>
}

/** Whether every wanted cell keeps its margins with these masks and no other. */
export function holds({ table, rule, wanted }: Choice, masked: ReadonlySet<string>): boolean {
  return wanted.every((arc) => masksFor(table, arc, masked, rule, false) !== undefined)
}

/** Lifts the masks that the others make needless, the dearest first. Large tables are left as they are. */
export function liftNeedless(choice: Choice, masked: ReadonlySet<string>): ReadonlySet<string> {
  const { table, rule, wanted, given } = choice
  const added = cellsOf(table).filter(([key]) => masked.has(key) && !given.has(key))
  if (added.length * wanted.length > MOST_CHECKS) return masked
  let kept = masked
  for (const [key] of added.sort(byLoss(rule))) {
    const lighter = new Set(kept)
    lighter.delete(key)
    if (holds(choice, lighter)) kept = lighter
  }
  return kept
}

/**
 * The cheapest masks of all, by trying sets; more masks never protect less, so a branch ends where even all that is left
 * would not protect, or where it already costs as much as the best.
 *
 * @returns undefined when the table is too large to try
 */
export function leastMasks(choice: Choice, masked: ReadonlySet<string>): ReadonlySet<string> | undefined {
  const { table, rule, given } = choice
  const candidates = cellsOf(table).filter(([key, cell]) => !given.has(key) && canMask(cell))
  if (candidates.length > MOST_CANDIDATES) return undefined
  candidates.sort(byLoss(rule))
  let best = masked
  let leastLoss = candidates.reduce((sum, [key, cell]) => sum + (masked.has(key) ? lossOf(cell, rule) : 0n), 0n)
  const keysFrom = (index: number) => candidates.slice(index).map(([key]) => key)
  visit(0, given, 0n)
  return best

  function visit(index: number, kept: ReadonlySet<string>, loss: bigint): void {
    if (loss >= leastLoss || !holds(choice, new Set([...kept, ...keysFrom(index)]))) return
    if (holds(choice, kept)) {
      best = kept
      leastLoss = loss
      return
    }
    const [key, cell] = candidates[index]!
    visit(index + 1, kept, loss)
    visit(index + 1, new Set([...kept, key]), loss + lossOf(cell, rule))
  }
}

function cellsOf({ network, cells }: Table): (readonly [string, Cell])[] {
  return network.keys.map((key, arc) => [key, cells[arc]!] as const)
}

function byLoss(rule: SecrecyRule): (a: readonly [string, Cell], b: readonly [string, Cell]) => number {
  return ([, a], [, b]) => {
    const difference = lossOf(b, rule) - lossOf(a, rule)
    return difference > 0n ? 1 : difference < 0n ? -1 : 0
  }
}
