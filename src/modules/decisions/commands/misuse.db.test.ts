import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cents } from '#kernel/money'
import { actingAs, type Context } from '#platform/context'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { findTemplate, REPORT } from '#platform/documents'
import { openFiles } from '#platform/files'
import { openParapheur, type Parapheur } from '#platform/parapheur'
import { contribution } from '../contributes.ts'
import type { Report } from '../model.ts'
import * as store from '../store/index.ts'
import { drawDraft, drawFinal } from '../tasks.ts'
import { insertPeople, type Name, PEOPLE, SIRETS, submissionOf } from '../testing/index.ts'
import { finishDocument, prepareDocument, sendDocument } from './documents.ts'
import { takeReturned } from './documents-returned.ts'
import {
  addBeneficiaries,
  adoptProposed,
  closeInterest,
  correctReport,
  giveVisa,
  openReport,
  planMeeting,
  recordStep,
} from './index.ts'

let database: TestDatabase
let folder: string
let machine: Context
let ana: Context
let report: Report

beforeAll(async () => {
  database = await testDatabase()
  await insertPeople(database)
  folder = await mkdtemp(join(tmpdir(), 'filigrane-misuse-'))
  const files = openFiles({ folder, root: resolve(import.meta.dirname, '../../../..') })
  machine = testContext(database, { contributions: [contribution], files, actor: { kind: 'machine', name: 'test' } })
  ana = as('ana')
  const meeting = {
    body: 'permanent-commission',
    on: '2026-04-20',
    at: '14:30',
    place: 'Hôtel',
    seatCount: 30,
  } as const
  const meetingId = must(await planMeeting(ana, { submission: submissionOf(ana), meeting })).id
  const words = { legalBasis: 'CGCT, article L3211-1', paymentNature: 'non-economic', subjectCode: '7.5' } as const
  report = { kind: 'deliberation', title: 'Soutien aux jardins', meetingId, object: null, budgetYear: 2026, ...words }
})
afterAll(async () => {
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

const as = (name: Name): Context => actingAs(machine, { kind: 'person', id: PEOPLE[name].id })

test('visas given on other words do not send the PDF of the former ones to signature', async () => {
  const decisionId = await open()
  const houseModel = await findTemplate(REPORT, null)
  const asked = {
    submission: submissionOf(ana),
    kind: 'decisions.report',
    decisionId,
    lineId: null,
    houseModel,
  } as const
  const { id: documentId } = must(await prepareDocument(ana, asked))
  await drawDraft(machine, documentId)
  await giveVisas(decisionId)
  must(await finishDocument(ana, { submission: submissionOf(ana), documentId }))
  await drawFinal(machine, documentId)

  const other = { ...report, title: 'Soutien aux éoliennes' }
  must(await correctReport(ana, { submission: submissionOf(ana), decisionId, report: other, version: 1 }))
  await giveVisas(decisionId)
  const sent = await sendDocument(ana, { submission: submissionOf(ana), documentId })
  expect(sent).toEqual({ ok: false, refusal: 'data-moved' })
})

test('whoever is tied to an organisation adds it to no report, nor anything to a report it is in', async () => {
  await sql`
    INSERT INTO interest_link (id, person_id, organisation_id, organisation_name, kind, starts_on, source, declared_at)
    VALUES (${ana.newId()}, ${PEOPLE.bob.id}, ${SIRETS.epicerie}, 'Épicerie', 'seat', '2020-01-01', 'Déclaration', now())`.execute(
    database.owner,
  )
  const refused = { ok: false, refusal: 'has-an-interest' }
  const empty = await open()
  expect(await add('bob', empty, SIRETS.epicerie)).toEqual(refused)
  must(await add('ana', empty, SIRETS.epicerie))
  expect(await add('bob', empty, SIRETS.atelier)).toEqual(refused)
})

test('nobody ends a link of their own, nor moves the end of one that has ended', async () => {
  const link = async (name: Name, endsOn: string | null) => {
    const id = ana.newId()
    await sql`
      INSERT INTO interest_link (id, person_id, organisation_id, organisation_name, kind, starts_on, ends_on, source, declared_at)
      VALUES (${id}, ${PEOPLE[name].id}, ${SIRETS.atelier}, 'Atelier', 'post', '2020-01-01', ${endsOn}, 'Déclaration', now())`.execute(
      database.owner,
    )
    return id
  }
  const end = (name: Name, linkId: string) => closeInterest(as(name), { submission: submissionOf(ana), linkId })
  const [own, ended] = [await link('cleo', null), await link('cleo', '2021-12-31')]
  expect(await end('cleo', own)).toEqual({ ok: false, refusal: 'own-link' })
  expect(await end('ana', ended)).toEqual({ ok: false, refusal: 'link-unknown' })
  expect((await end('ana', own)).ok).toBe(true)
})

test('an assembly has decided nothing before it met', async () => {
  const decisionId = await open()
  must(await adoptProposed(ana, { submission: submissionOf(ana), decisionId }))
  const event = { kind: 'deliberated', happenedOn: '2026-02-20', number: '2026-1', receipt: null, votes: null } as const
  const recorded = await recordStep(ana, { submission: submissionOf(ana), decisionId, event })
  expect(recorded).toEqual({ ok: false, refusal: 'before-the-meeting' })
})

test('two agents who give the same number to two acts at once: one is told that it is taken', async () => {
  const [one, other] = [await openHeld(), await openHeld()]
  const taken = {
    kind: 'deliberated',
    happenedOn: '2026-02-02',
    number: '2026-77',
    receipt: null,
    votes: null,
  } as const
  let late: ReturnType<typeof recordStep> | undefined
  // The first has written its number and has not ended: the second looks for it in vain, then waits.
  await database.db.transaction().execute(async (transaction) => {
    const recorded = { id: ana.newId(), position: 2, recordedBy: PEOPLE.bob.id, recordedAt: ana.now() }
    await store.insertEvent(transaction, one, { ...taken, ...recorded })
    late = recordStep(ana, { submission: submissionOf(ana), decisionId: other, event: taken })
    late.catch(() => {})
    await somebodyWaits()
  })
  expect(await late).toEqual({ ok: false, refusal: 'number-taken' })
})

test('one file that cannot be read keeps no other in the folder of the parapheur', async () => {
  const place = join(folder, 'parapheur')
  const open = openParapheur(place)
  const torn: Parapheur = {
    ...open,
    read: (file) => (file.name.includes('0000') ? Promise.reject(new Error('EACCES')) : open.read(file)),
  }
  await torn.listReturned()
  for (const name of ['RAP-2026-0000.pdf', 'RAP-2026-9999.pdf'])
    await writeFile(join(place, 'signes', name), '%PDF-1.7')
  await takeReturned(machine, torn)
  await expect(takeReturned(machine, torn)).rejects.toThrow('EACCES')
  expect(await readdir(join(place, 'inconnus'))).toEqual(['RAP-2026-9999.pdf'])
})

/** Until somebody waits for what another transaction has not ended. */
async function somebodyWaits(): Promise<void> {
  for (;;) {
    const { rows } = await sql`
      SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`.execute(database.db)
    if (rows.length > 0) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** A report of a meeting that was held. */
async function openHeld(): Promise<string> {
  const meeting = {
    body: 'permanent-commission',
    on: '2026-02-02',
    at: '14:30',
    place: 'Hôtel',
    seatCount: 30,
  } as const
  const planned = await planMeeting(ana, { submission: submissionOf(ana), meeting })
  if (planned.ok) held = planned.value.id
  return must(await openReport(ana, { submission: submissionOf(ana), report: { ...report, meetingId: held } })).id
}

let held = ''

async function open(): Promise<string> {
  return must(await openReport(ana, { submission: submissionOf(ana), report })).id
}

function add(name: Name, decisionId: string, beneficiaryId: string) {
  const line = {
    beneficiaryId,
    beneficiaryName: 'Exemple',
    object: null,
    purpose: 'Action',
    proposedCents: cents(100n),
  }
  return addBeneficiaries(as(name), { submission: submissionOf(ana), decisionId, beneficiaries: [line] })
}

async function giveVisas(decisionId: string): Promise<void> {
  const steps = [
    ['writer', 'ana'],
    ['mission', 'bob'],
    ['direction', 'bob'],
    ['finance', 'cleo'],
    ['legal', 'bob'],
  ] as const
  for (const [step, name] of steps) {
    const given = { decisionId, step, isGiven: true, remark: null, economicBasis: null, roles: PEOPLE[name].roles }
    must(await giveVisa(as(name), { submission: submissionOf(ana), ...given }))
  }
}

function must<Value>(
  result: { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly refusal: unknown },
): Value {
  if (!result.ok) throw new Error(`refused: ${String(result.refusal)}`)
  return result.value
}
