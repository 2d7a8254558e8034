import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { cents } from '#kernel/money'
import { addBeneficiary, adoptProposed, openReport, recordStep } from '#modules/decisions'
import type { Context } from '#platform/context'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { sentenceOfBudgetRefusal } from '../../budget/refusals.ts'
import { objectOfStage } from '../../budget/stage.ts'
import * as store from '../../store/budget/index.ts'
import {
  askEngagement,
  carryOver,
  changeBudgetSetting,
  closeYear,
  collectReceivable,
  commitEngagement,
  commitLegally,
  complementEngagement,
  issueMandate,
  issueReceivable,
  openAuthorisation,
  openStage,
  openYear,
  prepareLiquidation,
  proposeAuthorisation,
  proposeStage,
  recordAccountant,
  signLiquidation,
} from './index.ts'
import {
  ask,
  committed,
  enforce,
  euros,
  lineOf,
  must,
  on,
  onOne,
  openWorld,
  SIRET,
  submissionOf,
  vote,
} from './world.testing.ts'

let database: TestDatabase
let context: Context
let instructor: Context
let finance: Context
let nomenclatureId: string
const now = new Date('2026-03-02T09:00:00Z')
let rank = 0
let lineId: string

beforeAll(async () => {
  database = await testDatabase({ poolSize: 10 })
  ;({ context, instructor, finance, nomenclatureId } = await openWorld(database, () => now))
})
afterAll(() => database.drop())
beforeEach(async () => {
  rank += 1
  lineId = await lineOf(context, { code: `F-${rank}` })
})

test('what was decided once is not paid twice under two engagements', async () => {
  await vote(context, 'bp', [[lineId, 1000]])
  const object = `dossier:${context.newId()}`
  await decideGrant(object, SIRET, 300)
  const grant = { kind: 'grant', decisionObject: object } as const
  const first = await committed({ instructor, finance }, lineId, 300, grant)
  const second = await committed({ instructor, finance }, lineId, 300, grant)
  const legal = { reference: 'Convention 1', on: '2026-03-02' }
  must(await on(finance, first, commitLegally, legal))
  const twice = { kind: 'over-decision', decidedCents: euros(300), askedCents: euros(600) }
  expect(refusalOf(await on(finance, second, commitLegally, legal))).toEqual(twice)
  const more = { amountCents: euros(1), reason: 'Essai' }
  expect(refusalOf(await on(finance, first, complementEngagement, more))).toMatchObject({ kind: 'over-decision' })
})

test('of two liquidations mandated at once for one decision, no more than was decided is paid', async () => {
  await vote(context, 'bp', [[lineId, 1000]])
  const object = `dossier:${context.newId()}`
  const grant = { kind: 'grant', decisionObject: object } as const
  const ids: string[] = []
  for (const _ of [1, 2]) {
    const id = await committed({ instructor, finance }, lineId, 300, grant)
    ids.push(id)
  }
  // Decided for more, and signed, then decided again for less.
  const decisionId = await decideGrant(object, SIRET, 600)
  const liquidations: string[] = []
  for (const id of ids) {
    must(await on(finance, id, commitLegally, { reference: 'Convention', on: '2026-03-02' }))
    liquidations.push(await signed(id, 300))
  }
  await tell(decisionId, 'withdrawn', { number: null, receipt: null })
  await decideGrant(object, SIRET, 400)
  const results = await Promise.all(liquidations.map((id) => onOne(finance, id, issueMandate, {})))
  expect(results.filter(({ ok }) => ok)).toHaveLength(1)
  expect(refusalOf(results.find(({ ok }) => !ok)!)).toEqual({
    kind: 'over-decision',
    decidedCents: euros(400),
    askedCents: euros(600),
  })
})

test('a grant decided for one organisation is not signed for another', async () => {
  await vote(context, 'bp', [[lineId, 1000]])
  const object = `dossier:${context.newId()}`
  await decideGrant(object, '99900000200017', 300)
  const id = await committed({ instructor, finance }, lineId, 300, { kind: 'grant', decisionObject: object })
  const legal = { reference: 'Convention 1', on: '2026-03-02' }
  expect(refusalOf(await on(finance, id, commitLegally, legal))).toBe('other-beneficiary')
})

