import { Hono, type Context as HonoContext } from 'hono'
import { listAttachments, readFormWithFiles, shownAttachment } from '#platform/files'
import { contextOf, formKeys, signedIn, theVisitor } from '#platform/sessions'
import type { FormState } from '#ui/form'
import type { HeldFile } from '#ui/upload'
import { NO_WORDS, OWN_FIELDS, type OwnWords, readOwnWords, writtenWords } from '../../claims/own-words.ts'
import { PICTURE } from '../../claims/pieces.ts'
import { TEXT_REFUSALS } from '../../claims/sentences.ts'
import { saveOwnWords } from '../../commands/claims/index.ts'
import * as store from '../../store/claims/index.ts'
import { findBySlug } from '../../store/index.ts'
import { actingOn, type Fields, type House, personOn, refusedState, staleState } from './forms.ts'
import { OwnConflictPage, OwnPage } from './own-page-view.tsx'

const PATH = '/annuaire/:slug/notre-page'

/** `/annuaire/:slug/notre-page`: what an organisation says of itself, by who speaks for it. */
export function ownPageRoutes(house: House): Hono {
  const { context } = house
  const pages = new Hono()

  pages.get(PATH, signedIn(), (c) => show(c, house, undefined, [], 200))

  pages.post(PATH, signedIn(), async (c) => {
    const { form, attachments, held, problem } = await readFormWithFiles(c, context, PICTURE)
    if (!form.ok) return show(c, house, await staleState(c, form.refusal), held, 422)
    const { fields: sent, submission } = form.value
    if (problem !== undefined) return show(c, house, { values: sent, errors: { pieces: problem } }, held, 422)
    const slug = c.req.param('slug')
    const working = await workingOf(house, slug)
    const fields = chosenOf(sent, working)
    const read = readOwnWords(fields)
    const [piece] = attachments.pieces
    const faults = [
      ...(read.ok ? [] : read.refusal),
      ...(piece && !piece.alternative ? [{ name: 'pieces', sentence: 'Dites ce que montre la photo.' }] : []),
    ]
    if (!read.ok || faults.length > 0) {
      const errors = Object.fromEntries(faults.map(({ name, sentence }) => [name, sentence]))
      return show(c, house, { values: fields, errors }, held, 422)
    }
    const picture = fields['retirer-photo'] === 'oui' ? null : working.picture
    const saved = await saveOwnWords(contextOf(context, await theVisitor(c)), {
      submission,
      slug,
      basedOn: Number(fields.version) || 0,
      words: read.value,
      picture,
      attachments,
      intent: fields.suite === 'brouillon' ? 'draft' : 'send',
      setAside: setAsideOf(sent, picture),
    })
    if (saved.ok) return c.redirect(`/annuaire/${slug}/notre-page?fait=${DONE[saved.value.state]}`, 303)
    if (saved.refusal === 'changed-meanwhile') return showConflict(c, house, fields, held)
    return show(c, house, refusedState(fields, TEXT_REFUSALS, saved.refusal), held, 422)
  })
  return pages
}

const DONE = { draft: 'brouillon', waiting: 'envoi', published: 'publication' } as const

async function show(
  c: HonoContext,
  { context, frame }: House,
  sent: FormState | undefined,
  held: readonly HeldFile[],
  status: 200 | 422,
) {
  const { db } = context
  const structure = await findBySlug(db, c.req.param('slug') ?? '')
  // Who does not speak for it learns nothing of what is being written.
  if (!structure || !(await store.isMember(db, structure.id, await personOn(c)))) return c.notFound()
  const [working, published, version, { moderation }] = [
    await store.findWorking(db, structure.id),
    await store.findPublished(db, structure.id),
    await store.lastNumber(db, structure.id),
    await store.findDirectorySettings(db),
  ]
  const content = working?.content ?? NO_WORDS
  const state = sent ?? { values: writtenWords(content), errors: {} }
  const files = content.picture
    ? (await listAttachments(db, PICTURE, [content.picture.id])).get(content.picture.id)
    : []
  const page = {
    structure,
    working,
    published,
    held,
    moderation,
    state,
    // A form that comes back was read at the version it says: another's text is not overwritten by sending it again.
    version: String(Number(sent?.values.version ?? version) || 0),
    pictures: (files ?? []).map(shownAttachment),
    done: c.req.query('fait'),
    history: await store.listRevisions(db, structure.id, 20),
  }
  return c.html(<OwnPage site={frame} acting={await actingOn(c)} {...page} keys={formKeys(c, context)} />, status)
}

async function showConflict(c: HonoContext, house: House, mine: Fields, held: readonly HeldFile[]) {
  const { context, frame } = house
  const structure = await findBySlug(context.db, c.req.param('slug') ?? '')
  const theirs = structure && (await store.findWorking(context.db, structure.id))
  if (!structure || !theirs) return c.notFound()
  const version = await store.lastNumber(context.db, structure.id)
  const page = { structure, theirs, mine, version, held, keys: formKeys(c, context) }
  return c.html(<OwnConflictPage site={frame} acting={await actingOn(c)} {...page} />, 422)
}

async function workingOf({ context }: House, slug: string): Promise<OwnWords> {
  const structure = await findBySlug(context.db, slug)
  return (structure && (await store.findWorking(context.db, structure.id))?.content) ?? NO_WORDS
}

// « garder-NAME » says whose text stands, after a conflict.
function chosenOf(sent: Fields, theirs: OwnWords): Fields {
  const written = writtenWords(theirs)
  const kept = OWN_FIELDS.filter(({ name }) => sent[`garder-${name}`] === 'le-leur')
  return { ...sent, ...Object.fromEntries(kept.map(({ name }) => [name, written[name] ?? ''])) }
}

function setAsideOf(sent: Fields, picture: OwnWords['picture']): OwnWords | undefined {
  if (!OWN_FIELDS.some(({ name }) => sent[`garder-${name}`] === 'le-leur')) return undefined
  const mine = readOwnWords(sent)
  return mine.ok ? { ...mine.value, picture } : undefined
}
