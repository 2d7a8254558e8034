import { divide, type Fraction, fraction, multiply, subtract, ZERO } from '#kernel/fraction'
import type { Branch, PublishedCell, TableShape } from '../model.ts'

// Written again from the definition, not taken from the search: a mistake there must not hide here.

/** Σ factor × unknown = constant. */
export type Equation = { readonly factors: ReadonlyMap<string, Fraction>; readonly constant: Fraction }

/** What a reader of the tables knows: the unknowns are the cells without a value. */
export type Knowledge = {
  /** By unknown that the others determine, each other unknown of the row being free. */
  readonly rows: ReadonlyMap<string, Equation>
  /** Sums whose values contradict each other, by their row and column. */
  readonly contradictions: number
}

export function nameOf(row: string, column: string): string {
  return `${row}\u0000${column}`
}

/** Every sum of every table, as an equation between what is not published. */
export function equationsOf(tables: readonly TableShape[], published: readonly PublishedCell[]): readonly Equation[] {
  const cells = new Map(published.map((cell) => [nameOf(cell.row, cell.column), cell]))
  const equations: Equation[] = []
  const state = (whole: string, parts: readonly string[]) => {
    const factors = new Map<string, Fraction>()
    let constant = ZERO
    for (const [name, factor] of [[whole, 1n] as const, ...parts.map((part) => [part, -1n] as const)]) {
      const cell = cells.get(name)!
      if (cell.kind === 'value') constant = subtract(constant, fraction(factor * cell.value))
      else factors.set(name, fraction(factor))
    }
    equations.push({ factors, constant })
  }
  for (const { rows, columns } of tables) {
    const pending: Branch[] = [rows]
    for (let branch = pending.pop(); branch; branch = pending.pop()) {
      const { id, parts } = branch
      state(
        nameOf(id, 'total'),
        columns.map((column) => nameOf(id, column)),
      )
      if (parts.length === 0) continue
      for (const column of [...columns, 'total']) {
        state(
          nameOf(id, column),
          parts.map((part) => nameOf(part.id, column)),
        )
      }
      pending.push(...parts)
    }
  }
  return equations
}

/** Solves the equations exactly, by elimination, as far as they go. */
export function solve(equations: readonly Equation[]): Knowledge {
  const rows = new Map<string, Equation>()
  let contradictions = 0
  const shortestFirst = [...equations].sort((a, b) => a.factors.size - b.factors.size)
  for (const equation of shortestFirst) {
    const left = [...equation.factors.keys()].reduce(
      (reduced, unknown) => (rows.has(unknown) ? eliminate(reduced, unknown, rows.get(unknown)!) : reduced),
      equation,
    )
    const pivot = left.factors.keys().next()
    if (pivot.done) {
      if (left.constant.numerator !== 0n) contradictions += 1
      continue
    }
    const row = scaled(left, divide(fraction(1n), left.factors.get(pivot.value)!))
    for (const [unknown, other] of rows) {
      if (other.factors.has(pivot.value)) rows.set(unknown, eliminate(other, pivot.value, row))
    }
    rows.set(pivot.value, row)
  }
  return { rows, contradictions }
}

/** The unknowns that are none, with the value anyone can find. */
export function foundIn({ rows }: Knowledge): ReadonlyMap<string, Fraction> {
  return new Map(
    [...rows].flatMap(([unknown, { factors, constant }]) => (factors.size === 1 ? [[unknown, constant]] : [])),
  )
}

function eliminate(equation: Equation, unknown: string, row: Equation): Equation {
  const factor = equation.factors.get(unknown)
  if (!factor) return equation
  const factors = new Map(equation.factors)
  for (const [other, value] of row.factors) {
    const left = subtract(factors.get(other) ?? ZERO, multiply(factor, value))
    if (left.numerator === 0n) factors.delete(other)
    else factors.set(other, left)
  }
  return { factors, constant: subtract(equation.constant, multiply(factor, row.constant)) }
}

function scaled({ factors, constant }: Equation, factor: Fraction): Equation {
  return {
    factors: new Map([...factors].map(([unknown, value]) => [unknown, multiply(value, factor)])),
    constant: multiply(constant, factor),
  }
}
