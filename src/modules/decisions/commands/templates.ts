import { done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import type { DocumentKindName } from '../documents/index.ts'
import * as store from '../store/index.ts'

/** Adds a version of a model, found without fault: it serves from now on. */
export function addTemplate(
  context: Context,
  input: { readonly submission: Submission; readonly kind: DocumentKindName; readonly bytes: Uint8Array },
): Promise<Result<void, SubmissionRefusal>> {
  const { kind, bytes } = input
  const [id, useId] = [context.newId(), context.newId()]
  const by = actorId(context)
  return inTransaction(context, input.submission, async (transaction) => {
    const at = context.now()
    await store.lockTemplates(transaction, kind)
    await store.insertTemplate(transaction, { id, kind, bytes, addedBy: by, addedAt: at })
    await store.insertTemplateUse(transaction, { id: useId, kind, templateId: id, chosenBy: by, chosenAt: at })
    await recordAudit(transaction, context, { act: 'decisions.model-added', object: `model:${id}` })
    return done(undefined)
  })
}

/** Puts an older version back in use; the others stay. */
export function putBackTemplate(
  context: Context,
  input: { readonly submission: Submission; readonly kind: DocumentKindName; readonly templateId: string },
): Promise<Result<void, 'model-unknown' | SubmissionRefusal>> {
  const { kind, templateId } = input
  const id = context.newId()
  return inTransaction(context, input.submission, async (transaction) => {
    await store.lockTemplates(transaction, kind)
    const known = await store.listTemplates(transaction, kind)
    if (!known.some((template) => template.id === templateId)) return refuse('model-unknown' as const)
    const use = { id, kind, templateId, chosenBy: actorId(context), chosenAt: context.now() }
    await store.insertTemplateUse(transaction, use)
    await recordAudit(transaction, context, { act: 'decisions.model-put-back', object: `model:${templateId}` })
    return done(undefined)
  })
}

function actorId({ actor }: Context): string | null {
  return actor.kind === 'person' ? actor.id : null
}
