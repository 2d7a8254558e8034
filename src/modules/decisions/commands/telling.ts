import type { Transaction } from 'kysely'
import { dayOf } from '#modules/accounts'
import type { Context } from '#platform/context'
import type { DB } from '#platform/database'
import { tell } from '#platform/notices'
import { openSteps, roundOf, VISA_WORDS } from '../circuit.ts'
import { type Decision, isPublic, type Step, stateOf } from '../model.ts'
import { BODY_WORDS } from '../sentences.ts'
import { SIGNING_ROLES, settingsFrom, visaRolesOf } from '../settings.ts'
import { frenchDay, standingOf } from '../standing.ts'
import * as store from '../store/index.ts'
import { DECISIONS, DESK_WORK } from '../subjects.ts'

/** Tells those who may give the next visas that a report waits for them; not who wrote it, nor who is tied to it. */
export async function tellVisasAwaited(transaction: Transaction<DB>, context: Context, decisionId: string) {
  const decision = await store.findDecision(transaction, decisionId)
  if (!decision || stateOf(decision) !== 'listed') return
  const today = dayOf(context.now())
  const visas = await store.listVisas(transaction, [decisionId])
  const roles = visaRolesOf(settingsFrom(await store.listStoredSettings(transaction)))
  const organisations = decision.lines.map(({ beneficiaryId }) => beneficiaryId)
  const links = await store.listInterestsIn(transaction, organisations, today)
  const round = roundOf(visas, decision.reworked)
  const wrote = visas.filter((visa) => visa.round === round && visa.step === 'writer').map(({ givenBy }) => givenBy)
  const passed = new Set([...links.map(({ personId }) => personId), ...wrote])
  for (const step of openSteps(visas, decision.reworked)) {
    const signers = await store.listSigners(transaction, roles[step], today)
    await tell(transaction, context, {
      subject: DESK_WORK,
      object: `decision:${decisionId}`,
      state: `visa-${round}-${step}`,
      people: { ids: signers.map(({ personId }) => personId).filter((id) => !passed.has(id)) },
      sentence: `Un visa est attendu (${VISA_WORDS[step].toLocaleLowerCase('fr')}) : ${named(decision)}.`,
      href: `/agents/decisions/${decisionId}`,
    })
  }
}

/** Tells who wrote a report that it comes back to them. */
export async function tellSentBack(
  transaction: Transaction<DB>,
  context: Context,
  decision: Decision,
  round: number,
): Promise<void> {
  await tell(transaction, context, {
    subject: DESK_WORK,
    object: `decision:${decision.id}`,
    state: `sent-back-${round}`,
    people: { ids: await listWriters(transaction, decision) },
    sentence: `Un rapport vous revient, à reprendre : ${named(decision)}.`,
    href: `/agents/decisions/${decision.id}`,
  })
}

/** Tells those who prepared a report, and those who follow decisions once it is public, what became of it. */
export async function tellStep(transaction: Transaction<DB>, context: Context, decision: Decision, step: Step) {
  const state = stateOf(decision)
  const isNew = (step === 'transmitted' || step === 'published') && state === 'enforceable'
  const what = isNew ? 'enforceable' : step
  const { words } = standingOf(decision)
  if (isPublic(decision) && (isNew || step === 'published' || step === 'withdrawn')) {
    await tell(transaction, context, {
      subject: DECISIONS,
      object: `decision:${decision.id}`,
      state: what,
      people: { followers: true },
      sentence: `« ${short(decision.title)} ». ${words}.`,
      href: `/decisions/${decision.slug}`,
    })
  }
  await tell(transaction, context, {
    subject: DESK_WORK,
    object: `decision:${decision.id}`,
    state: what,
    people: { ids: await listWriters(transaction, decision) },
    sentence: `Le ${named(decision)} : ${words}.`,
    href: `/agents/decisions/${decision.id}`,
  })
}

/**
 * Tells everyone at the desk that a meeting has another day, hour or place: their deadlines have moved with it.
 *
 * @param hasLeft  whether its reports were sent already
 */
export async function tellMeetingMoved(
  transaction: Transaction<DB>,
  context: Context,
  meeting: store.Meeting,
  hasLeft: boolean,
) {
  const sent = hasLeft ? ' Les rapports déjà envoyés aux élus restent comme ils les ont reçus.' : ''
  const hour = new Intl.DateTimeFormat('fr-FR', { timeStyle: 'short', timeZone: 'Europe/Paris' }).format(
    meeting.meetsAt,
  )
  await tell(transaction, context, {
    subject: DESK_WORK,
    object: `meeting:${meeting.id}`,
    state: `moved-${meeting.version}`,
    people: { roles: SIGNING_ROLES },
    sentence: `La séance (${BODY_WORDS[meeting.body].toLocaleLowerCase('fr')}) se tient le ${frenchDay(meeting.on)} à ${hour}, ${meeting.place}. Les dates limites sont recomptées.${sent}`,
    href: `/agents/seances/${meeting.id}`,
  })
}

async function listWriters(transaction: Transaction<DB>, { id, writtenBy }: Decision): Promise<readonly string[]> {
  const visas = await store.listVisas(transaction, [id])
  return [...new Set([writtenBy, ...visas.map(({ givenBy }) => givenBy)])].filter((one) => one !== null)
}

function named({ chrono, title }: Decision): string {
  return `rapport n°\u00a0${chrono}, « ${short(title)} »`
}

// A message holds 500 characters; a title alone may have 300.
function short(title: string): string {
  return title.length <= 200 ? title : `${title.slice(0, 199)}…`
}
