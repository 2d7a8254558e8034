import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cents } from '#kernel/money'
import { actingAs, type Context } from '#platform/context'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { DELIBERATION, findTemplate, NOTIFICATION, REPORT } from '#platform/documents'
import { textOfPdf } from '#platform/documents/testing'
import { openFiles, readFiled, sweepFiles } from '#platform/files'
import { openParapheur, type Parapheur } from '#platform/parapheur'
import { checks } from '../checks.ts'
import {
  cancelDocument,
  fileDocument,
  finishDocument,
  prepareDocument,
  recogniseCopy,
  refuseCopies,
  sendDocument,
} from '../commands/documents.ts'
import { undrawnIn } from '../commands/documents-data.ts'
import { makeDraft, makeFinal } from '../commands/documents-making.ts'
import { addBeneficiaries, adoptProposed, giveVisa, openReport, planMeeting, recordStep } from '../commands/index.ts'
import { contribution } from '../contributes.ts'
import * as store from '../store/index.ts'
import { decisionTasks, drawDraft, drawFinal, lookAtFiles } from '../tasks.ts'
import { insertPeople, PEOPLE, SIRETS, submissionOf } from '../testing/index.ts'
import { copiesToRead, type DocumentKindName, documentStateOf, registerCsv } from './index.ts'

let database: TestDatabase
let context: Context
let machine: Context
let parapheur: Parapheur
let folder: string
let meetingId: string

