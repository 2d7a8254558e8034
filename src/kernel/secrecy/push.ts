import type { Network } from './network.ts'

/** What a reader may suppose of each arc. */
export type Arcs = {
  /** True values; for a value not known here 0, so that nothing is supposed to fall. */
  readonly values: readonly bigint[]
  /** What it costs to use each arc: 0 when it is masked already, undefined when it cannot be. */
  readonly priceOf: (arc: number) => number | undefined
}

/** One way of moving a cell, as a reader could imagine it. */
type Step = { readonly arc: number; readonly isForward: boolean }

/**
 * Moves the value of one cell by `need`, up or down, letting others move with it so that all sums hold and nothing falls
 * below 0; by cheapest paths, one after the other.
 *
 * @returns  the arcs that moved; undefined when the cell cannot move that far, whatever is masked
 * @see      Ford & Fulkerson, 1956: with arcs that may grow without end and fall to 0, paths are enough
 */
export function push(
  network: Network,
  arcs: Arcs,
  moved: number,
  { need, isUp }: { readonly need: bigint; readonly isUp: boolean },
): ReadonlySet<number> | undefined {
  const used = new Set<number>()
  const shifts = new Map<number, bigint>()
  const [start, end] = isUp ? [network.to[moved]!, network.from[moved]!] : [network.from[moved]!, network.to[moved]!]
  let left = need
  while (left > 0n) {
    const path = cheapestPath(network, { arcs, moved, used, shifts, left }, start, end)
    if (!path) return undefined
    const amount = path.reduce((least, step) => smaller(least, roomOf(arcs, shifts, step)), left)
    for (const { arc, isForward } of path) {
      used.add(arc)
      shifts.set(arc, (shifts.get(arc) ?? 0n) + (isForward ? amount : -amount))
    }
    left -= amount
  }
  return used
}

type Search = {
  readonly arcs: Arcs
  readonly moved: number
  readonly used: ReadonlySet<number>
  readonly shifts: ReadonlyMap<number, bigint>
  readonly left: bigint
}

function cheapestPath(network: Network, search: Search, start: number, end: number): readonly Step[] | undefined {
  const costs = new Float64Array(network.nodeCount).fill(Number.POSITIVE_INFINITY)
  const arrivals = new Map<number, Step>()
  const queue = makeQueue()
  costs[start] = 0
  queue.add(start, 0)
  for (let next = queue.take(); next; next = queue.take()) {
    if (next.node === end) return pathTo(network, arrivals, start, end)
    if (next.cost > costs[next.node]!) continue
    for (const arc of network.arcsAt[next.node]!) {
      const step = { arc, isForward: network.from[arc] === next.node }
      const price = stepPrice(search, step)
      if (price === undefined) continue
      const reached = step.isForward ? network.to[arc]! : network.from[arc]!
      const cost = next.cost + price
      if (cost >= costs[reached]!) continue
      costs[reached] = cost
      arrivals.set(reached, step)
      queue.add(reached, cost)
    }
  }
  return undefined
}

// A cell too small to give all that is needed asks for others beside it: its price grows as it falls short.
function stepPrice({ arcs, moved, used, shifts, left }: Search, step: Step): number | undefined {
  if (step.arc === moved) return undefined
  const price = arcs.priceOf(step.arc)
  if (price === undefined) return undefined
  const room = roomOf(arcs, shifts, step)
  if (room === 0n) return undefined
  const shortage = room === undefined || room >= left ? 1 : Number(left) / Number(room)
  return 1e-6 * shortage + (used.has(step.arc) ? 0 : price * shortage)
}

/** How far an arc can still move that way; undefined without end. */
function roomOf({ values }: Arcs, shifts: ReadonlyMap<number, bigint>, { arc, isForward }: Step): bigint | undefined {
  return isForward ? undefined : values[arc]! + (shifts.get(arc) ?? 0n)
}

function smaller(least: bigint, room: bigint | undefined): bigint {
  return room !== undefined && room < least ? room : least
}

function pathTo(network: Network, arrivals: ReadonlyMap<number, Step>, start: number, end: number): readonly Step[] {
  const path: Step[] = []
  for (let node = end; node !== start; ) {
    const step = arrivals.get(node)!
    path.push(step)
    node = step.isForward ? network.from[step.arc]! : network.to[step.arc]!
  }
  return path.reverse()
}

type Entry = { readonly node: number; readonly cost: number }

/** A binary heap, the cheapest first. */
function makeQueue(): { readonly add: (node: number, cost: number) => void; readonly take: () => Entry | undefined } {
  const heap: Entry[] = []
  const swap = (a: number, b: number) => {
    const kept = heap[a]!
    heap[a] = heap[b]!
    heap[b] = kept
  }
  return {
    add(node, cost) {
      heap.push({ node, cost })
      for (let at = heap.length - 1; at > 0 && heap[(at - 1) >> 1]!.cost > heap[at]!.cost; at = (at - 1) >> 1) {
        swap(at, (at - 1) >> 1)
      }
    },
    take() {
      const first = heap[0]
      const last = heap.pop()
      if (!first || !last || heap.length === 0) return first
      heap[0] = last
      for (let at = 0; ; ) {
        const child = lightestChild(heap, at)
        if (child === undefined || heap[child]!.cost >= heap[at]!.cost) return first
        swap(at, child)
        at = child
      }
    },
  }
}

function lightestChild(heap: readonly Entry[], at: number): number | undefined {
  const [left, right] = [2 * at + 1, 2 * at + 2]
  if (left >= heap.length) return undefined
  return right < heap.length && heap[right]!.cost < heap[left]!.cost ? right : left
}
