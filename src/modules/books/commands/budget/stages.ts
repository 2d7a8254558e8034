import type { Transaction } from 'kysely'
import { cents } from '#kernel/money'
import { done, type Result, refuse } from '#kernel/result'
import { dayOf } from '#modules/accounts'
import { isEnforceable } from '#modules/decisions'
import type { Context } from '#platform/context'
import type { DB, Submission } from '#platform/database'
import type { BudgetLine } from '../../budget/line.ts'
import { decideMove, type MoveRefusal, moveRuleOf, withLines } from '../../budget/moves.ts'
import { type BudgetStage, objectOfStage } from '../../budget/stage.ts'
import * as store from '../../store/budget/index.ts'
import { type Answer, act, actorId, audit, moveMoney } from './acting.ts'

type Proposed = Pick<BudgetStage, 'year' | 'kind' | 'title' | 'source' | 'amounts'>

/** Proposes what a vote would open. Nothing is open before its decision, on the object « budget-stage:… », is exécutoire. */
export function proposeStage(
  context: Context,
  input: { readonly submission: Submission; readonly stage: Proposed },
): Answer<{ readonly id: string; readonly number: number }> {
  const { stage } = input
  const id = context.newId()
  return act(context, input.submission, async (transaction) => {
    await store.lockYear(transaction, stage.year)
    const year = await store.findYear(transaction, stage.year)
    if (!year) return refuse('year-unknown')
    if (year.closedAt !== null) return refuse('year-closed')
    const lines = await store.listLines(transaction, stage.year)
    if (stage.amounts.some(({ lineId }) => !lines.some((line) => line.id === lineId))) return refuse('line-unknown')
    const decision = stage.kind === 'move' ? await decideMoveOf(transaction, stage, lines) : done(undefined)
    if (!decision.ok) return decision

    const proposed = { ...stage, id, proposedBy: actorId(context) }
    const number = await store.insertStage(transaction, proposed, context.now())
    const details = { kind: stage.kind, number }
    await audit(transaction, context, { act: 'stage-proposed', object: objectOfStage(id), details })
    return done({ id, number })
  })
}

/** Opens the credits a stage votes, once its decision is exécutoire (CGCT L3131-1). */
export function openStage(
  context: Context,
  input: { readonly submission: Submission; readonly stageId: string },
): Answer<void> {
  return act(context, input.submission, async (transaction) => {
    const stage = await store.lockStage(transaction, input.stageId)
    if (!stage) return refuse('stage-unknown')
    if (stage.kind === 'rob') return refuse('stage-opens-nothing')
    if (stage.openedAt !== null) return refuse('stage-already-open')
    // Alone on the year: two moves opened at once would each pass under the limit.
    await store.lockYear(transaction, stage.year)
    if (await store.isYearClosed(transaction, stage.year)) return refuse('year-closed')
    if (!(await isEnforceable(transaction, objectOfStage(stage.id)))) return refuse('not-enforceable')
    const lines = await store.listLines(transaction, stage.year)
    // Other moves may have been opened since it was proposed.
    const decision = stage.kind === 'move' ? await decideMoveOf(transaction, stage, lines) : done(undefined)
    if (!decision.ok) return decision

    const opened = await openCredits(transaction, context, stage, lines)
    if (!opened.ok) return opened
    await store.updateOpened(transaction, stage.id, { at: context.now(), by: actorId(context) })
    await audit(transaction, context, { act: 'stage-opened', object: objectOfStage(stage.id) })
    return done(undefined)
  })
}

async function openCredits(
  transaction: Transaction<DB>,
  context: Context,
  { id: stageId, year, kind, amounts }: BudgetStage,
  lines: readonly BudgetLine[],
) {
  if (amounts.length === 0) return done(undefined)
  const { sourceAccount } = (await store.findYear(transaction, year))!
  const moves = []
  const lineOf = new Map<string, BudgetLine>()
  for (const { lineId, amountCents } of amounts) {
    const account = (await store.accountsOf(transaction, { lineId })).get('available')!
    lineOf.set(account, lines.find(({ id }) => id === lineId)!)
    const [debit, credit] = amountCents > 0n ? [sourceAccount, account] : [account, sourceAccount]
    const amount = cents(amountCents > 0n ? amountCents : -amountCents)
    moves.push({ id: transferIdOf(stageId, lineId), debit, credit, amount, code: `budget.${kind}` })
  }
  const moved = await moveMoney(transaction, context, dayOf(context.now()), moves)
  if (moved.ok) return moved
  const { account, availableCents } = moved.refusal
  return refuse({ kind: 'line-below-zero', label: lineOf.get(account)!.label, availableCents } as const)
}

// The same stage opens the same line once, whatever happens: its identifier is drawn from both.
function transferIdOf(stageId: string, lineId: string): string {
  const mixed = BigInt(`0x${stageId.replaceAll('-', '')}`) ^ BigInt(`0x${lineId.replaceAll('-', '')}`)
  const hex = mixed.toString(16).padStart(32, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`
}

async function decideMoveOf(
  transaction: Transaction<DB>,
  { year, amounts }: Pick<BudgetStage, 'year' | 'amounts'>,
  lines: readonly BudgetLine[],
): Promise<Result<void, MoveRefusal>> {
  const settings = await store.readBudgetSettings(transaction)
  const rule = moveRuleOf(settings, await store.listStages(transaction, year), lines)
  return decideMove(withLines(amounts, lines), rule)
}
