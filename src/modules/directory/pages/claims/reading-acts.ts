import type { Context as HonoContext } from 'hono'
import { listAttachments, shownAttachment } from '#platform/files'
import { contextOf, readForm, theVisitor } from '#platform/sessions'
import type { FormState } from '#ui/form'
import { PICTURE } from '../../claims/pieces.ts'
import { READING_REFUSALS } from '../../claims/sentences.ts'
import { type Reading, readText, type TextReader } from '../../commands/claims/index.ts'
import * as store from '../../store/claims/index.ts'
import { type House, refusedState, staleState } from './forms.ts'

/** Answers a text from the form that was sent. @returns  what the form shows when it was not answered */
export async function answerText(
  c: HonoContext,
  { context }: House,
  reader: TextReader,
): Promise<{ readonly ok: true } | { readonly ok: false; readonly state: FormState }> {
  const form = await readForm(c, context)
  if (!form.ok) return { ok: false, state: await staleState(c, form.refusal) }
  const { fields, submission } = form.value
  const reading = (['accept', 'ask', 'refuse'] as const satisfies Reading[]).find((each) => each === fields.avis)
  if (!reading) return { ok: false, state: { values: fields, errors: { avis: 'Choisissez votre réponse.' } } }
  const acting = contextOf(context, await theVisitor(c))
  const revisionId = c.req.param('id') ?? ''
  const read = await readText(acting, { submission, revisionId, reading, reason: fields.raison ?? '', reader })
  if (read.ok) return { ok: true }
  if (read.refusal === 'reason-missing') {
    return { ok: false, state: { values: fields, errors: { raison: READING_REFUSALS['reason-missing'] } } }
  }
  return { ok: false, state: refusedState(fields, READING_REFUSALS, read.refusal) }
}

/** A text with what is shown now and its picture. */
export async function textToRead({ context: { db } }: House, id: string) {
  const text = await store.findRevision(db, id)
  if (!text) return undefined
  const { picture } = text.content
  const files = picture ? ((await listAttachments(db, PICTURE, [picture.id])).get(picture.id) ?? []) : []
  const published = await store.findPublished(db, text.structureId)
  return { text, published, pictures: files.map(shownAttachment) }
}