test('the vote of the budget is not the decision of a grant', async () => {
  const stageId = await vote(context, 'bp', [[lineId, 1000]])
  const demand = {
    ...{ lineId, purpose: 'Essai', amountCents: euros(10), conditions: [], authorisation: null },
    kind: 'grant',
    payee: { kind: 'legal', siret: SIRET, name: 'Épicerie (exemple)' },
    decisionObject: objectOfStage(stageId),
  } as const
  const asked = await askEngagement(instructor, { submission: submissionOf(instructor), demand })
  expect(refusalOf(asked)).toBe('decision-of-no-grant')
})

test('a SIRET known under another name is asked about, never put in the place of who was named', async () => {
  await vote(context, 'bp', [[lineId, 1000]])
  await ask(instructor, lineId, 10)
  const demand = (name: string) => ({
    ...{ lineId, purpose: 'Essai', amountCents: euros(10), conditions: [], authorisation: null, decisionObject: null },
    kind: 'purchase' as const,
    payee: { kind: 'legal' as const, siret: SIRET, name },
  })
  const asked = (name: string) =>
    askEngagement(instructor, { submission: submissionOf(instructor), demand: demand(name) })
  const other = { kind: 'siret-of-another', name: 'Épicerie (exemple)' } as const
  expect(refusalOf(await asked('Imprimerie'))).toEqual(other)
  expect(sentenceOfBudgetRefusal(other)).toContain('« Épicerie (exemple) »')
  must(await asked('EPICERIE  (Exemple)'))
})

test('two moves opened at once stay together within 7.5 % of the section', async () => {
  const year = await newYear(2040)
  const [from, to] = [
    await lineOf(context, { code: 'A', year }),
    await lineOf(context, { code: 'B', year, chapter: '011' }),
  ]
  await vote(context, 'bp', [[from, 1000]], year)
  const ids: string[] = []
  for (const _ of [1, 2]) {
    const amounts = [
      { lineId: from, amountCents: euros(-75) },
      { lineId: to, amountCents: euros(75) },
    ]
    const stage = { year, kind: 'move', title: 'Essai', source: null, amounts } as const
    const { id } = must(await proposeStage(context, { submission: submissionOf(context), stage }))
    await enforce(context, objectOfStage(id))
    ids.push(id)
  }
  const results = await Promise.all(
    ids.map((stageId) => openStage(context, { submission: submissionOf(context), stageId })),
  )
  expect(
    results.filter(({ ok }) => ok),
    'exactly 7.5 % passes, once',
  ).toHaveLength(1)
  expect(refusalOf(results.find(({ ok }) => !ok)!)).toMatchObject({ kind: 'move-over-limit', limitCents: euros(75) })
})

test('a move between chapters takes nothing from receipts', async () => {
  const year = await newYear(2042)
  const [expense, receipt] = [
    await lineOf(context, { code: 'A', year }),
    await lineOf(context, { code: 'R', year, direction: 'receipt', chapter: '77', nature: '773' }),
  ]
  await vote(
    context,
    'bp',
    [
      [expense, 1000],
      [receipt, 1000],
    ],
    year,
  )
  const amounts = [
    { lineId: expense, amountCents: euros(10) },
    { lineId: receipt, amountCents: euros(-10) },
  ]
  const stage = { year, kind: 'move', title: 'Essai', source: null, amounts } as const
  const proposed = await proposeStage(context, { submission: submissionOf(context), stage })
  expect(refusalOf(proposed)).toEqual({ kind: 'move-touches-receipts' })
})

test('an authorisation gives no more over its years than it holds, whatever is asked each year', async () => {
  await vote(context, 'bp', [[lineId, 1000]])
  const id = await authorised('AE-A', 200)
  const one = await ask(instructor, lineId, 150, { authorisation: { id, multiYearCents: euros(100) } })
  const commit = (engagementId: string, amount: number) =>
    on(finance, engagementId, commitEngagement, { amountCents: euros(amount) })
  expect(refusalOf(await commit(one, 150))).toMatchObject({ kind: 'over-authorisation', availableCents: euros(100) })
  must(await commit(one, 60))
  const later = await ask(instructor, lineId, 50, { authorisation: { id, multiYearCents: cents(0n) } })
  expect(refusalOf(await commit(later, 50)), 'a later year').toMatchObject({ availableCents: euros(40) })
  must(await commit(later, 40))
  const more = { amountCents: euros(1), reason: 'Essai' }
  expect(refusalOf(await on(finance, one, complementEngagement, more))).toMatchObject({
    kind: 'over-authorisation',
    availableCents: euros(0),
  })
})

