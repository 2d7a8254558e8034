import { createHash } from 'node:crypto'

/** Visitors share this many orders, so that pages can be kept ready and no option is always first. */
export const ORDERS = 64

/**
 * One of the orders in which options are shown: a permutation drawn from the poll's fingerprint, the same on each visit.
 *
 * @param rank  from 0 to 63, kept by the visitor's browser
 */
export function shuffled<Item>(items: readonly Item[], fingerprint: string, rank: number): readonly Item[] {
  return items
    .map((item, position) => ({ item, place: placeOf(fingerprint, rank, position) }))
    .toSorted((one, other) => Buffer.compare(one.place, other.place))
    .map(({ item }) => item)
}

// Sorting by a hash of each position is a draw without a generator: nobody chooses the order, anybody makes it again.
function placeOf(fingerprint: string, rank: number, position: number): Buffer {
  return createHash('sha256').update(`filigrane order ${fingerprint} ${rank} ${position}`).digest()
}
