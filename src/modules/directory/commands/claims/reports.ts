import { createHmac } from 'node:crypto'
import type { Transaction } from 'kysely'
import { done, type Result, refuse } from '#kernel/result'
import { listPeopleByEmail } from '#modules/accounts'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { type DB, inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import { networkOf } from '#platform/http'
import { post } from '#platform/mail'
import { tell } from '#platform/notices'
import {
  decidePace,
  dueAtOf,
  REPORT_LIMITS,
  type ReportRefusal,
  readReport,
  referenceFrom,
} from '../../claims/reports.ts'
import type { AnswerRefusal } from '../../claims/sentences.ts'
import { OWN_PAGE } from '../../claims/subjects.ts'
import * as store from '../../store/claims/index.ts'
import { lockChoices, WITHDRAWAL_KEY, withdrawUnit } from '../../store/index.ts'
import { tellChange } from '../change.ts'
import { deciderOf } from './actor.ts'

const HOUR_MS = 3_600_000

/**
 * Keeps what somebody reports of a page. No account is needed.
 *
 * @param address  where to answer, as it was understood
 * @param network  address of who writes, as far as it can be known; only its keyed hash is kept, for an hour
 */
export function sendReport(
  context: Context,
  input: {
    readonly submission: Submission
    readonly slug: string
    readonly fields: Readonly<Record<string, string>>
    readonly address: string | undefined
    readonly network: string | undefined
  },
): Promise<Result<{ readonly reference: string }, ReportRefusal | SubmissionRefusal>> {
  const [id, paceId, reference] = [context.newId(), context.newId(), referenceFrom(context.random(8))]
  const network = networkHash(context, input.network)
  type Sent = { readonly reference: string }
  return inTransaction<Sent, ReportRefusal>(context, input.submission, async (transaction) => {
    const now = context.now()
    const read = readReport(input.fields, input.address)
    if (!read.ok) return refuse({ kind: 'faults', faults: read.refusal })
    const since = new Date(now.getTime() - HOUR_MS)
    const before = await store.listPace(transaction, network, since)
    const pace = decidePace(read.value.kind, before, now)
    if (!pace.ok) return pace
    const structure = await store.lockStructure(transaction, { slug: input.slug })
    if (!structure) return refuse({ kind: 'structure-unknown' })

    const dueAt = dueAtOf(read.value.kind, now)
    await store.insertPace(transaction, { id: paceId, network, sentAt: now })
    await store.insertReport(transaction, {
      ...read.value,
      id,
      structureId: structure.id,
      reference,
      receivedAt: now,
      dueAt,
    })
    // All are kept, on the desk, with their clock; a flood of them does not fill the mailbox that must see them.
    if (dueAt !== null && before.length < REPORT_LIMITS.anHour) await warnHouse(transaction, context)
    return done({ reference })
  })
}

/**
 * Answers a report, with or without taking the structure out of the directory. Who wrote is told: by mail where they left
 * an address, among their messages when it is that of an account.
 *
 * @param withdraws  takes the unit out at once, for all files to come
 */
export function answerReport(
  context: Context,
  input: {
    readonly submission: Submission
    readonly reportId: string
    readonly answer: string
    readonly withdraws: boolean
  },
): Promise<Result<void, AnswerRefusal | SubmissionRefusal>> {
  const withdrawnSlug = `retrait-${Buffer.from(context.random(8)).toString('hex')}`
  const answer = input.answer.trim()
  return inTransaction<void, AnswerRefusal>(context, input.submission, async (transaction) => {
    const report = await store.lockReport(transaction, input.reportId)
    if (!report) return refuse('report-unknown')
    if (report.answeredAt !== null) return refuse('state-moved')
    if (answer.length < 5 || answer.length > REPORT_LIMITS.answer) return refuse('answer-missing')
    const answered = { answer, by: deciderOf(context), at: context.now() }
    if (input.withdraws) {
      await withdrawStructure(transaction, context, report.structureId, withdrawnSlug)
    }
    await store.answerReport(transaction, report.id, answered)
    await recordAudit(transaction, context, {
      act: 'directory.report-answered',
      object: `report:${report.id}`,
      details: { kind: report.kind, withdraws: input.withdraws },
    })
    await tellReporter(transaction, context, report, answer)
    return done(undefined)
  })
}

async function withdrawStructure(
  transaction: Transaction<DB>,
  context: Context,
  structureId: string,
  slug: string,
): Promise<void> {
  await lockChoices(transaction)
  const withdrawal = { slug, by: deciderOf(context), at: context.now(), key: context.keyFor(WITHDRAWAL_KEY) }
  await withdrawUnit(transaction, { structureId }, withdrawal)
  await store.forgetStructure(transaction, structureId)
  // The number stays out of the trail: who asked to be forgotten is not named there.
  await recordAudit(transaction, context, { act: 'directory.unit-withdrawn', object: `withdrawal:${context.newId()}` })
  await tellChange(context, transaction)
}

// Nothing of the structure is in the mail: it may be somebody's shelter.
async function warnHouse(transaction: Transaction<DB>, context: Context): Promise<void> {
  const to = context.settings.contact.email
  if (to === null) return
  await post(transaction, context, {
    to,
    kind: 'directory.withdrawal-asked',
    subject: 'Une demande de retrait attend : 24 heures pour répondre',
    paragraphs: [
      'Quelqu’un demande qu’une page de l’annuaire ne soit plus publique, parce qu’elle met une personne en danger.',
      'Vous avez 24 heures. Le retrait se fait d’un bouton, et aucun import ne fera revenir la structure.',
      { label: 'Voir la demande', href: '/agents/annuaire/signalements' },
    ],
  })
}

async function tellReporter(
  transaction: Transaction<DB>,
  context: Context,
  report: store.ReportRow,
  answer: string,
): Promise<void> {
  if (report.email === null) return
  await post(transaction, context, {
    to: report.email,
    kind: 'directory.report-answer',
    subject: `Réponse à votre signalement ${report.reference}`,
    paragraphs: ['Vous avez signalé une page de l’annuaire de l’ESS. Voici notre réponse :', answer],
  })
  const people = await listPeopleByEmail(transaction, report.email.toLowerCase())
  await tell(transaction, context, {
    subject: OWN_PAGE,
    object: `report:${report.id}`,
    state: 'answered',
    people: { ids: people.map(({ id }) => id) },
    sentence: `Un agent a répondu à votre signalement ${report.reference}. La réponse est arrivée par e-mail.`,
    href: `/annuaire/signalement/${report.reference}`,
    isWritten: true,
  })
}

function networkHash(context: Context, address: string | undefined): Buffer {
  return createHmac('sha256', context.keyFor('directory networks'))
    .update(networkOf(address, { v4: 32 }))
    .digest()
}