test('nothing is carried over to a year that is closed, nor from a section to the other', async () => {
  const [year, next] = [await newYear(2050), await newYear(2051)]
  const old = await lineOf(context, { code: 'A', year })
  const [same, other] = [
    await lineOf(context, { code: 'A', year: next }),
    await lineOf(context, { code: 'I', year: next, section: 'I', chapter: '204', nature: '20421' }),
  ]
  await vote(context, 'bp', [[old, 100]], year)
  const id = await committed({ instructor, finance }, old, 80)
  expect(refusalOf(await on(finance, id, carryOver, { lineId: other }))).toBe('other-section')
  await enforce(context, `budget-year:${next}`)
  must(await closeYear(context, { submission: submissionOf(context), year: next }))
  expect(refusalOf(await on(finance, id, carryOver, { lineId: same }))).toBe('year-closed')
})

test('what is taken back in two years at once is not more than what was paid, and from who was paid', async () => {
  const [year, next] = [await newYear(2060), await newYear(2061)]
  const receipt = { direction: 'receipt', chapter: '77', nature: '773' } as const
  const lines = [
    await lineOf(context, { code: 'R', year, ...receipt }),
    await lineOf(context, { code: 'R', year: next, ...receipt }),
  ]
  await vote(context, 'bp', [[lineId, 100]])
  const engagementId = await committed({ instructor, finance }, lineId, 100)
  must(await on(finance, engagementId, commitLegally, { reference: 'Bon 1', on: '2026-03-02' }))
  const liquidation = await signed(engagementId, 100)
  must(await onOne(finance, liquidation, issueMandate, {}))
  must(await onOne(finance, liquidation, recordAccountant, { done: { kind: 'pay', on: '2026-03-02' } as const }))
  const [payment] = await store.listPayments(database.db, { lineId })
  const issue = (line: string, siret = SIRET) => {
    const owed = {
      ...{ lineId: line, amountCents: euros(60), purpose: 'Reprise', recoversMandate: payment!.mandateId },
      payee: { kind: 'legal', siret, name: 'Épicerie (exemple)' },
    } as const
    return issueReceivable(finance, { submission: submissionOf(finance), owed })
  }
  expect(refusalOf(await issue(lines[0]!, '99900000200017'))).toBe('other-payee')
  const results = await Promise.all(lines.map((line) => issue(line)))
  expect(results.filter(({ ok }) => ok)).toHaveLength(1)

  const { id: receivableId } = must(results.find(({ ok }) => ok)!)
  const collect = (day: string) =>
    collectReceivable(finance, { submission: submissionOf(finance), receivableId, on: day })
  expect(refusalOf(await collect('2026-03-01'))).toBe('before-the-title')
  expect(refusalOf(await collect('2026-03-03'))).toBe('date-in-future')
  must(await collect('2026-03-02'))
  expect(refusalOf(await collect('2026-03-02'))).toBe('already-collected')
})

test('a setting that cannot be read is refused', async () => {
  const words = { source: 'Essai', isVerified: false }
  const change = (name: 'fungibility-basis-points' | 'grant-payment-days' | 'staff-chapters', value: string) =>
    changeBudgetSetting(context, { submission: submissionOf(context), setting: { ...words, name, value } })
  for (const [name, value] of [
    ['fungibility-basis-points', '7,5 %'],
    ['fungibility-basis-points', '10001'],
    ['grant-payment-days', 'soixante'],
    ['grant-payment-days', '0'],
    ['staff-chapters', '012 ; 65'],
  ] as const) {
    expect(refusalOf(await change(name, value)), `${name} = ${value}`).toBe('setting-unreadable')
  }
  must(await change('staff-chapters', '012, 017'))
  expect((await store.readBudgetSettings(database.db))['staff-chapters'].value).toBe('012,017')
})

test('a mandate recorded as paid by two people at once is paid once', async () => {
  await vote(context, 'bp', [[lineId, 100]])
  const engagementId = await committed({ instructor, finance }, lineId, 100)
  must(await on(finance, engagementId, commitLegally, { reference: 'Bon 1', on: '2026-03-02' }))
  const liquidation = await signed(engagementId, 100)
  must(await onOne(finance, liquidation, issueMandate, {}))
  const done = { done: { kind: 'pay', on: '2026-03-02' } } as const
  const results = await Promise.all([1, 2, 3].map(() => onOne(finance, liquidation, recordAccountant, done)))
  expect(results.filter(({ ok }) => ok)).toHaveLength(1)
  expect((await store.executionOfLine(database.db, lineId)).paidCents).toBe(euros(100))
})

