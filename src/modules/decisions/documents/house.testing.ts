import { mkdir, mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { sql } from 'kysely'
import { cents } from '#kernel/money'
import { actingAs, type Context } from '#platform/context'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { DELIBERATION, findTemplate, NOTIFICATION, REPORT } from '#platform/documents'
import { openFiles } from '#platform/files'
import { openParapheur, type Parapheur } from '#platform/parapheur'
import { finishDocument, prepareDocument, sendDocument } from '../commands/documents.ts'
import { addBeneficiaries, adoptProposed, giveVisa, openReport, planMeeting, recordStep } from '../commands/index.ts'
import { contribution } from '../contributes.ts'
import * as store from '../store/index.ts'
import { decisionTasks, drawDraft, drawFinal } from '../tasks.ts'
import { insertPeople, PEOPLE, SIRETS, submissionOf } from '../testing/index.ts'
import { type DocumentKindName, documentStateOf } from './index.ts'

export let database: TestDatabase
export let context: Context
export let machine: Context
export let parapheur: Parapheur
export let folder: string
export let meetingId: string

/** A database with its people, a store of files and the folders of a parapheur, once for the tests of a file. */
export async function openHouse(): Promise<void> {
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
}

export async function closeHouse(): Promise<void> {
  await database.drop()
  await rm(folder, { recursive: true, force: true })
}

export async function insertPlace(id: string, siret: string): Promise<void> {
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

export async function prepare(kind: DocumentKindName, decisionId: string, lineId: string | null = null) {
  const houseModel = await findTemplate(MODELS[kind], null)
  return prepareDocument(context, { submission: submissionOf(context), kind, decisionId, lineId, houseModel })
}

export function finish(documentId: string) {
  return finishDocument(context, { submission: submissionOf(context), documentId })
}

export async function openDecision(title: string, lines: number): Promise<string> {
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

export async function giveVisas(decisionId: string): Promise<void> {
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

export async function take(decisionId: string): Promise<void> {
  must(await adoptProposed(context, { submission: submissionOf(context), decisionId }))
  await step(decisionId, { kind: 'deliberated', number: `2026-${decisionId.slice(-6)}` })
}

export async function step(
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
export async function sent(title: string) {
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
export async function back(place: 'signes' | 'refuses', name: string, bytes: Uint8Array): Promise<void> {
  await mkdir(join(folder, 'parapheur', place), { recursive: true })
  const path = join(folder, 'parapheur', place, name)
  await writeFile(path, bytes)
  touched += 1000
  const at = new Date((await stat(path)).mtimeMs + touched)
  await utimes(path, at, at)
}

export function turn(folders: Parapheur = parapheur): Promise<void> {
  return decisionTasks(folders)['decisions.parapheur']({}, machine)
}

export async function stateOf(id: string) {
  return documentStateOf((await store.findDocument(database.db, id))!)
}

export async function tasksOf(name: 'ana' | 'bob'): Promise<readonly string[]> {
  return (await contribution.desk!.tasks!(database.db, visitor(name), context.now())).map(({ label }) => label)
}

export function visitor(name: keyof typeof PEOPLE) {
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

export function must<Value>(
  result: { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly refusal: unknown },
): Value {
  if (!result.ok) throw new Error(`refused: ${String(result.refusal)}`)
  return result.value
}

const MODELS = {
  'decisions.report': REPORT,
  'decisions.deliberation': DELIBERATION,
  'decisions.notification': NOTIFICATION,
}
