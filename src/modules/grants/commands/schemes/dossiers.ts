import { dayIn } from '#kernel/calendar'
import { type FormDefinition, reviewForm } from '#kernel/forms'
import { assert, done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import {
  type Dossier,
  type DossierRefusal,
  type Edition,
  type Fact,
  type FactKind,
  isOver,
  type Standing,
  standingOf,
  stateOfWindow,
  writingIn,
} from '../../schemes/index.ts'
import * as store from '../../store/schemes/index.ts'
import { actorOf } from './acting.ts'
import { tellTeam } from './telling.ts'

type Outcome<Value> = Promise<Result<Value, DossierRefusal | SubmissionRefusal>>
export type Transaction = Parameters<typeof store.lockDossier>[0]

/** How somebody who does not hold the project comes to act in a dossier. */
export type Hand = 'team' | 'desk'

/**
 * Begins the dossier of a project, with what its organisation said once already. A project has one dossier alive by edition:
 * asked again, it is that one.
 *
 * @param hand      `desk`: an agent types it in for somebody, whatever the window says
 * @param hasCome   whether somebody of the project came to a workshop, or an agent opened the form otherwise
 */
export function beginDossier(
  context: Context,
  input: {
    readonly submission: Submission
    readonly editionId: string
    readonly projectId: string
    readonly hand: Hand
    readonly hasCome: boolean
  },
): Outcome<{ readonly id: string; readonly number: string }> {
  const { submission, editionId, projectId, hand, hasCome } = input
  const [id, factId, by] = [context.newId(), context.newId(), actorOf(context)]
  type Begun = { readonly id: string; readonly number: string }
  return inTransaction<Begun, DossierRefusal>(context, submission, async (transaction) => {
    // Two tabs that begin at once wait here for each other.
    const edition = await store.lockEdition(transaction, editionId)
    if (!edition || edition.publishedAt === null) return refuse('edition-closed')
    const refusal = await refusalToBegin(transaction, context, edition, { projectId, hand, hasCome, by })
    if (refusal) return refuse(refusal)
    const alive = await findAlive(transaction, editionId, projectId)
    if (alive) return done({ id: alive.id, number: alive.number })

    const live = await store.findLiveForm(transaction, editionId, 'application')
    assert(live, 'a published edition has a form')
    const number = await store.drawNumber(transaction, editionId)
    const begunAt = context.now()
    const dossier = { id, editionId, projectId, number, begunAt, formVersion: live.definition.version }
    const typedBy = hand === 'desk' ? by : null
    await store.insertDossier(transaction, { ...dossier, typedBy, isFictitious: edition.isFictitious })
    await store.insertFact(transaction, id, factOf('begun', { id: factId, by, at: begunAt }))
    await bringSaid(transaction, dossier, live.definition)
    await recordAudit(transaction, context, { act: 'grants.dossier-begun', object: `dossier:${id}` })
    return done({ id, number })
  })
}

/** Files a dossier, or what was asked of it. What is instructed is what was written at that moment. */
export function fileDossier(
  context: Context,
  { submission, id, hand }: { readonly submission: Submission; readonly id: string; readonly hand: Hand },
): Outcome<{ readonly number: string }> {
  const [filingId, factId, by] = [context.newId(), context.newId(), actorOf(context)]
  return inTransaction<{ readonly number: string }, DossierRefusal>(context, submission, async (transaction) => {
    const found = await holdDossier(transaction, id, hand === 'team' ? by : undefined)
    if (!found.ok) return found
    const { dossier, edition, standing } = found.value
    if (writingIn(standing) === 'nothing') return refuse('dossier-not-open')
    const isFirst = standing.state === 'draft'
    const late = isFirst && hand === 'team' ? windowRefusal(edition, context.now()) : undefined
    if (late) return refuse(late)
    if (isFirst && (await isOneTooMany(transaction, edition, dossier))) return refuse('too-many-dossiers')

    const form = await formOf(transaction, dossier)
    const answers = await store.readAnswers(transaction, id)
    if (!reviewForm(form, answers).isComplete) return refuse('dossier-incomplete')
    const at = context.now()
    const { formVersion } = dossier
    await store.insertFiling(transaction, { id: filingId, dossierId: id, formVersion, answers, by, at })
    const kind = FILED_AS[standing.state] ?? 'filed'
    await store.insertFact(transaction, id, factOf(kind, { id: factId, by, at, object: `filing:${filingId}` }))
    await keepSaidOnce(transaction, dossier, form, at)
    await tellTeam(transaction, context, { dossier, edition, kind, factId })
    await recordAudit(transaction, context, { act: 'grants.dossier-filed', object: `dossier:${id}` })
    return done({ number: dossier.number })
  })
}

/** Takes a dossier back: nothing more is done of it, and what was written stays readable. */
export function withdrawDossier(
  context: Context,
  { submission, id, hand }: { readonly submission: Submission; readonly id: string; readonly hand: Hand },
): Outcome<{ readonly number: string }> {
  const [factId, by] = [context.newId(), actorOf(context)]
  return inTransaction<{ readonly number: string }, DossierRefusal>(context, submission, async (transaction) => {
    const found = await holdDossier(transaction, id, hand === 'team' ? by : undefined)
    if (!found.ok) return found
    const { dossier, edition, standing } = found.value
    if (isOver(standing)) return refuse('state-does-not-allow')
    await store.insertFact(transaction, id, factOf('withdrawn', { id: factId, by, at: context.now() }))
    await tellTeam(transaction, context, { dossier, edition, kind: 'withdrawn', factId })
    await recordAudit(transaction, context, { act: 'grants.dossier-withdrawn', object: `dossier:${id}` })
    return done({ number: dossier.number })
  })
}

export type Held = { readonly dossier: Dossier; readonly edition: Edition; readonly standing: Standing }

/**
 * A dossier held until the act ends.
 *
 * @param memberId  who must be of its team; undefined: an agent acts
 */
export async function holdDossier(
  transaction: Transaction,
  id: string,
  memberId: string | undefined,
): Promise<Result<Held, DossierRefusal>> {
  const dossier = await store.lockDossier(transaction, id)
  if (!dossier) return refuse('dossier-unknown')
  if (memberId !== undefined && !(await store.listTeam(transaction, dossier.projectId)).includes(memberId)) {
    return refuse('not-of-the-team')
  }
  const edition = await store.findEdition(transaction, { id: dossier.editionId })
  assert(edition, 'a dossier is of an edition')
  const facts = await store.listFacts(transaction, [id])
  return done({ dossier, edition, standing: standingOf(facts.get(id) ?? []) })
}

/** The form the answers of a dossier are read by. */
export async function formOf(db: store.Reader, { editionId, formVersion }: Dossier): Promise<FormDefinition> {
  const version = await store.findFormVersion(db, { editionId, purpose: 'application', number: formVersion })
  assert(version, 'a dossier is read by a form that was live')
  return version.definition
}

export function factOf(
  kind: FactKind,
  parts: { readonly id: string; readonly by: string; readonly at: Date } & Partial<Pick<Fact, 'object' | 'dueOn'>>,
): Fact {
  const { id, by, at, object = null, dueOn = null } = parts
  return { id, kind, object, dueOn, doneBy: by, happenedAt: at }
}

const FILED_AS: Partial<Record<Standing['state'], FactKind>> = {
  draft: 'filed',
  'pieces-asked': 'pieces-received',
  'correction-asked': 'corrected',
}

async function refusalToBegin(
  transaction: Transaction,
  context: Context,
  edition: Edition,
  asked: { readonly projectId: string; readonly hand: Hand; readonly hasCome: boolean; readonly by: string },
): Promise<DossierRefusal | undefined> {
  const { projectId, hand, hasCome, by } = asked
  if (hand === 'desk') return undefined
  if (!(await store.listTeam(transaction, projectId)).includes(by)) return 'not-of-the-team'
  if (edition.rules.needsWorkshop && !hasCome) return 'workshop-first'
  return windowRefusal(edition, context.now())
}

function windowRefusal(edition: Edition, now: Date): DossierRefusal | undefined {
  const state = stateOfWindow(edition, 'filing', now)
  if (state === 'to-come') return 'window-to-come'
  return state === 'open' ? undefined : 'window-over'
}

async function findAlive(transaction: Transaction, editionId: string, projectId: string) {
  const dossiers = (await store.listDossiers(transaction, { projectId })).filter((each) => each.editionId === editionId)
  const facts = await store.listFacts(
    transaction,
    dossiers.map(({ id }) => id),
  )
  return dossiers.find(({ id }) => !isOver(standingOf(facts.get(id) ?? [])))
}

async function isOneTooMany(transaction: Transaction, edition: Edition, dossier: Dossier): Promise<boolean> {
  const most = edition.rules.mostByOrganisation
  if (most === null) return false
  const body = await store.findBody(transaction, dossier.projectId)
  if (body === undefined) return false
  // Two dossiers of one organisation filed at once wait for each other here.
  await store.lockEdition(transaction, edition.id)
  return (await store.countFiledBy(transaction, edition.id, body)) >= most
}

async function bringSaid(
  transaction: Transaction,
  dossier: Pick<Dossier, 'id' | 'projectId' | 'begunAt'>,
  form: FormDefinition,
): Promise<void> {
  const body = await store.findBody(transaction, dossier.projectId)
  if (body === undefined) return
  const said = await store.listSaidOnce(transaction, body)
  for (const section of form.sections.filter(({ repeats }) => repeats === undefined)) {
    for (const { id: field, once } of section.fields) {
      const texts = once === undefined ? undefined : said.get(once)
      if (!texts) continue
      const answer = { section: section.id, entry: '1', field, texts, version: 1, writtenBy: null }
      await store.writeAnswer(transaction, dossier.id, { ...answer, writtenAt: dossier.begunAt })
    }
  }
}

async function keepSaidOnce(transaction: Transaction, dossier: Dossier, form: FormDefinition, at: Date): Promise<void> {
  const body = await store.findBody(transaction, dossier.projectId)
  if (body === undefined) return
  const answers = await store.listAnswers(transaction, dossier.id)
  const names = new Map(form.sections.flatMap(({ fields }) => fields.map(({ id, once }) => [id, once] as const)))
  for (const { field, texts } of answers) {
    const name = names.get(field)
    if (name !== undefined) await store.keepSaid(transaction, { body, name, texts, dossierId: dossier.id, at })
  }
}

/** The day of an act, as it is counted. */
export function todayOf(context: Context) {
  return dayIn(context.now())
}