test('nobody signs in the name of somebody else', async () => {
  await vote(context, 'bp', [[lineId, 100]])
  const engagementId = await committed({ instructor, finance }, lineId, 100)
  must(await on(finance, engagementId, commitLegally, { reference: 'Bon 1', on: '2026-03-02' }))
  const words = { document: 'Facture', receivedOn: '2026-03-01', isAttached: false, checkedConditions: [] }
  const { id } = must(await on(instructor, engagementId, prepareLiquidation, { ...words, amountCents: euros(100) }))
  const seen = { checkedConditions: (await store.listConditions(database.db, engagementId)).map((each) => each.id) }
  const [one, other] = [instructor.actor, finance.actor]
  if (one.kind !== 'person' || other.kind !== 'person') throw new Error('two people')
  const instead = { ...instructor, actor: { ...one, actingFor: other.id } }
  expect(refusalOf(await onOne(instead, id, signLiquidation, seen))).toBe('acting-for-somebody')
  const around = { ...finance, actor: { ...other, actingFor: one.id } }
  expect(refusalOf(await onOne(around, id, signLiquidation, seen))).toBe('acting-for-somebody')
})

/** A liquidation prepared by one, signed by the other. */
async function signed(engagementId: string, amount: number): Promise<string> {
  const words = { document: 'Facture', receivedOn: '2026-03-01', isAttached: false, checkedConditions: [] }
  const { id } = must(await on(instructor, engagementId, prepareLiquidation, { ...words, amountCents: euros(amount) }))
  const checkedConditions = (await store.listConditions(database.db, engagementId)).map((each) => each.id)
  must(await onOne(finance, id, signLiquidation, { checkedConditions }))
  return id
}

async function newYear(year: number): Promise<number> {
  must(await openYear(context, { submission: submissionOf(context), year, nomenclatureId }))
  return year
}

async function authorised(code: string, amount: number): Promise<string> {
  const amountCents = euros(amount)
  const authorisation = { kind: 'ae', code, label: 'Essai', amountCents, years: [{ year: 2026, amountCents }] } as const
  const { id } = must(await proposeAuthorisation(context, { submission: submissionOf(context), authorisation }))
  await enforce(context, `budget-authorisation:${id}`)
  must(await openAuthorisation(context, { submission: submissionOf(context), authorisationId: id }))
  return id
}

/** Decided, transmitted and published: so much for that organisation. */
async function decideGrant(object: string, beneficiaryId: string, amount: number): Promise<string> {
  const words = { legalBasis: 'Essai', paymentNature: 'non-economic', subjectCode: '7.5', budgetYear: 2026 } as const
  const report = { kind: 'order', title: `Subvention ${object}`, meetingId: null, object: null, ...words } as const
  const { id: decisionId } = must(await openReport(context, { submission: submissionOf(context), report }))
  const beneficiary = {
    beneficiaryId,
    beneficiaryName: 'Exemple',
    object,
    purpose: 'Essai',
    proposedCents: euros(amount),
  }
  must(await addBeneficiary(context, { submission: submissionOf(context), decisionId, beneficiary }))
  must(await adoptProposed(context, { submission: submissionOf(context), decisionId }))
  await tell(decisionId, 'deliberated', { number: `B-${decisionId.slice(-12)}`, receipt: null })
  await tell(decisionId, 'transmitted', { number: null, receipt: 'R1' })
  await tell(decisionId, 'published', { number: null, receipt: null })
  return decisionId
}

async function tell(
  decisionId: string,
  kind: 'deliberated' | 'transmitted' | 'published' | 'withdrawn',
  words: { readonly number: string | null; readonly receipt: string | null },
): Promise<void> {
  const event = { kind, ...words, happenedOn: '2026-03-02', votes: null }
  must(await recordStep(context, { submission: submissionOf(context), decisionId, event }))
}

function refusalOf(result: { readonly ok: boolean; readonly refusal?: unknown }): unknown {
  expect(result.ok, 'it is refused').toBe(false)
  return result.refusal
}
