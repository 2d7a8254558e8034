import { done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { broadcast, inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import {
  decideWindow,
  type Edition,
  type EditionRules,
  gapsOf,
  rulesText,
  type SchemeRefusal,
  type SchemeWords,
  type Window,
} from '../../schemes/index.ts'
import * as store from '../../store/schemes/index.ts'
import { actorOf, sha256 } from './acting.ts'

type Outcome<Value> = Promise<Result<Value, SchemeRefusal | SubmissionRefusal>>

/** Opens a scheme: what the territory gives by, and on which ground. */
export function openScheme(
  context: Context,
  input: {
    readonly submission: Submission
    readonly slug: string
    readonly words: SchemeWords
    readonly isFictitious: boolean
  },
): Outcome<{ readonly id: string }> {
  const { submission, slug, words, isFictitious } = input
  const id = context.newId()
  return inTransaction<{ readonly id: string }, SchemeRefusal>(context, submission, async (transaction) => {
    const scheme = { ...words, id, slug, isFictitious, createdAt: context.now() }
    if (!(await store.insertScheme(transaction, scheme))) return refuse('slug-taken')
    await recordAudit(transaction, context, { act: 'grants.scheme-opened', object: `scheme:${id}` })
    return done({ id })
  })
}

/** Rewords a scheme. The rules of its published editions stay what they are. */
export function rewordScheme(
  context: Context,
  input: {
    readonly submission: Submission
    readonly id: string
    readonly version: number
    readonly words: SchemeWords
  },
): Outcome<{ readonly id: string }> {
  const { submission, id, version, words } = input
  return inTransaction<{ readonly id: string }, SchemeRefusal>(context, submission, async (transaction) => {
    if (!(await store.findScheme(transaction, { id }))) return refuse('scheme-unknown')
    if (!(await store.updateScheme(transaction, { id, version, words }))) return refuse('moved-meanwhile')
    await recordAudit(transaction, context, { act: 'grants.scheme-reworded', object: `scheme:${id}` })
    await broadcast(transaction, 'published', 'aides')
    return done({ id })
  })
}

/** Begins an edition of a scheme, from the rules given: those of the last one, or those the house proposes. */
export function openEdition(
  context: Context,
  input: {
    readonly submission: Submission
    readonly edition: Pick<Edition, 'schemeId' | 'slug' | 'title' | 'prefix' | 'rules' | 'decisionId'>
  },
): Outcome<{ readonly id: string }> {
  const { submission, edition } = input
  const id = context.newId()
  return inTransaction<{ readonly id: string }, SchemeRefusal>(context, submission, async (transaction) => {
    const scheme = await store.findScheme(transaction, { id: edition.schemeId })
    if (!scheme) return refuse('scheme-unknown')
    const { isFictitious } = scheme
    const taken = await store.insertEdition(transaction, { ...edition, id, isFictitious, createdAt: context.now() })
    if (taken) return refuse(taken)
    await recordAudit(transaction, context, { act: 'grants.edition-opened', object: `edition:${id}` })
    return done({ id })
  })
}

/** Changes what an edition that is not published says. */
export function changeEdition(
  context: Context,
  input: {
    readonly submission: Submission
    readonly id: string
    readonly version: number
    readonly title: string
    readonly rules: EditionRules
    readonly decisionId: string | null
  },
): Outcome<{ readonly version: number }> {
  const { submission, id, version, title, rules, decisionId } = input
  return inTransaction<{ readonly version: number }, SchemeRefusal>(context, submission, async (transaction) => {
    const edition = await store.lockEdition(transaction, id)
    if (!edition) return refuse('edition-unknown')
    if (edition.publishedAt !== null) return refuse('edition-published')
    if (edition.version !== version) return refuse('moved-meanwhile')
    await store.rewriteEdition(transaction, { id, version, title, rules, decisionId })
    await recordAudit(transaction, context, { act: 'grants.edition-changed', object: `edition:${id}` })
    return done({ version: version + 1 })
  })
}

/**
 * Sets when a stage is open. Once the edition is published the move is kept, and a stage that is open is only prolonged.
 */
export function moveWindow(
  context: Context,
  {
    submission,
    editionId,
    window,
  }: { readonly submission: Submission; readonly editionId: string; readonly window: Window },
): Outcome<{ readonly stage: string }> {
  const [id, by] = [context.newId(), actorOf(context)]
  return inTransaction<{ readonly stage: string }, SchemeRefusal>(context, submission, async (transaction) => {
    const edition = await store.lockEdition(transaction, editionId)
    if (!edition) return refuse('edition-unknown')
    const known = edition.windows.find(({ stage }) => stage === window.stage)
    const at = context.now()
    const decided = decideWindow(edition, known, window, at)
    if (!decided.ok) return decided
    await store.setWindow(transaction, editionId, window)
    if (edition.publishedAt !== null && known) {
      await store.insertMove(transaction, { id, editionId, known, window, by, at })
    }
    await recordAudit(transaction, context, { act: 'grants.window-moved', object: `edition:${editionId}` })
    await broadcast(transaction, 'published', 'aides')
    return done({ stage: window.stage })
  })
}

/** Asks somebody else to publish an edition as it is. Refused while something is missing (`gapsOf`). */
export function askToPublishEdition(
  context: Context,
  { submission, id, version }: { readonly submission: Submission; readonly id: string; readonly version: number },
): Outcome<{ readonly id: string }> {
  const by = actorOf(context)
  return inTransaction<{ readonly id: string }, SchemeRefusal>(context, submission, async (transaction) => {
    const edition = await store.lockEdition(transaction, id)
    const refusal = await refusalOf(transaction, edition, version)
    if (refusal) return refuse(refusal)
    await store.askPublication(transaction, id, by)
    await recordAudit(transaction, context, { act: 'grants.edition-publication-asked', object: `edition:${id}` })
    return done({ id })
  })
}

/** Publishes an edition: the second person. Its rules are frozen from then on, by the database too. */
export function publishEdition(
  context: Context,
  { submission, id, version }: { readonly submission: Submission; readonly id: string; readonly version: number },
): Outcome<{ readonly fingerprint: string }> {
  const by = actorOf(context)
  return inTransaction<{ readonly fingerprint: string }, SchemeRefusal>(context, submission, async (transaction) => {
    const edition = await store.lockEdition(transaction, id)
    const refusal = await refusalOf(transaction, edition, version)
    if (refusal || !edition) return refuse(refusal ?? 'edition-unknown')
    if (edition.askedBy === null) return refuse('not-asked')
    if (edition.askedBy === by) return refuse('same-person')
    const fingerprint = sha256(rulesText(edition.rules))
    await store.publishEdition(transaction, { id, by, at: context.now(), fingerprint })
    await recordAudit(transaction, context, { act: 'grants.edition-published', object: `edition:${id}` })
    await broadcast(transaction, 'published', 'aides')
    return done({ fingerprint })
  })
}

async function refusalOf(
  db: store.Reader,
  edition: Edition | undefined,
  version: number,
): Promise<SchemeRefusal | undefined> {
  if (!edition) return 'edition-unknown'
  if (edition.publishedAt !== null) return 'edition-published'
  if (edition.version !== version) return 'moved-meanwhile'
  const scheme = await store.findScheme(db, { id: edition.schemeId })
  if (!scheme) return 'scheme-unknown'
  const form = await store.findLiveForm(db, edition.id, 'application')
  return gapsOf(scheme, edition, form !== undefined).length > 0 ? 'edition-not-whole' : undefined
}
