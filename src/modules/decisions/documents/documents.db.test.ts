import { truncate } from 'node:fs/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { actingAs } from '#platform/context'
import { textOfPdf } from '#platform/documents/testing'
import { readFiled, sweepFiles } from '#platform/files'
import type { Visitor } from '#platform/sessions'
import { checks } from '../checks.ts'
import { cancelDocument, sendDocument } from '../commands/documents.ts'
import { undrawnIn } from '../commands/documents-data.ts'
import { makeDraft, makeFinal } from '../commands/documents-making.ts'
import { contribution } from '../contributes.ts'
import * as store from '../store/index.ts'
import { drawDraft, drawFinal, lookAtFiles } from '../tasks.ts'
import { PEOPLE, SIRETS, submissionOf } from '../testing/index.ts'
import {
  closeHouse,
  context,
  database,
  finish,
  giveVisas,
  insertPlace,
  machine,
  must,
  openDecision,
  openHouse,
  prepare,
  sent,
  stateOf,
  step,
  take,
  visitor,
} from './house.testing.ts'
import { documentStateOf } from './index.ts'

beforeAll(openHouse)
afterAll(closeHouse)

test('thirty people prepare thirty reports at once: their numbers go from 1 to 30, without a gap', async () => {
  const decisions = await Promise.all(Array.from({ length: 30 }, (_, index) => openDecision(`Rapport ${index}`, 0)))
  const asked = decisions.map((decisionId) => prepare('decisions.report', decisionId))
  const ids = (await Promise.all(asked)).map((result) => must(result).id)
  const chronos = await Promise.all(ids.map(async (id) => (await store.findDocument(database.db, id))!.chrono))
  expect(chronos.toSorted()).toEqual(
    Array.from({ length: 30 }, (_, index) => `RAP-2026-${String(index + 1).padStart(4, '0')}`),
  )
})

test('a report is not final before its visas, then its bytes are those that are made again', async () => {
  const decisionId = await openDecision('Aides aux lauréats', 51)
  const { id } = must(await prepare('decisions.report', decisionId))
  expect(await prepare('decisions.report', decisionId)).toEqual({ ok: false, refusal: 'already-prepared' })
  await drawDraft(machine, id)
  expect(await stateOf(id)).toBe('draft')
  expect(await finish(id)).toEqual({ ok: false, refusal: 'visas-missing' })

  await giveVisas(decisionId)
  must(await finish(id))
  await drawFinal(machine, id)
  await drawFinal(machine, id)
  const document = (await store.findDocument(database.db, id))!
  expect(documentStateOf(document)).toBe('final')
  expect(document.files.map(({ part }) => part).toSorted()).toEqual(['annex', 'draft', 'final'])

  const again = [(await makeDraft(machine, document))!, ...(await makeFinal(machine, document))!]
  for (const { part, bytes } of again) {
    const filed = document.files.find((file) => file.part === part)!
    const kept = await readFiled(machine, Buffer.from(filed.sha256, 'hex'))
    expect(Buffer.from(bytes).equals(kept!), part).toBe(true)
  }
})

test('a draft whose decision has changed since is not made final', async () => {
  const decisionId = await openDecision('Un rapport qui change', 1)
  const { id } = must(await prepare('decisions.report', decisionId))
  await drawDraft(machine, id)
  await database.db.updateTable('decision').set({ title: 'Autre titre' }).where('id', '=', decisionId).execute()
  await giveVisas(decisionId)
  expect(await finish(id)).toEqual({ ok: false, refusal: 'data-moved' })
  must(await cancelDocument(context, { submission: submissionOf(context), documentId: id, remark: 'Titre' }))
  expect((await prepare('decisions.report', decisionId)).ok).toBe(true)
})

test('a title the PDF cannot write is said before the final is made, and never written otherwise', async () => {
  const decisionId = await openDecision('Un jardin nommé حديقة', 0)
  const { id } = must(await prepare('decisions.report', decisionId))
  await drawDraft(machine, id)
  await giveVisas(decisionId)
  expect(await finish(id)).toEqual({ ok: false, refusal: 'sign-not-drawn' })
  expect(undrawnIn((await store.findDocumentData(database.db, id))!)).toContainEqual({
    word: 'حديقة',
    within: 'Un jardin nommé حديقة',
  })
})

