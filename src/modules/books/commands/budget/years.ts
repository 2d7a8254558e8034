import { done, refuse } from '#kernel/result'
import { isEnforceable } from '#modules/decisions'
import type { Context } from '#platform/context'
import type { Submission } from '#platform/database'
import type { BudgetLine } from '../../budget/line.ts'
import { objectOfYear } from '../../budget/stage.ts'
import * as store from '../../store/budget/index.ts'
import { openAccounts } from '../ledger/index.ts'
import { type Answer, act, audit } from './acting.ts'

/** Begins the budget of a year: no line, no credit. */
export function openYear(
  context: Context,
  input: { readonly submission: Submission; readonly year: number; readonly nomenclatureId: string },
): Answer<void> {
  const sourceAccount = context.newId()
  const { year, nomenclatureId } = input
  return act(context, input.submission, async (transaction) => {
    if (await store.findYear(transaction, year)) return refuse('year-exists')
    await openAccounts(transaction, [{ id: sourceAccount, code: 'budget.source', limit: 'none' }])
    await store.insertYear(transaction, { year, nomenclatureId, sourceAccount, closedAt: null }, context.now())
    await audit(transaction, context, { act: 'budget-opened', object: `budget-year:${year}` })
    return done(undefined)
  })
}

export type LineWords = Omit<BudgetLine, 'id'>

/** Adds a line to a year; its credits come with a decision. */
export function addLine(
  context: Context,
  input: { readonly submission: Submission; readonly line: LineWords },
): Answer<{ readonly id: string }> {
  const { line } = input
  const id = context.newId()
  const stages = line.direction === 'expense' ? EXPENSE_STAGES : RECEIPT_STAGES
  const accounts = stages.map((stage) => ({ accountId: context.newId(), stage }))
  return act(context, input.submission, async (transaction) => {
    const year = await store.findYear(transaction, line.year)
    if (!year) return refuse('year-unknown')
    if (await store.isYearClosed(transaction, line.year)) return refuse('year-closed')
    if (await store.findLineByCode(transaction, line.year, line.code)) return refuse('line-exists')
    const codes = await store.listCodes(transaction, year.nomenclatureId)
    const knows = (kind: string, code: string) => codes.some((each) => each.kind === kind && each.code === code)
    const isKnown = knows('chapter', line.chapter) && knows('nature', line.nature) && knows('function', line.function)
    if (!isKnown) return refuse('code-unknown')
    const { section } = codes.find(({ kind, code }) => kind === 'chapter' && code === line.chapter)!
    if (section !== null && section !== line.section) return refuse('section-differs')

    await store.insertLine(transaction, { ...line, id }, context.now())
    const opened = accounts.map(({ accountId, stage }) => {
      return { id: accountId, code: `budget.${stage}`, limit: 'debits-within-credits' } as const
    })
    await openAccounts(transaction, opened)
    await store.insertBudgetAccounts(transaction, { lineId: id }, accounts)
    await audit(transaction, context, { act: 'line-added', object: `budget-line:${id}`, details: { year: line.year } })
    return done({ id })
  })
}

/** Words of a line that may change: they move no money. */
export type LineChange = Pick<BudgetLine, 'label' | 'perimeter'>

/** Renames a line, or says which policy it is of. `before`: as they were read; somebody may have changed them since. */
export function changeLine(
  context: Context,
  input: {
    readonly submission: Submission
    readonly lineId: string
    readonly before: LineChange
    readonly change: LineChange
  },
): Answer<void> {
  const { lineId, before, change } = input
  return act(context, input.submission, async (transaction) => {
    const line = await store.lockLine(transaction, lineId)
    if (!line) return refuse('line-unknown')
    if (await store.isYearClosed(transaction, line.year)) return refuse('year-closed')
    if (line.label !== before.label || line.perimeter !== before.perimeter) return refuse('changed-meanwhile')
    await store.updateLine(transaction, lineId, change)
    const details = { perimeter: change.perimeter }
    await audit(transaction, context, { act: 'line-changed', object: `budget-line:${lineId}`, details })
    return done(undefined)
  })
}

const EXPENSE_STAGES = ['available', 'carried'] as const
const RECEIPT_STAGES = ['available', 'issued', 'collected'] as const

/**
 * Closes a year with its compte financier unique: once its decision is exécutoire and nothing committed is left over.
 * What was attached to the year, or mandated, may still be paid.
 */
export function closeYear(
  context: Context,
  input: { readonly submission: Submission; readonly year: number },
): Answer<void> {
  return act(context, input.submission, async (transaction) => {
    const { year } = input
    await store.lockYear(transaction, year)
    const found = await store.findYear(transaction, year)
    if (!found) return refuse('year-unknown')
    if (found.closedAt !== null) return refuse('year-closed')
    if (!(await isEnforceable(transaction, objectOfYear(year)))) return refuse('not-enforceable')
    const lines = await store.listExecution(transaction, year)
    const isLeft = lines.some(({ execution }) => execution.engagedCents > execution.liquidatedCents)
    if (isLeft) return refuse('commitments-left')
    await store.updateClosed(transaction, year, context.now())
    await audit(transaction, context, { act: 'budget-closed', object: `budget-year:${year}` })
    return done(undefined)
  })
}
