import type { Cents } from '#kernel/money'
import { cents } from '#kernel/money'
import type { Action } from './model.ts'

/** What became of the money of a budget line in a year. */
export type MoneyLine = {
  readonly code: string
  readonly label: string
  /** Of the ESS alone, or of another policy that serves it. */
  readonly perimeter: Perimeter
  readonly isFictitious: boolean
  readonly openedCents: Cents
  readonly engagedCents: Cents
  readonly paidCents: Cents
}

export const PERIMETERS = ['dedicated', 'transversal'] as const
export type Perimeter = (typeof PERIMETERS)[number]

/** What a line paid to organisations of a place. */
export type PaidAt = {
  readonly code: string
  /** SIREN of an EPCI; null: the seat of the organisation is not known here, or lies elsewhere. */
  readonly place: string | null
  readonly paidCents: Cents
}

/** The money of a year. Without a budget of that year there is no line. */
export type Money = { readonly year: number; readonly lines: readonly MoneyLine[]; readonly paidAt: readonly PaidAt[] }

export type Sums = { readonly openedCents: Cents; readonly engagedCents: Cents; readonly paidCents: Cents }

/** Lines of an action, in the order the action names them. */
export function linesOf({ lines }: Pick<Action, 'lines'>, money: Money): readonly MoneyLine[] {
  return lines.flatMap((code) => money.lines.find((line) => line.code === code) ?? [])
}

/** Sums of one perimeter: there is no sum of both, for the same euro may be told by two policies. Undefined: no line of it. */
export function sumsOf(lines: readonly MoneyLine[], perimeter: Perimeter): Sums | undefined {
  const kept = lines.filter((line) => line.perimeter === perimeter)
  if (kept.length === 0) return undefined
  const sum = (amountOf: (line: MoneyLine) => bigint) => cents(kept.reduce((all, line) => all + amountOf(line), 0n))
  return {
    openedCents: sum((line) => line.openedCents),
    engagedCents: sum((line) => line.engagedCents),
    paidCents: sum((line) => line.paidCents),
  }
}
