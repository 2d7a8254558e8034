import { sql } from 'kysely'
import { cents } from '#kernel/money'
import { actingAs, type Context } from '#platform/context'
import type { ThrowawayDatabase } from '#platform/database/throwaway'
import { findTemplate, REPORT } from '#platform/documents'
import { finishDocument, prepareDocument } from '../commands/documents.ts'
import { addBeneficiaries, giveVisa, openReport, planMeeting } from '../commands/index.ts'
import * as store from '../store/index.ts'
import { insertPeople, PEOPLE, SIRETS, submissionOf } from '../testing/index.ts'
import { type DocumentState, documentStateOf } from './index.ts'

/** People, one of them tied to a beneficiary, and a meeting of the assembly. @returns  the meeting */
export async function insertMeeting(machine: Context, database: ThrowawayDatabase): Promise<string> {
  await insertPeople(database)
  await sql`
    INSERT INTO interest_link (id, person_id, organisation_id, organisation_name, kind, starts_on, source, declared_at)
    VALUES (${machine.newId()}, ${PEOPLE.elsa.id}, ${SIRETS.epicerie}, 'Épicerie', 'seat', '2020-01-01', 'Déclaration', now())`.execute(
    database.owner,
  )
  const meeting = {
    body: 'permanent-commission',
    on: '2026-06-22',
    at: '14:30',
    place: 'Hôtel',
    seatCount: 30,
  } as const
  return must(await planMeeting(machine, { submission: submissionOf(machine), meeting })).id
}

/** A report with its visas, ready to be written, of as many beneficiaries. */
export async function openWholeReport(
  machine: Context,
  meetingId: string,
  title: string,
  lines: number,
): Promise<string> {
  const context = actingAs(machine, { kind: 'person', id: PEOPLE.ana.id })
  const submission = () => submissionOf(context)
  const words = { legalBasis: 'CGCT, article L3211-1', paymentNature: 'non-economic', subjectCode: '7.5' } as const
  const report = { kind: 'deliberation', title, meetingId, object: null, budgetYear: 2026, ...words } as const
  const { id } = must(await openReport(context, { submission: submission(), report }))
  const beneficiaries = Array.from({ length: lines }, (_, at) => ({
    beneficiaryId: at === 0 ? SIRETS.epicerie : SIRETS.atelier,
    beneficiaryName: `Association ${at + 1} (exemple)`,
    object: null,
    purpose: `Un jardin partagé ouvert aux habitants, action ${at + 1}`,
    proposedCents: cents(BigInt(100_000 + 5_000 * at)),
  }))
  must(await addBeneficiaries(context, { submission: submission(), decisionId: id, beneficiaries }))
  for (const [step, name, role] of VISAS) {
    const by = actingAs(machine, { kind: 'person', id: PEOPLE[name].id })
    const given = { decisionId: id, step, isGiven: true, remark: null, economicBasis: null, roles: [role] } as const
    must(await giveVisa(by, { submission: submission(), ...given }))
  }
  return id
}

const VISAS = [
  ['writer', 'ana', 'agent'],
  ['mission', 'bob', 'administrator'],
  ['direction', 'bob', 'administrator'],
  ['finance', 'cleo', 'finance-agent'],
  ['legal', 'bob', 'administrator'],
] as const

/**
 * From the agent's button to the files in their place: draft, then final PDF and annex, the machine's jobs done by whoever
 * does them.
 *
 * @param wait  waits until the document is in a state
 * @returns     the parts that were filed
 */
export async function writeWholeReport(
  machine: Context,
  decisionId: string,
  wait: (read: () => Promise<boolean>) => Promise<void>,
): Promise<readonly string[]> {
  const context = actingAs(machine, { kind: 'person', id: PEOPLE.ana.id })
  const houseModel = await findTemplate(REPORT, null)
  const asked = { kind: 'decisions.report', decisionId, lineId: null, houseModel } as const
  const { id } = must(await prepareDocument(context, { submission: submissionOf(context), ...asked }))
  const isAt = (state: DocumentState) => async () => {
    const document = await store.findDocument(context.db, id)
    return document !== undefined && documentStateOf(document) === state
  }
  await wait(isAt('draft'))
  must(await finishDocument(context, { submission: submissionOf(context), documentId: id }))
  await wait(isAt('final'))
  return (await store.findDocument(context.db, id))!.files.map(({ part }) => part)
}

function must<Value>(
  result: { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly refusal: unknown },
): Value {
  if (!result.ok) throw new Error(`refused: ${String(result.refusal)}`)
  return result.value
}