beforeAll(async () => {
  database = await testDatabase()
  await insertPeople(database)
  folder = await mkdtemp(join(tmpdir(), 'filigrane-documents-'))
  const files = openFiles({ folder: join(folder, 'files'), root: resolve(import.meta.dirname, '../../../..') })
  machine = testContext(database, { contributions: [contribution], files, actor: { kind: 'machine', name: 'test' } })
  context = actingAs(machine, { kind: 'person', id: PEOPLE.ana.id })
  parapheur = openParapheur(join(folder, 'parapheur'))
  const meeting = {
    body: 'permanent-commission',
    on: '2026-02-02',
    at: '14:30',
    place: 'Hôtel',
    seatCount: 30,
  } as const
  meetingId = must(await planMeeting(context, { submission: submissionOf(context), meeting })).id
})
afterAll(async () => {
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

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
async function insertPlace(id: string, siret: string): Promise<void> {
  await sql`
    INSERT INTO commune (code, name, search_key, postcodes, population)
    VALUES ('62041', 'Arras', 'arras', '{62000}', 42600)`.execute(database.owner)
  await sql`
    INSERT INTO structure (id, slug, siren, title, purpose, search_key, state, is_partly_diffused, reasons, sources,
      rule_version, provenance, is_fictitious, checked_at)
    VALUES (${id}, 'epicerie', ${siret.slice(0, 9)}, 'Épicerie', '', 'epicerie', 'active', false, '[]', '[]', '1', '{}', true,
      now())`.execute(database.owner)
  await sql`
    INSERT INTO establishment (siret, structure_id, is_seat, commune_code, is_employer, state, is_partly_diffused)
    VALUES (${siret}, ${id}, true, '62041', false, 'active', false)`.execute(database.owner)
}

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

test('a signed copy comes back by the folder, once, with its proof; its original leaves the folder', async () => {
  const { id, chrono, original } = await sent('Un rapport signé')
  await back('signes', `signe-${chrono}.pdf`, Buffer.concat([original, Buffer.from('\n% signature\n')]))
  await back('signes', `signe-${chrono}.preuve.xml`, Buffer.from('<preuve/>'))
  await turn()
  expect(await stateOf(id), 'a file seen once may still grow').toBe('sent')
  await turn()
  expect(await stateOf(id)).toBe('signed')
  expect(await readdir(join(folder, 'parapheur', 'signes'))).toEqual([])
  expect(await readdir(join(folder, 'parapheur', 'a-signer'))).not.toContain(`${chrono}.pdf`)
  const parts = (await store.findDocument(database.db, id))!.files.map(({ part }) => part)
  expect(parts).toEqual(expect.arrayContaining(['signed', 'proof']))

  await back('signes', `signe-${chrono}.pdf`, Buffer.concat([original, Buffer.from('\n% signature\n')]))
  await turn()
  await turn()
  expect((await store.findDocument(database.db, id))!.files).toHaveLength(parts.length)
  expect(await readdir(join(folder, 'parapheur', 'signes'))).toEqual([])

  expect((await tasksOf('ana')).some((label) => label === '1 document signé à classer')).toBe(true)
  must(await fileDocument(context, { submission: submissionOf(context), documentId: id }))
  expect(await stateOf(id)).toBe('filed')
})

test('a PDF beside our own sidecar is not the signed copy: an agent reads it, and says so under their name', async () => {
  const { id, chrono } = await sent('Un rapport remplacé')
  const sidecar = await readFile(join(folder, 'parapheur', 'a-signer', `${chrono}.json`))
  await back('signes', `${chrono}.json`, sidecar)
  await back('signes', `${chrono}.pdf`, Buffer.from('%PDF-1.7 un tout autre texte'))
  await turn()
  await turn()
  expect(await stateOf(id)).toBe('sent')
  expect(await tasksOf('ana')).toContain(`Exemplaire à vérifier : ${chrono}`)
  const [copy] = copiesToRead((await store.findDocument(database.db, id))!)
  const input = { submission: submissionOf(context), documentId: id }
  expect(await recogniseCopy(context, { ...input, fileId: id })).toEqual({ ok: false, refusal: 'no-copy-to-read' })
  must(await recogniseCopy(context, { ...input, submission: submissionOf(context), fileId: copy!.id }))
  const document = (await store.findDocument(database.db, id))!
  expect(document.events.at(-1)).toMatchObject({ kind: 'signed', recordedBy: PEOPLE.ana.id })
  expect(document.files.find(({ part }) => part === 'signed')!.sha256).toBe(copy!.sha256)
  expect(registerCsv([document])).toContain(';un agent;')
})

test('a copy drawn again is the signed one when a proof of the parapheur names what was sent', async () => {
  const { id, chrono, original } = await sent('Un rapport redessiné')
  await back('signes', `${chrono}.pdf`, Buffer.from('%PDF-1.7 le même, avec un cachet'))
  await back(
    'signes',
    `${chrono}.xml`,
    Buffer.from(`<preuve>${createHash('sha256').update(original).digest('hex')}</preuve>`),
  )
  await turn()
  await turn()
  expect(await stateOf(id)).toBe('signed')
})

test('a copy that is not the signed one is put aside by an agent, and the document may be sent again', async () => {
  const { id, chrono } = await sent('Un rapport écarté')
  await back('signes', `${chrono}.pdf`, Buffer.from('%PDF-1.7 une note de service'))
  await turn()
  await turn()
  must(await refuseCopies(context, { submission: submissionOf(context), documentId: id }))
  expect(await stateOf(id)).toBe('refused')
  must(await sendDocument(context, { submission: submissionOf(context), documentId: id }))
})

test('a file that grows waits; the original unsigned, a file of nobody and another document go to « inconnus »', async () => {
  const { id, chrono, original } = await sent('Un rapport qui attend')
  await back('signes', `${chrono}.pdf`, original.subarray(0, 100))
  await turn()
  await back('signes', `${chrono}.pdf`, original)
  await turn()
  expect(await readdir(join(folder, 'parapheur', 'signes'))).toEqual([`${chrono}.pdf`])
  await turn()
  expect(await stateOf(id), 'its original, without a proof, is not signed').toBe('sent')
  await back('signes', 'vacances.pdf', Buffer.from('%PDF-1.7 une photo'))
  await back('signes', 'RAP-2026-9999.pdf', Buffer.from('%PDF-1.7 un autre'))
  await turn()
  await turn()
  expect((await readdir(join(folder, 'parapheur', 'inconnus'))).toSorted()).toEqual(
    [`${chrono}.pdf`, 'RAP-2026-9999.pdf', 'vacances.pdf'].toSorted(),
  )
  expect(await tasksOf('ana')).toContain('3 fichiers inconnus dans le parapheur')
  await rm(join(folder, 'parapheur', 'inconnus'), { recursive: true })
  await turn()
  expect(await store.countStrays(database.db)).toBe(0)
})

test('stopped between the record and the folder, the next turn ends the work and files nothing twice', async () => {
  const { id, chrono, original } = await sent('Un rapport interrompu')
  await back('signes', `${chrono}.pdf`, Buffer.concat([original, Buffer.from('signé')]))
  const dying: Parapheur = { ...parapheur, remove: () => Promise.reject(new Error('killed')) }
  await turn(dying)
  await expect(turn(dying)).rejects.toThrow('killed')
  expect(await stateOf(id)).toBe('signed')
  await turn()
  expect(await readdir(join(folder, 'parapheur', 'signes'))).toEqual([])
  const document = (await store.findDocument(database.db, id))!
  expect(document.events.filter(({ kind }) => kind === 'signed')).toHaveLength(1)
  expect(document.files.filter(({ part }) => part === 'signed')).toHaveLength(1)
})

test('a refusal comes back to its author with its reason, and the document may be sent again', async () => {
  const { id, chrono } = await sent('Un rapport refusé')
  await back('refuses', `${chrono}.json`, Buffer.from(JSON.stringify({ motif: 'Il manque l’annexe' })))
  await turn()
  await turn()
  expect(await stateOf(id)).toBe('refused')
  expect(await tasksOf('ana')).toContain(`Signature refusée : ${chrono} (Il manque l’annexe)`)
  expect((await tasksOf('bob')).some((label) => label.includes(chrono))).toBe(false)
  must(await sendDocument(context, { submission: submissionOf(context), documentId: id }))
  expect(await stateOf(id)).toBe('sent')
})

test('who is tied to a beneficiary prepares nothing and reads no file', async () => {
  const decisionId = await openDecision('Un rapport avec un lien', 1)
  const { id } = must(await prepare('decisions.report', decisionId))
  await drawDraft(machine, id)
  const file = (await store.findDocument(database.db, id))!.files[0]!
  const [owner] = contribution.attachments!
  expect(await owner!.mayRead(database.db, visitor('ana'), file.id)).toBe(true)
  expect(await owner!.mayRead(database.db, undefined, file.id)).toBe(false)
  await sql`
    INSERT INTO interest_link (id, person_id, organisation_id, organisation_name, kind, starts_on, source, declared_at)
    VALUES (${context.newId()}, ${PEOPLE.bob.id}, ${SIRETS.epicerie}, 'Épicerie', 'seat', '2020-01-01', 'Déclaration', now())`.execute(
    database.owner,
  )
  expect(await owner!.mayRead(database.db, visitor('bob'), file.id)).toBe(false)
  const bob = actingAs(machine, { kind: 'person', id: PEOPLE.bob.id })
  const input = { submission: submissionOf(context), documentId: id, remark: null }
  expect(await cancelDocument(bob, input)).toEqual({ ok: false, refusal: 'has-an-interest' })
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

const MODELS = {
  'decisions.report': REPORT,
  'decisions.deliberation': DELIBERATION,
  'decisions.notification': NOTIFICATION,
}

async function prepare(kind: DocumentKindName, decisionId: string, lineId: string | null = null) {
  const houseModel = await findTemplate(MODELS[kind], null)
  return prepareDocument(context, { submission: submissionOf(context), kind, decisionId, lineId, houseModel })
}

function finish(documentId: string) {
  return finishDocument(context, { submission: submissionOf(context), documentId })
}

async function openDecision(title: string, lines: number): Promise<string> {
  const words = { legalBasis: 'CGCT, article L3211-1', paymentNature: 'non-economic', subjectCode: '7.5' } as const
  const report = { kind: 'deliberation', title, meetingId, object: null, budgetYear: 2026, ...words } as const
  const { id } = must(await openReport(context, { submission: submissionOf(context), report }))
  if (lines === 0) return id
  const beneficiaries = Array.from({ length: lines }, (_, index) => ({
    beneficiaryId: index === 0 ? SIRETS.epicerie : SIRETS.atelier,
    beneficiaryName: `Association ${index + 1} (exemple)`,
    object: null,
    purpose: `Action ${index + 1}`,
    proposedCents: cents(BigInt(10_000 * (index + 1))),
  }))
  must(await addBeneficiaries(context, { submission: submissionOf(context), decisionId: id, beneficiaries }))
  return id
}

async function giveVisas(decisionId: string): Promise<void> {
  const steps = [
    ['writer', 'ana', 'agent'],
    ['mission', 'bob', 'administrator'],
    ['direction', 'bob', 'administrator'],
    ['finance', 'cleo', 'finance-agent'],
    ['legal', 'bob', 'administrator'],
  ] as const
  for (const [visa, name, role] of steps) {
    const by = actingAs(machine, { kind: 'person', id: PEOPLE[name].id })
    const given = { decisionId, step: visa, isGiven: true, remark: null, economicBasis: null, roles: [role] } as const
    must(await giveVisa(by, { submission: submissionOf(context), ...given }))
  }
}

async function take(decisionId: string): Promise<void> {
  must(await adoptProposed(context, { submission: submissionOf(context), decisionId }))
  await step(decisionId, { kind: 'deliberated', number: `2026-${decisionId.slice(-6)}` })
}

async function step(
  decisionId: string,
  told: {
    readonly kind: 'deliberated' | 'transmitted' | 'published'
    readonly number?: string
    readonly receipt?: string
  },
): Promise<void> {
  const event = { happenedOn: '2026-02-02', number: null, receipt: null, votes: null, ...told }
  must(await recordStep(context, { submission: submissionOf(context), decisionId, event }))
}

/** A report put to signature. */
async function sent(title: string) {
  const decisionId = await openDecision(title, 0)
  const { id } = must(await prepare('decisions.report', decisionId))
  await drawDraft(machine, id)
  await giveVisas(decisionId)
  must(await finish(id))
  await drawFinal(machine, id)
  must(await sendDocument(context, { submission: submissionOf(context), documentId: id }))
  await decisionTasks(parapheur)['decisions.to-parapheur']({ documentId: id }, machine)
  const { chrono } = (await store.findDocument(database.db, id))!
  const original = await readFile(join(folder, 'parapheur', 'a-signer', `${chrono}.pdf`))
  return { id, chrono, original }
}

let touched = 0

/** The parapheur puts a file back. */
async function back(place: 'signes' | 'refuses', name: string, bytes: Uint8Array): Promise<void> {
  await mkdir(join(folder, 'parapheur', place), { recursive: true })
  const path = join(folder, 'parapheur', place, name)
  await writeFile(path, bytes)
  touched += 1000
  const at = new Date((await stat(path)).mtimeMs + touched)
  await utimes(path, at, at)
}

function turn(folders: Parapheur = parapheur): Promise<void> {
  return decisionTasks(folders)['decisions.parapheur']({}, machine)
}

async function stateOf(id: string) {
  return documentStateOf((await store.findDocument(database.db, id))!)
}

async function tasksOf(name: 'ana' | 'bob'): Promise<readonly string[]> {
  return (await contribution.desk!.tasks!(database.db, visitor(name), context.now())).map(({ label }) => label)
}

function visitor(name: keyof typeof PEOPLE) {
  const { id, roles } = PEOPLE[name]
  const held = roles.map((role) => ({ role, object: null }))
  return {
    personId: id,
    sessionId: id,
    displayName: name,
    assurance: 'passkey' as const,
    signedInAt: new Date(0),
    roles: held,
  }
}

function must<Value>(
  result: { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly refusal: unknown },
): Value {
  if (!result.ok) throw new Error(`refused: ${String(result.refusal)}`)
  return result.value
}
