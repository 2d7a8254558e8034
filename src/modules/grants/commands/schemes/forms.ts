import { definitionText, editForm, type FormDefinition, type FormEdit, faultsOfDefinition } from '#kernel/forms'
import { done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { broadcast, inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import { type SchemeRefusal, standingOf, writingIn } from '../../schemes/index.ts'
import * as store from '../../store/schemes/index.ts'
import { actorOf, sha256 } from './acting.ts'

type Outcome<Value> = Promise<Result<Value, SchemeRefusal | SubmissionRefusal>>

/** Begins the form of an edition, from nothing or from another one. */
export function beginForm(
  context: Context,
  input: {
    readonly submission: Submission
    readonly editionId: string
    readonly purpose: store.FormPurpose
    readonly from?: FormDefinition
  },
): Outcome<{ readonly id: string }> {
  const { submission, editionId, purpose, from } = input
  const id = context.newId()
  const definition = { version: 1, sections: from?.sections ?? [] }
  return inTransaction<{ readonly id: string }, SchemeRefusal>(context, submission, async (transaction) => {
    if (!(await store.findEdition(transaction, { id: editionId }))) return refuse('edition-unknown')
    const begun = await store.insertForm(transaction, { id, editionId, purpose, definition })
    if (!begun) return refuse('moved-meanwhile')
    await recordAudit(transaction, context, { act: 'grants.form-changed', object: `form:${id}` })
    return done({ id })
  })
}

/** Changes the draft of a form by one edit. What is live stays until `publishForm`. */
export function changeForm(
  context: Context,
  input: {
    readonly submission: Submission
    readonly id: string
    readonly version: number
    readonly edit: FormEdit
  },
): Outcome<{ readonly version: number }> {
  const { submission, id, version, edit } = input
  return inTransaction<{ readonly version: number }, SchemeRefusal>(context, submission, async (transaction) => {
    const form = await store.lockForm(transaction, id)
    if (!form) return refuse('form-unknown')
    if (form.version !== version) return refuse('moved-meanwhile')
    const edited = editForm(form.definition, edit)
    if (!edited.ok) return edited
    await store.updateForm(transaction, { id, version, definition: edited.value })
    await recordAudit(transaction, context, { act: 'grants.form-changed', object: `form:${id}` })
    return done({ version: version + 1 })
  })
}

/**
 * Puts a form live as its next version. Dossiers that may still be written are brought to it: what was answered is kept, goes
 * along with a question that moved, and their teams are shown what changed. What was filed is instructed as it was asked.
 */
export function publishForm(
  context: Context,
  { submission, id, version }: { readonly submission: Submission; readonly id: string; readonly version: number },
): Outcome<{ readonly number: number }> {
  const by = actorOf(context)
  return inTransaction<{ readonly number: number }, SchemeRefusal>(context, submission, async (transaction) => {
    const form = await store.lockForm(transaction, id)
    if (!form) return refuse('form-unknown')
    if (form.version !== version) return refuse('moved-meanwhile')
    if (faultsOfDefinition(form.definition).length > 0) return refuse('form-not-whole')
    const live = await store.findLiveForm(transaction, form.editionId, form.purpose)
    const definition = { ...form.definition, version: (live?.definition.version ?? 0) + 1 }
    if (live && isSameForm(live.definition, definition)) return refuse('form-unchanged')

    const fingerprint = sha256(definitionText(definition))
    await store.insertFormVersion(transaction, { formId: id, definition, fingerprint, by, at: context.now() })
    if (live && form.purpose === 'application')
      await bringDossiers(transaction, form.editionId, live.definition, definition)
    await recordAudit(transaction, context, { act: 'grants.form-published', object: `form:${id}` })
    await broadcast(transaction, 'published', 'aides')
    return done({ number: definition.version })
  })
}

type Transaction = Parameters<typeof store.lockForm>[0]

async function bringDossiers(
  transaction: Transaction,
  editionId: string,
  before: FormDefinition,
  after: FormDefinition,
): Promise<void> {
  const dossiers = await store.listDossiers(transaction, { editionId })
  const facts = await store.listFacts(
    transaction,
    dossiers.map(({ id }) => id),
  )
  const dossierIds = dossiers
    .filter(({ id }) => writingIn(standingOf(facts.get(id) ?? [])) !== 'nothing')
    .map(({ id }) => id)
  await store.bringToVersion(transaction, { dossierIds, version: after.version })
  for (const { field, to } of movesBetween(before, after))
    await store.moveAnswers(transaction, { dossierIds, field, to })
}

/** Questions that are now on another page that does not repeat. */
function movesBetween(before: FormDefinition, after: FormDefinition) {
  const places = new Map(before.sections.flatMap((section) => section.fields.map(({ id }) => [id, section] as const)))
  return after.sections.flatMap((section) =>
    section.fields.flatMap(({ id }) => {
      const from = places.get(id)
      const isMoved = from !== undefined && from.id !== section.id && !from.repeats && !section.repeats
      return isMoved ? [{ field: id, to: section.id }] : []
    }),
  )
}

function isSameForm(one: FormDefinition, other: FormDefinition): boolean {
  return definitionText({ ...one, version: 0 }) === definitionText({ ...other, version: 0 })
}