test('a beneficiary is notified of nothing before the act may be carried out', async () => {
  const decisionId = await openDecision('Une aide', 1)
  const lineId = (await store.findDecision(database.db, decisionId))!.lines[0]!.id
  expect(await prepare('decisions.notification', decisionId, lineId)).toEqual({ ok: false, refusal: 'act-not-taken' })
  await take(decisionId)
  const { id } = must(await prepare('decisions.notification', decisionId, lineId))
  await drawDraft(machine, id)
  expect(await finish(id)).toEqual({ ok: false, refusal: 'not-enforceable' })
  await step(decisionId, { kind: 'transmitted', receipt: 'AR-1' })
  await step(decisionId, { kind: 'published' })
  // Prepared before, it becomes final once the act is exécutoire, and says since when.
  must(await finish(id))
  await drawFinal(machine, id)
  expect(await stateOf(id)).toBe('final')
  const document = (await store.findDocument(database.db, id))!
  const sha256 = document.files.find(({ part }) => part === 'final')!.sha256
  const pdf = textOfPdf((await readFiled(machine, Buffer.from(sha256, 'hex')))!)
  expect(pdf).toContain('Cettedélibérationestexécutoiredepuisle')
  expect(pdf).toContain('LePrésidentousondélégataire')
  const [again] = (await makeFinal(machine, document))!
  expect(Buffer.from(again!.bytes).equals((await readFiled(machine, Buffer.from(sha256, 'hex')))!)).toBe(true)
  must(await sendDocument(context, { submission: submissionOf(context), documentId: id }))
})

/** A structure of the directory with one establishment, in Arras. */

test('a report names the commune of each beneficiary the directory knows, and keeps it when the directory changes', async () => {
  const structure = context.newId()
  await insertPlace(structure, SIRETS.epicerie)
  const decisionId = await openDecision('Une aide à Arras', 1)
  const { id } = must(await prepare('decisions.report', decisionId))
  await drawDraft(machine, id)
  expect(await store.findDocumentData(database.db, id)).toContain('"commune":"Arras"')
  await sql`DELETE FROM establishment WHERE structure_id = ${structure}`.execute(database.owner)
  await giveVisas(decisionId)
  must(await finish(id))
})

test('who is tied to a beneficiary prepares nothing and reads no file', async () => {
  const decisionId = await openDecision('Un rapport avec un lien', 1)
  const { id } = must(await prepare('decisions.report', decisionId))
  await drawDraft(machine, id)
  const file = (await store.findDocument(database.db, id))!.files[0]!
  const [owner] = contribution.attachments!
  const mayRead = (reader: Visitor | undefined) => owner!.mayRead(database.db, reader, file.id, context.now())
  expect(await mayRead(visitor('ana'))).toBe(true)
  expect(await mayRead(undefined)).toBe(false)
  await sql`
    INSERT INTO interest_link (id, person_id, organisation_id, organisation_name, kind, starts_on, source, declared_at)
    VALUES (${context.newId()}, ${PEOPLE.bob.id}, ${SIRETS.epicerie}, 'Épicerie', 'seat', '2020-01-01', 'Déclaration', now())`.execute(
    database.owner,
  )
  expect(await mayRead(visitor('bob'))).toBe(false)
  const bob = actingAs(machine, { kind: 'person', id: PEOPLE.bob.id })
  const input = { submission: submissionOf(context), documentId: id, remark: null }
  expect(await cancelDocument(bob, input)).toEqual({ ok: false, refusal: 'has-an-interest' })
  // What tied them has ended: nothing is hidden any more.
  await sql`UPDATE interest_link SET ends_on = '2021-01-01' WHERE person_id = ${PEOPLE.bob.id}`.execute(database.owner)
  expect(await mayRead(visitor('bob'))).toBe(true)
})

test('the nightly look finds a file that changed or went, and the sweep takes none away', async () => {
  await sweepFiles(machine)
  await lookAtFiles(machine)
  const check = checks.find(({ name }) => name === 'decisions.documents-intact')!
  expect((await sql`${check.query}`.execute(database.db)).rows).toEqual([])
  const { id } = await sent('Un rapport abîmé')
  const final = (await store.findDocument(database.db, id))!.files.find(({ part }) => part === 'final')!
  await truncate(machine.files.disk.pathOf(Buffer.from(final.sha256, 'hex')), 10)
  await lookAtFiles(machine)
  expect((await sql`${check.query}`.execute(database.db)).rows).toEqual([{ file_id: final.id }])
})

test('what must always hold of numbers and notifications holds', async () => {
  for (const { name, query, severity } of checks.filter(({ name }) => /document-numbers|notified/.test(name))) {
    expect(severity === 'warning' ? [] : (await sql`${query}`.execute(database.db)).rows, name).toEqual([])
  }
})
