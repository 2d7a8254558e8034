import type { Cell, SecrecyRule } from './model.ts'
import { canMask, lossOf, masksFor, type Table } from './table.ts'

// A table of 4 × 4 cells, totals included; beyond, the heuristic stands.
const MOST_CANDIDATES = 14
// Some hundredths of a second. What was found by then is kept, and said not to be proved.
const MOST_TRIES = 1000
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

export type Masks = {
  readonly masked: ReadonlySet<string>
  /** Whether no cheaper masks hold, proved. */
  readonly isLeast: boolean
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
 * @param masked  masks that hold, to begin with
 */
export function leastMasks(choice: Choice, masked: ReadonlySet<string>): Masks {
  const { table, rule, given } = choice
  const candidates = cellsOf(table).filter(([key, cell]) => !given.has(key) && canMask(cell))
  if (candidates.length > MOST_CANDIDATES) return { masked, isLeast: masked.size === given.size }
  candidates.sort(byLoss(rule))
  let best = masked
  let leastLoss = candidates.reduce((sum, [key, cell]) => sum + (masked.has(key) ? lossOf(cell, rule) : 0n), 0n)
  const keysFrom = (index: number) => candidates.slice(index).map(([key]) => key)
  let triesLeft = MOST_TRIES
  visit(0, given, 0n, 'taken')
  return { masked: best, isLeast: triesLeft > 0 }

  function visit(index: number, kept: ReadonlySet<string>, loss: bigint, last: 'taken' | 'left'): void {
    if (loss >= leastLoss || triesLeft === 0) return
    triesLeft -= 1
    // Taking a mask changes what is kept; leaving one, what can still be added. The other is as it was one step above.
    if (last === 'left' && !holds(choice, new Set([...kept, ...keysFrom(index)]))) return
    if (last === 'taken' && holds(choice, kept)) {
      best = kept
      leastLoss = loss
      return
    }
    const [key, cell] = candidates[index]!
    visit(index + 1, kept, loss, 'left')
    visit(index + 1, new Set([...kept, key]), loss + lossOf(cell, rule), 'taken')
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
