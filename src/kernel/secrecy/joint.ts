import type { Sum } from './sums.ts'

// A prime below 2³¹: products of two residues stay exact in a bigint, and sums of ±1 keep their rank in it.
const PRIME = 2_147_483_647n

/**
 * The masked cells that the sums of all tables together give away, by elimination modulo a prime. Linked tables need it:
 * each protects its own cells, and two may still say together what neither says.
 */
export function foundTogether(sums: readonly Sum[], masked: ReadonlySet<string>): ReadonlySet<string> {
  const rows = new Map<string, Map<string, bigint>>()
  for (const sum of sums) {
    const row = unknownsOf(sum, masked)
    for (const [key, pivot] of rows) subtract(row, pivot, row.get(key) ?? 0n)
    const next = row.entries().next()
    if (next.done) continue
    const [key, factor] = next.value
    scale(row, inverse(factor))
    for (const other of rows.values()) subtract(other, row, other.get(key) ?? 0n)
    rows.set(key, row)
  }
  return new Set([...rows].filter(([, row]) => row.size === 1).map(([key]) => key))
}

function unknownsOf({ total, parts }: Sum, masked: ReadonlySet<string>): Map<string, bigint> {
  const terms: (readonly [string, bigint])[] = [[total, 1n], ...parts.map((part) => [part, PRIME - 1n] as const)]
  return new Map(terms.filter(([key]) => masked.has(key)))
}

/** row − factor × pivot; what becomes 0 goes. */
function subtract(row: Map<string, bigint>, pivot: ReadonlyMap<string, bigint>, factor: bigint): void {
  if (factor === 0n) return
  for (const [key, value] of pivot) {
    const left = modulo((row.get(key) ?? 0n) - factor * value)
    if (left === 0n) row.delete(key)
    else row.set(key, left)
  }
}

function scale(row: Map<string, bigint>, factor: bigint): void {
  for (const [key, value] of row) row.set(key, modulo(value * factor))
}

/** By Fermat: aᵖ⁻² is the inverse of a. */
function inverse(value: bigint): bigint {
  let [result, base] = [1n, value]
  for (let power = PRIME - 2n; power > 0n; power /= 2n) {
    if (power % 2n === 1n) result = modulo(result * base)
    base = modulo(base * base)
  }
  return result
}

function modulo(value: bigint): bigint {
  const rest = value % PRIME
  return rest < 0n ? rest + PRIME : rest
}
