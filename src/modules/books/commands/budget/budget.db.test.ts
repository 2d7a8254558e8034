import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Context } from '#platform/context'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { delayOf } from '../../budget/delay.ts'
import { sentenceOfBudgetRefusal } from '../../budget/refusals.ts'
import { objectOfStage, objectOfYear } from '../../budget/stage.ts'
import * as store from '../../store/budget/index.ts'
import {
  carryOver,
  closeYear,
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
  releaseEngagement,
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
let other: Context
let nomenclatureId: string
let now = new Date('2026-03-02T09:00:00Z')
let rank = 0
let lineId: string

beforeAll(async () => {
  database = await testDatabase({ poolSize: 10 })
  ;({ context, instructor, finance, other, nomenclatureId } = await openWorld(database, () => now))
})
afterAll(() => database.drop())
beforeEach(async () => {
  now = new Date('2026-03-02T09:00:00Z')
  rank += 1
  lineId = await lineOf(context, { code: `F-${rank}` })
})

test('nothing is open before the decision is exécutoire', async () => {
  const stage = { year: 2026, kind: 'bp', title: 'Budget', source: null } as const
  const amounts = [{ lineId, amountCents: euros(1000) }]
  const { id } = must(await proposeStage(context, { submission: submissionOf(context), stage: { ...stage, amounts } }))
  const asked = () => ({ submission: submissionOf(context), stageId: id })
  expect(await openStage(context, asked())).toEqual({ ok: false, refusal: 'not-enforceable' })
  expect((await store.executionOfLine(database.db, lineId)).openedCents).toBe(0n)

  await enforce(context, objectOfStage(id))
  must(await openStage(context, asked()))
  expect((await store.executionOfLine(database.db, lineId)).openedCents).toBe(euros(1000))
  expect(await openStage(context, asked())).toEqual({ ok: false, refusal: 'stage-already-open' })
})

test('of fifty people who engage at once, as many succeed as the line can pay, and the others read what is left', async () => {
  await vote(context, 'bp', [[lineId, 1000]])
  const ids: string[] = []
  for (let each = 0; each < 50; each += 1) ids.push(await ask(instructor, lineId, 70))
  const results = await Promise.all(
    ids.map((engagementId) =>
      commitEngagement(finance, {
        submission: submissionOf(finance),
        engagementId,
        version: 1,
        amountCents: euros(70),
      }),
    ),
  )
  expect(results.filter(({ ok }) => ok)).toHaveLength(14)
  const refused = results.find(({ ok }) => !ok)!
  const refusal = { kind: 'over-available', availableCents: euros(20), askedCents: euros(70) } as const
  expect(refused).toEqual({ ok: false, refusal })
  expect(sentenceOfBudgetRefusal(refusal)).toContain('Il reste 20\u00a0€ sur cette ligne')
  const { engagedCents, availableCents } = await store.executionOfLine(database.db, lineId)
  expect([engagedCents, availableCents]).toEqual([euros(980), euros(20)])
  const numbers = (await store.listEngagements(database.db, { lineId })).flatMap(({ number }) => number ?? [])
  expect(new Set(numbers).size, 'each has its own number').toBe(14)
}, 60_000)

test('a grant goes from demand to payment by two people, and each figure is explained', async () => {
  await vote(context, 'bp', [[lineId, 5000]])
  const decisionObject = `dossier:${context.newId()}`
  const engagementId = await committed({ instructor, finance }, lineId, 3000, {
    kind: 'grant',
    decisionObject,
    conditions: ['Convention signée', 'Compte rendu de l’an dernier'],
  })
  const legal = { reference: 'Convention 12', on: '2026-03-02' }
  expect(await on(finance, engagementId, commitLegally, legal), 'the decision is proposed only').toEqual({
    ok: false,
    refusal: 'not-enforceable',
  })
  await enforce(context, decisionObject)
  must(await on(finance, engagementId, commitLegally, legal))

  const conditions = await store.listConditions(database.db, engagementId)
  const words = { amountCents: euros(1800), document: 'Demande 1', receivedOn: '2026-03-01', isAttached: false }
  const checkedConditions = [conditions[0]!.id]
  const { id } = must(await on(instructor, engagementId, prepareLiquidation, { ...words, checkedConditions }))
  const left = refusalOf(await on(instructor, engagementId, prepareLiquidation, { ...words, checkedConditions }))
  expect(left, 'what waits is counted').toEqual({
    kind: 'over-commitment',
    leftCents: euros(1200),
    askedCents: euros(1800),
  })

  const all = { checkedConditions: conditions.map((each) => each.id) }
  expect(refusalOf(await onOne(instructor, id, signLiquidation, all)), 'who prepared it').toBe('instructor-signs')
  expect(refusalOf(await onOne(finance, id, signLiquidation, { checkedConditions: [] }))).toEqual({
    kind: 'conditions-unchecked',
    labels: ['Compte rendu de l’an dernier'],
  })
  must(await onOne(finance, id, signLiquidation, all))
  must(await onOne(finance, id, issueMandate, {}))
  expect(refusalOf(await onOne(finance, id, recordAccountant, pay('2026-03-03')))).toBe('date-in-future')
  must(await onOne(finance, id, recordAccountant, pay('2026-03-02')))

  const execution = await store.executionOfLine(database.db, lineId)
  expect(execution).toMatchObject({
    openedCents: euros(5000),
    availableCents: euros(2000),
    engagedCents: euros(3000),
    liquidatedCents: euros(1800),
    paidCents: euros(1800),
  })
  expect(await store.executionOfLine(database.db, lineId, '2026-03-02'), 'the journal says the same').toEqual(execution)
  expect((await store.executionOfLine(database.db, lineId, '2026-03-01')).openedCents, 'the day before').toBe(0n)
  const steps = (await store.listSteps(database.db, engagementId)).map(({ kind }) => kind)
  expect(steps).toEqual(['asked', 'committed', 'legally-committed', 'prepared', 'liquidated', 'mandated', 'paid'])
  const [payment] = await store.listPayments(database.db, { engagementId })
  expect(payment).toMatchObject({ amountCents: euros(1800), paidOn: '2026-03-02', payee: { siret: SIRET } })
})

test('nothing is mandated nor paid when the decision was withdrawn meanwhile', async () => {
  await vote(context, 'bp', [[lineId, 100]])
  const { id } = await prepared(lineId, 100)
  await database.db
    .updateTable('budget_engagement')
    .set({ decision_object: 'dossier:none' })
    .where('line_id', '=', lineId)
    .execute()
  must(await onOne(finance, id, signLiquidation, { checkedConditions: await conditionsOf(id) }))
  expect(refusalOf(await onOne(finance, id, issueMandate, {}))).toBe('not-enforceable')
  await enforce(context, 'dossier:none')
  must(await onOne(finance, id, issueMandate, {}))
})

test('a mandate the comptable refuses stops the clock until the document is sent', async () => {
  await vote(context, 'bp', [[lineId, 100]])
  const { id } = await prepared(lineId, 100)
  must(await onOne(finance, id, signLiquidation, { checkedConditions: await conditionsOf(id) }))
  must(await onOne(finance, id, issueMandate, {}))
  now = new Date('2026-04-01T09:00:00Z')
  const reject = { kind: 'reject', on: '2026-03-10', reason: 'RIB illisible', askedDocument: 'RIB' } as const
  must(await onOne(finance, id, recordAccountant, { done: reject }))
  expect(refusalOf(await onOne(finance, id, recordAccountant, pay('2026-03-31')))).toBe('suspended')
  must(await onOne(finance, id, recordAccountant, { done: { kind: 'resume', on: '2026-03-20' } as const }))
  must(await onOne(finance, id, recordAccountant, pay('2026-03-31')))
  const { mandate, receivedOn } = (await store.listLiquidations(database.db, { ids: [id] }))[0]!
  const clock = delayOf({ ...mandate!, receivedOn }, 60, '2026-04-01')
  expect(clock.dueOn, '1 March, 60 days, and ten without the document').toBe('2026-05-10')
})

test('a budget amendment after an engagement takes only what is not engaged', async () => {
  await vote(context, 'bp', [[lineId, 1000]])
  await committed({ instructor, finance }, lineId, 700)
  const stage = { year: 2026, kind: 'dm', title: 'DM', source: null } as const
  const amounts = [{ lineId, amountCents: euros(-400) }]
  const { id } = must(await proposeStage(context, { submission: submissionOf(context), stage: { ...stage, amounts } }))
  await enforce(context, objectOfStage(id))
  const refused = await openStage(context, { submission: submissionOf(context), stageId: id })
  expect(refusalOf(refused)).toMatchObject({ kind: 'line-below-zero', availableCents: euros(300) })
  await vote(context, 'dm', [[lineId, -300]])
  const { openedCents, availableCents } = await store.executionOfLine(database.db, lineId)
  expect([openedCents, availableCents]).toEqual([euros(700), 0n])
})

test('an engagement is completed and given back within the line', async () => {
  await vote(context, 'bp', [[lineId, 100]])
  const id = await committed({ instructor, finance }, lineId, 60)
  const change = (amount: number) => ({ amountCents: euros(amount), reason: 'Essai' })
  expect(refusalOf(await on(finance, id, complementEngagement, change(41)))).toMatchObject({
    availableCents: euros(40),
  })
  must(await on(finance, id, complementEngagement, change(40)))
  expect(refusalOf(await on(finance, id, releaseEngagement, change(101)))).toMatchObject({ kind: 'over-commitment' })
  must(await on(finance, id, releaseEngagement, change(30)))
  expect((await store.executionOfLine(database.db, lineId)).availableCents).toBe(euros(30))
})

test('two people who act on one engagement at once: the second is told', async () => {
  await vote(context, 'bp', [[lineId, 100]])
  const engagementId = await ask(instructor, lineId, 10)
  const asked = (who: Context) => ({ submission: submissionOf(who), engagementId, version: 1, amountCents: euros(10) })
  const results = await Promise.all([commitEngagement(finance, asked(finance)), commitEngagement(other, asked(other))])
  expect(results.filter(({ ok }) => ok)).toHaveLength(1)
  expect(refusalOf(results.find(({ ok }) => !ok)!)).toBe('changed-meanwhile')
})

test('the years of an authorisation add up to it, and it is drawn on once', async () => {
  await vote(context, 'bp', [[lineId, 1000]])
  const years = [
    { year: 2026, amountCents: euros(100) },
    { year: 2027, amountCents: euros(150) },
  ]
  const words = { kind: 'ae', code: 'AE-1', label: 'Trois ans', years } as const
  const propose = (amount: number) =>
    proposeAuthorisation(context, {
      submission: submissionOf(context),
      authorisation: { ...words, amountCents: euros(amount) },
    })
  expect(refusalOf(await propose(300))).toMatchObject({ kind: 'years-do-not-add-up', sumCents: euros(250) })
  const { id } = must(await propose(250))
  const authorisation = { id, multiYearCents: euros(200) }
  const engagementId = await ask(instructor, lineId, 100, { authorisation })
  const commit = () => on(finance, engagementId, commitEngagement, { amountCents: euros(100) })
  expect(refusalOf(await commit())).toBe('authorisation-not-open')
  await enforce(context, `budget-authorisation:${id}`)
  must(await openAuthorisation(context, { submission: submissionOf(context), authorisationId: id }))
  must(await commit())
  expect((await store.leftOfAuthorisations(database.db)).get(id)).toBe(euros(50))
  const second = await ask(instructor, lineId, 60, { authorisation: { id, multiYearCents: euros(60) } })
  expect(refusalOf(await on(finance, second, commitEngagement, { amountCents: euros(60) }))).toMatchObject({
    kind: 'over-authorisation',
    availableCents: euros(50),
  })
})

test('what is taken back is a titre de recette, at most what was paid', async () => {
  const receipts = await lineOf(context, { code: 'R-1', direction: 'receipt', chapter: '77', nature: '773' })
  await vote(context, 'bp', [[lineId, 100]])
  const { id } = await prepared(lineId, 100)
  must(await onOne(finance, id, signLiquidation, { checkedConditions: await conditionsOf(id) }))
  must(await onOne(finance, id, issueMandate, {}))
  must(await onOne(finance, id, recordAccountant, pay('2026-03-02')))
  const [payment] = await store.listPayments(database.db, { lineId })
  const payee = { kind: 'legal', siret: SIRET, name: 'Épicerie (exemple)' } as const
  const issue = (amount: number) =>
    issueReceivable(finance, {
      submission: submissionOf(finance),
      owed: {
        lineId: receipts,
        payee,
        amountCents: euros(amount),
        purpose: 'Reprise',
        recoversMandate: payment!.mandateId,
      },
    })
  must(await issue(60))
  expect(refusalOf(await issue(41))).toBe('over-payment')
  expect((await store.executionOfLine(database.db, lineId)).paidCents, 'the payment stays').toBe(euros(100))
  const line = (await store.listExecution(database.db, 2026)).find((each) => each.id === receipts)
  expect(line?.receipts.issuedCents).toBe(euros(60))
})

test('a year is closed once nothing committed is left, and then nothing moves', async () => {
  must(await openYear(context, { submission: submissionOf(context), year: 2030, nomenclatureId }))
  must(await openYear(context, { submission: submissionOf(context), year: 2031, nomenclatureId }))
  const old = await lineOf(context, { code: 'F-65', year: 2030 })
  const next = await lineOf(context, { code: 'F-65', year: 2031 })
  await vote(context, 'bp', [[old, 100]], 2030)
  const id = await committed({ instructor, finance }, old, 80)
  const close = () => closeYear(context, { submission: submissionOf(context), year: 2030 })
  expect(refusalOf(await close())).toBe('not-enforceable')
  await enforce(context, objectOfYear(2030))
  expect(refusalOf(await close())).toBe('commitments-left')
  const carried = must(await on(finance, id, carryOver, { lineId: next }))
  must(await close())

  expect(await store.executionOfLine(database.db, old)).toMatchObject({
    openedCents: euros(100),
    carriedCents: euros(80),
  })
  expect(await store.executionOfLine(database.db, next)).toMatchObject({
    openedCents: euros(80),
    engagedCents: euros(80),
  })
  expect((await store.findEngagement(database.db, carried.id))?.carriedFrom).toBe(id)
  const late = { year: 2030, kind: 'dm', title: 'Trop tard', source: null, amounts: [] } as const
  expect(refusalOf(await proposeStage(context, { submission: submissionOf(context), stage: late }))).toBe('year-closed')
})

const pay = (on: string) => ({ done: { kind: 'pay', on } as const })

/** A purchase committed and ordered, with a liquidation that waits. */
async function prepared(line: string, amount: number): Promise<{ readonly id: string }> {
  const engagementId = await committed({ instructor, finance }, line, amount)
  must(await on(finance, engagementId, commitLegally, { reference: 'Bon 1', on: '2026-03-02' }))
  const words = { document: 'Facture 1', receivedOn: '2026-03-01', isAttached: false, checkedConditions: [] }
  return must(await on(instructor, engagementId, prepareLiquidation, { ...words, amountCents: euros(amount) }))
}

async function conditionsOf(liquidationId: string): Promise<readonly string[]> {
  const engagementId = await store.engagementOfLiquidation(database.db, liquidationId)
  return (await store.listConditions(database.db, engagementId!)).map(({ id }) => id)
}

function refusalOf(result: { readonly ok: boolean; readonly refusal?: unknown }): unknown {
  expect(result.ok, 'it is refused').toBe(false)
  return result.refusal
}
