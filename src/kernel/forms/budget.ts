import { type Cents, cents, type MoneyFault, readCents } from '#kernel/money'
import { done, type Result, refuse } from '#kernel/result'
import type { BudgetLine, BudgetTable, FormField } from './model.ts'

export type BudgetField = Extract<FormField, { readonly kind: 'budget' }>

/** Why a table is no budget, gravest first. */
export type BudgetFault =
  | { readonly kind: 'budget-line-unreadable'; readonly code: string; readonly fault: MoneyFault }
  | { readonly kind: 'budget-unbalanced'; readonly expenses: Cents; readonly receipts: Cents }

/**
 * Reads a budget table. Lines left empty count for nothing; the two sides must have the same total, to the cent.
 *
 * @param written  one text a line: « expense code » or « receipt code », a colon, the amount as it was typed
 * @returns        undefined: every line is empty
 */
export function readBudget(
  field: BudgetField,
  written: readonly string[],
): Result<BudgetTable | undefined, BudgetFault> {
  const texts = textsByLine(written)
  const [expenses, receipts] = [linesOf(field.expenses, 'd', texts), linesOf(field.receipts, 'r', texts)]
  if (!expenses.ok) return expenses
  if (!receipts.ok) return receipts
  if (expenses.value.length + receipts.value.length === 0) return done(undefined)
  const [spent, received] = [totalOf(expenses.value), totalOf(receipts.value)]
  if (spent !== received) return refuse({ kind: 'budget-unbalanced', expenses: spent, receipts: received })
  return done({ expenses: expenses.value, receipts: receipts.value, total: spent })
}

/** The text of one line, as `readBudget` reads it: « d » for what is spent, « r » for what pays it. */
export function writtenLine(side: 'd' | 'r', code: string, amount: string): string {
  return `${side}:${code}:${amount}`
}

function linesOf(
  lines: BudgetField['expenses'],
  side: 'd' | 'r',
  texts: ReadonlyMap<string, string>,
): Result<readonly BudgetLine[], BudgetFault> {
  const read: BudgetLine[] = []
  for (const { code } of lines) {
    const text = texts.get(`${side}:${code}`) ?? ''
    if (text.trim() === '') continue
    const amount = readCents(text)
    if (!amount.ok) return refuse({ kind: 'budget-line-unreadable', code, fault: amount.refusal })
    if (amount.value > 0n) read.push({ code, cents: amount.value })
  }
  return done(read)
}

function textsByLine(written: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    written.flatMap((text) => {
      const [, line, amount] = /^([dr]:[^:]+):(.*)$/s.exec(text) ?? []
      return line === undefined || amount === undefined ? [] : [[line, amount]]
    }),
  )
}

function totalOf(lines: readonly BudgetLine[]): Cents {
  return cents(lines.reduce((sum, line) => sum + line.cents, 0n))
}
