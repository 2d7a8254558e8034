import { sql } from 'kysely'
import { type Cents, cents } from '#kernel/money'
import { assert, type Result } from '#kernel/result'
import { openReport, recordStep } from '#modules/decisions'
import { actingAs, type Context } from '#platform/context'
import { testContext } from '#platform/context/testing'
import type { TestDatabase } from '#platform/database/testing'
import type { BudgetLine } from '../../budget/line.ts'
import type { BudgetCode } from '../../budget/nomenclature.ts'
import { objectOfStage, type StageKind } from '../../budget/stage.ts'
import * as store from '../../store/budget/index.ts'
import {
  addLine,
  askEngagement,
  commitEngagement,
  importNomenclature,
  openStage,
  openYear,
  proposeStage,
} from './index.ts'

export const INSTRUCTOR = '00000000-0000-7000-8000-000000000b01'
export const FINANCE = '00000000-0000-7000-8000-000000000b02'
export const OTHER = '00000000-0000-7000-8000-000000000b03'
/** Nobody has this SIRET. */
export const SIRET = '99900000100019'

export const euros = (amount: number): Cents => cents(BigInt(amount) * 100n)

/** People, a nomenclature and the budget of 2026, without a line. */
export async function openWorld(database: TestDatabase, now: () => Date) {
  for (const [id, name] of [
    [INSTRUCTOR, 'Ana'],
    [FINANCE, 'Cleo'],
    [OTHER, 'Bob'],
  ] as const) {
    await sql`INSERT INTO person (id, display_name, created_at) VALUES (${id}, ${name}, now())`.execute(database.owner)
  }
  const context = testContext(database, { now, actor: { kind: 'machine', name: 'test' } })
  const nomenclature = { name: 'M57', yearFrom: 2024, yearTo: null, source: 'Essai', licence: 'Essai' } as const
  const submission = () => submissionOf(context)
  const { id: nomenclatureId } = must(
    await importNomenclature(context, {
      submission: submission(),
      nomenclature: { ...nomenclature, status: 'to-verify' },
      codes: CODES,
    }),
  )
  must(await openYear(context, { submission: submission(), year: 2026, nomenclatureId }))
  return {
    context,
    nomenclatureId,
    instructor: actingAs(context, { kind: 'person', id: INSTRUCTOR }),
    finance: actingAs(context, { kind: 'person', id: FINANCE }),
    other: actingAs(context, { kind: 'person', id: OTHER }),
  }
}

/** A line; its credits come with a stage. */
export async function lineOf(
  context: Context,
  words: Partial<BudgetLine> & { readonly code: string },
): Promise<string> {
  const line = {
    year: 2026,
    section: 'F',
    direction: 'expense',
    chapter: '65',
    nature: '65748',
    function: '61',
    label: `Ligne ${words.code}`,
    perimeter: 'dedicated',
    isFictitious: true,
    ...words,
  } as const
  return must(await addLine(context, { submission: submissionOf(context), line })).id
}

/** Proposes a stage, decides it, opens it. */
export async function vote(
  context: Context,
  kind: StageKind,
  amounts: readonly (readonly [lineId: string, amount: number])[],
  year = 2026,
): Promise<string> {
  const told = amounts.map(([lineId, amount]) => ({ lineId, amountCents: euros(amount) }))
  const stage = { year, kind, title: 'Essai', source: null, amounts: told }
  const { id } = must(await proposeStage(context, { submission: submissionOf(context), stage }))
  await enforce(context, objectOfStage(id))
  must(await openStage(context, { submission: submissionOf(context), stageId: id }))
  return id
}

/** An arrêté on this object, transmitted and published. */
export async function enforce(context: Context, object: string): Promise<void> {
  const words = { legalBasis: 'Essai', paymentNature: 'none', subjectCode: '7.1', budgetYear: 2026 } as const
  const report = { kind: 'order', title: `Essai ${object}`, meetingId: null, object, ...words } as const
  const { id: decisionId } = must(await openReport(context, { submission: submissionOf(context), report }))
  const steps = [
    { kind: 'deliberated', number: `A-${decisionId.slice(-12)}`, receipt: null },
    { kind: 'transmitted', number: null, receipt: 'R1' },
    { kind: 'published', number: null, receipt: null },
  ] as const
  for (const step of steps) {
    const event = { ...step, happenedOn: context.now().toISOString().slice(0, 10), votes: null }
    must(await recordStep(context, { submission: submissionOf(context), decisionId, event }))
  }
}

/** A purchase that was asked for. */
export async function ask(
  instructor: Context,
  lineId: string,
  amount: number,
  words: Partial<Parameters<typeof askEngagement>[1]['demand']> = {},
): Promise<string> {
  const demand = {
    lineId,
    kind: 'purchase',
    payee: { kind: 'legal', siret: SIRET, name: 'Épicerie (exemple)' },
    purpose: 'Essai',
    amountCents: euros(amount),
    decisionObject: null,
    conditions: [],
    authorisation: null,
    ...words,
  } as const
  return must(await askEngagement(instructor, { submission: submissionOf(instructor), demand })).id
}

/** Asked for, then committed by the finance agent. */
export async function committed(
  { instructor, finance }: { readonly instructor: Context; readonly finance: Context },
  lineId: string,
  amount: number,
  words: Parameters<typeof ask>[3] = {},
): Promise<string> {
  const engagementId = await ask(instructor, lineId, amount, words)
  const asked = { submission: submissionOf(finance), engagementId, version: 1, amountCents: euros(amount) }
  must(await commitEngagement(finance, asked))
  return engagementId
}

type Asked = { readonly submission: ReturnType<typeof submissionOf>; readonly version: number }

/** An act on an engagement, as it stands. */
export async function on<Words extends object, Answer>(
  who: Context,
  engagementId: string,
  act: (context: Context, input: Words & Asked & { readonly engagementId: string }) => Answer,
  words: Words,
): Promise<Awaited<Answer>> {
  const { version } = (await store.findEngagement(who.db, engagementId))!
  return await act(who, { ...words, engagementId, version, submission: submissionOf(who) })
}

/** The same on a liquidation. */
export async function onOne<Words extends object, Answer>(
  who: Context,
  liquidationId: string,
  act: (context: Context, input: Words & Asked & { readonly liquidationId: string }) => Answer,
  words: Words,
): Promise<Awaited<Answer>> {
  const { version } = (await store.listLiquidations(who.db, { ids: [liquidationId] }))[0]!
  return await act(who, { ...words, liquidationId, version, submission: submissionOf(who) })
}

export function submissionOf(context: Pick<Context, 'newId'>) {
  return { key: context.newId().replaceAll('-', ''), body: null }
}

export function must<Value>(result: Result<Value, unknown>): Value {
  assert(
    result.ok,
    result.ok
      ? ''
      : `it is done: ${JSON.stringify(result, (_, each) => (typeof each === 'bigint' ? String(each) : each))}`,
  )
  return result.value
}

const code = (kind: BudgetCode['kind'], value: string): BudgetCode => {
  return { kind, code: value, label: value, section: null, expenseChapter: null, receiptChapter: null }
}
const CODES = [
  ...['012', '65', '011', '204', '77'].map((each) => code('chapter', each)),
  ...['65748', '6281', '64111', '20421', '773'].map((each) => code('nature', each)),
  code('function', '61'),
]
