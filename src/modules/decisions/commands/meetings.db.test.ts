import { afterAll, beforeAll, expect, test } from 'vitest'
import { assert } from '#kernel/result'
import { actingAs, type Context } from '#platform/context'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { contribution } from '../contributes.ts'
import * as store from '../store/index.ts'
import { insertPeople, PEOPLE, submissionOf } from '../testing/index.ts'
import { moveMeeting, openReport, planMeeting } from './index.ts'
import { correctReport } from './rework.ts'

let database: TestDatabase
let context: Context
let now = new Date('2026-03-02T09:00:00Z')

beforeAll(async () => {
  database = await testDatabase()
  await insertPeople(database)
  const machine = testContext(database, { contributions: [contribution], now: () => now })
  context = actingAs(machine, { kind: 'person', id: PEOPLE.ana.id })
})
afterAll(() => database.drop())

test('a meeting moved after its convocation does not open again what the elected members received', async () => {
  const id = await plan('2026-03-30')
  const before = await open(id, 'Reçu par les élus')
  now = new Date('2026-03-24T09:00:00Z')
  expect(await correct(before)).toEqual({ ok: false, refusal: 'convoked' })

  const after = await open(id, 'Inscrit après la convocation')
  await move(id, '2026-05-18')
  expect(await correct(before)).toEqual({ ok: false, refusal: 'convoked' })
  expect((await correct(after)).ok, 'it was not sent, and will be with the new convocation').toBe(true)
  await move(id, '2026-06-15')
  expect(await correct(before), 'moved twice').toEqual({ ok: false, refusal: 'convoked' })
  now = new Date('2026-06-08T09:00:00Z')
  expect(await correct(after)).toEqual({ ok: false, refusal: 'convoked' })
})

test('a meeting moved before its convocation keeps its reports open until the new one', async () => {
  now = new Date('2026-03-02T09:00:00Z')
  const id = await plan('2026-03-31')
  const report = await open(id, 'Encore au bureau')
  await move(id, '2026-05-19')
  now = new Date('2026-03-24T09:00:00Z')
  expect((await correct(report)).ok).toBe(true)
})

const MEETING = { body: 'permanent-commission', at: '14:30', place: 'Hôtel', seatCount: 30 } as const
const WORDS = { legalBasis: 'CGCT, article L3211-1', paymentNature: 'non-economic', subjectCode: '7.5' } as const

async function plan(on: string): Promise<string> {
  const planned = await planMeeting(context, { submission: submissionOf(context), meeting: { ...MEETING, on } })
  assert(planned.ok, 'the meeting is planned')
  return planned.value.id
}

async function move(id: string, on: string): Promise<void> {
  const { version } = (await store.findMeeting(database.db, id))!
  const moved = await moveMeeting(context, {
    submission: submissionOf(context),
    id,
    meeting: { ...MEETING, on },
    version,
  })
  assert(moved.ok, 'the meeting is moved')
}

function reportOf(meetingId: string, title: string) {
  return { kind: 'deliberation', title, meetingId, object: null, budgetYear: 2026, ...WORDS } as const
}

async function open(meetingId: string, title: string): Promise<string> {
  const opened = await openReport(context, { submission: submissionOf(context), report: reportOf(meetingId, title) })
  assert(opened.ok, 'the report is entered')
  return opened.value.id
}

async function correct(decisionId: string) {
  const { meetingId, version } = (await store.findDecision(database.db, decisionId))!
  const report = reportOf(meetingId!, 'Un autre titre')
  return correctReport(context, { submission: submissionOf(context), decisionId, report, version })
}
