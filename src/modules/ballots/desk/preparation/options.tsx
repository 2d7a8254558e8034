import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { Hono, type Context as HonoContext } from 'hono'
import { readCents } from '#kernel/money'
import { done, type Result, refuse } from '#kernel/result'
import type { Context } from '#platform/context'
import { FILE_SENTENCES } from '#platform/files'
import { FORM_SENTENCES, having, readForm, type SentForm, sentFields } from '#platform/sessions'
import type { FormState } from '#ui/form'
import { changePicture, removeOption, writeOptions } from '../../commands/preparation/index.ts'
import { writtenCents } from '../../sealed/draft-form.ts'
import { type OptionsFile, readOptionRows, readPabulibOptions } from '../../sealed/options-file.ts'
import * as store from '../../store/sealed/index.ts'
import { ImportOptionsPage, OptionPage, OptionsPage, PICTURE_LIMITS } from './options-page.tsx'
import { PREPARATION_SENTENCES } from './sentences.ts'
import { acting, findPoll, type House, isSaved, ONE_POLL, PREPARERS, pathOf, problemState, shellOf } from './shell.ts'

type Fields = Readonly<Record<string, string>>
const EMPTY: FormState = { values: {}, errors: {} }
const CODE = '[A-Za-z0-9][A-Za-z0-9._-]{0,39}'
const OPTION = `${ONE_POLL}/projets/:code{${CODE}}`

/** The options of a poll in preparation: typed in, or read from a file. */
export function optionsDesk(house: House): Hono {
  const desk = new Hono()
  desk.get(`${ONE_POLL}/projets`, having(PREPARERS), (c) =>
    ofDraft(c, house, async (poll) => {
      const options = await store.listShownOptions(house.context.db, poll.id)
      return c.html(<OptionsPage {...(await shellOf(c, house))} {...{ poll, options }} isSaved={isSaved(c)} />)
    }),
  )
  addImport(desk, house)
  desk.get(`${ONE_POLL}/projets/nouveau`, having(PREPARERS), (c) =>
    ofDraft(c, house, (poll) => showOption(c, house, poll, undefined, EMPTY, 200)),
  )
  desk.post(`${ONE_POLL}/projets/nouveau`, having(PREPARERS), (c) =>
    ofDraft(c, house, (poll) => save(c, house, poll, undefined)),
  )
  desk.get(OPTION, having(PREPARERS), (c) =>
    ofOption(c, house, (poll, option) => showOption(c, house, poll, option, stateOf(option), 200)),
  )
  desk.post(OPTION, having(PREPARERS), (c) => ofOption(c, house, (poll, option) => save(c, house, poll, option)))
  desk.post(`${OPTION}/retirer`, having(PREPARERS), (c) =>
    ofOption(c, house, async (poll, option) => {
      const form = await readForm(c, house.context)
      if (!form.ok) return showOption(c, house, poll, option, problemState({}, FORM_SENTENCES[form.refusal]), 422)
      const { submission } = form.value
      const removed = await removeOption(await acting(c, house), { submission, pollId: poll.id, code: option.code })
      if (removed.ok) return c.redirect(`${pathOf(poll.slug, 'projets')}?enregistre=oui`, 303)
      const state = { ...stateOf(option), problem: PREPARATION_SENTENCES[removed.refusal] }
      return showOption(c, house, poll, option, state, 422)
    }),
  )
  return desk
}

type Draft = store.HeldPoll
type Option = Awaited<ReturnType<typeof store.listShownOptions>>[number]

async function ofDraft(c: HonoContext, house: House, answer: (poll: Draft) => Response | Promise<Response>) {
  const poll = await findPoll(c, house)
  if (!poll) return c.notFound()
  return poll.isPublished ? c.redirect(pathOf(poll.slug), 303) : answer(poll)
}

function ofOption(c: HonoContext, house: House, answer: (poll: Draft, option: Option) => Promise<Response>) {
  return ofDraft(c, house, async (poll) => {
    const options = await store.listShownOptions(house.context.db, poll.id)
    const option = options.find(({ code }) => code === c.req.param('code'))
    return option ? answer(poll, option) : c.notFound()
  })
}

async function showOption(
  c: HonoContext,
  house: House,
  poll: Draft,
  option: Option | undefined,
  state: FormState,
  status: 200 | 422,
) {
  const hasBudget = poll.draft.rule.kind === 'tally'
  return c.html(<OptionPage {...(await shellOf(c, house))} {...{ poll, option, state, hasBudget }} />, status)
}

function stateOf({ code, name, summary, place, cost, pictureWords }: Option): FormState {
  const values = {
    code,
    nom: name,
    texte: summary,
    lieu: place ?? '',
    cout: cost === null ? '' : writtenCents(cost),
    'image-mots': pictureWords ?? '',
  }
  return { values, errors: {} }
}

async function save(c: HonoContext, house: House, poll: Draft, option: Option | undefined) {
  const form = await readForm(c, house.context)
  if (!form.ok) {
    const { fields } = await sentFields(c)
    return showOption(c, house, poll, option, problemState(fields, FORM_SENTENCES[form.refusal]), 422)
  }
  const { fields, submission } = form.value
  const again = (errors: Fields, problem?: string) => {
    const state = { values: fields, errors, ...(problem !== undefined && { problem }) }
    return showOption(c, house, poll, option, state, 422)
  }
  const known = await store.listShownOptions(house.context.db, poll.id)
  const read = readOption(
    fields,
    option?.code,
    known.map(({ code }) => code),
  )
  if (!read.ok) return again(read.refusal)
  const picture = await readPicture(house.context, form.value)
  if (!picture.ok) return again(picture.refusal)

  const context = await acting(c, house)
  const written = await writeOptions(context, { submission, pollId: poll.id, options: [read.value] })
  if (!written.ok) return again({}, PREPARATION_SENTENCES[written.refusal])
  if (picture.value) {
    const pictured = { key: pictureKey(submission.key), body: { picture: read.value.code } }
    const input = { submission: pictured, pollId: poll.id, code: read.value.code, picture: picture.value }
    const kept = await changePicture(context, input)
    if (!kept.ok) return again({}, PREPARATION_SENTENCES[kept.refusal])
  }
  return c.redirect(`${pathOf(poll.slug, 'projets')}?enregistre=oui`, 303)
}

/** The picture is an act of its own, once for one sending of the form. */
function pictureKey(key: string): string {
  return `${key.slice(1)}${key.slice(0, 1)}`
}

function readOption(
  fields: Fields,
  code: string | undefined,
  known: readonly string[],
): Result<store.WrittenOption, Fields> {
  const errors: Record<string, string> = {}
  const typed = code ?? (fields.code ?? '').trim()
  if (!new RegExp(`^${CODE}$`).test(typed)) {
    errors.code = 'Écrivez un code court : des lettres sans accent, des chiffres, un tiret.'
  } else if (code === undefined && (known.includes(typed) || typed === 'nouveau' || typed === 'importer')) {
    errors.code = 'Ce code est déjà pris. Choisissez-en un autre.'
  }
  const name = (fields.nom ?? '').replace(/\s+/g, ' ').trim().slice(0, 200)
  if (name === '') errors.nom = 'Écrivez le nom du projet.'
  const cost = (fields.cout ?? '').trim() === '' ? null : readCents(fields.cout ?? '')
  if (cost && !(cost.ok && cost.value > 0n)) errors.cout = 'Écrivez un montant en euros, par exemple 12000.'
  if (Object.keys(errors).length > 0) return refuse(errors)
  return done({
    code: typed,
    name,
    summary: (fields.texte ?? '').replaceAll('\r\n', '\n').trim().slice(0, 2000),
    place: (fields.lieu ?? '').trim().slice(0, 120) || null,
    cost: cost?.ok ? cost.value : null,
  })
}

/** The picture decoded and written again, by the house's reader of files, in a process of its own. */
async function readPicture(context: Context, form: SentForm): Promise<Result<store.Picture | undefined, Fields>> {
  const file = form.files.image
  if (!file || file.size === 0) return done(undefined)
  const words = (form.fields['image-mots'] ?? '').trim().slice(0, 300)
  if (words === '') return refuse({ 'image-mots': 'Dites en quelques mots ce que l’image montre.' })
  if (file.size > PICTURE_LIMITS.largestBytes) return refuse({ image: 'Cette image est trop lourde : 10 Mo au plus.' })
  const format = formatOf(file.name)
  if (!format) return refuse({ image: 'Déposez une image JPEG, PNG ou WebP.' })

  const room = await context.files.disk.roomAside()
  try {
    const path = join(room, 'sent')
    await writeFile(path, new Uint8Array(await file.arrayBuffer()))
    const verdict = await context.files.inspect(path, format, room)
    if (!verdict.ok) return refuse({ image: FILE_SENTENCES[verdict.refusal] })
    // The small one is enough for a card, and the same for all.
    const content = new Uint8Array(await readFile(join(room, 'thumbnail')))
    return done({ content, mediaType: 'image/webp', words })
  } finally {
    await rm(room, { recursive: true, force: true })
  }
}

function formatOf(name: string): 'jpeg' | 'png' | 'webp' | undefined {
  if (/\.jpe?g$/i.test(name)) return 'jpeg'
  if (/\.png$/i.test(name)) return 'png'
  return /\.webp$/i.test(name) ? 'webp' : undefined
}

function addImport(desk: Hono, house: House): void {
  const PATH = `${ONE_POLL}/projets/importer`
  const show = async (c: HonoContext, poll: Draft, state: FormState, read: (OptionsFile & Text) | undefined) =>
    c.html(
      <ImportOptionsPage {...(await shellOf(c, house))} {...{ poll, state, read }} />,
      Object.keys(state.errors).length > 0 || state.problem !== undefined ? 422 : 200,
    )
  desk.get(PATH, having(PREPARERS), (c) => ofDraft(c, house, (poll) => show(c, poll, EMPTY, undefined)))
  desk.post(PATH, having(PREPARERS), (c) =>
    ofDraft(c, house, async (poll) => {
      const form = await readForm(c, house.context)
      if (!form.ok) return show(c, poll, problemState({}, FORM_SENTENCES[form.refusal]), undefined)
      const file = form.value.files.fichier
      if (!file || file.size === 0) {
        return show(c, poll, { values: {}, errors: { fichier: 'Choisissez un fichier CSV ou Pabulib.' } }, undefined)
      }
      if (file.size > 2_000_000) {
        return show(
          c,
          poll,
          { values: {}, errors: { fichier: 'Ce fichier est trop lourd : 2 Mo au plus.' } },
          undefined,
        )
      }
      const read = readOptionsFile(file.name, new Uint8Array(await file.arrayBuffer()))
      return show(c, poll, EMPTY, { ...read, text: JSON.stringify(read.options.map(plainOf)) })
    }),
  )
  desk.post(`${PATH}/accepter`, having(PREPARERS), (c) =>
    ofDraft(c, house, async (poll) => {
      const form = await readForm(c, house.context)
      if (!form.ok) return show(c, poll, problemState({}, FORM_SENTENCES[form.refusal]), undefined)
      const rows = rowsOf(form.value.fields.lignes ?? '')
      const read = readOptionRows([['code', 'nom', 'texte', 'lieu', 'cout'], ...rows])
      const { submission } = form.value
      const input = { submission, pollId: poll.id, options: read.options, isImport: true }
      const written = await writeOptions(await acting(c, house), input)
      if (written.ok) return c.redirect(`${pathOf(poll.slug, 'projets')}?enregistre=oui`, 303)
      return show(c, poll, problemState({}, PREPARATION_SENTENCES[written.refusal]), undefined)
    }),
  )
}

type Text = { readonly text: string }

/** What was read, carried by the form that accepts it: read again as any file when it comes back. */
function plainOf({ code, name, summary, place, cost }: OptionsFile['options'][number]): readonly string[] {
  return [code, name, summary, place ?? '', cost === null ? '' : writtenCents(cost)]
}

function rowsOf(text: string): readonly (readonly string[])[] {
  try {
    const rows: unknown = JSON.parse(text)
    return Array.isArray(rows) ? rows.map((row) => (Array.isArray(row) ? row.map(String) : [])) : []
  } catch {
    return []
  }
}

function readOptionsFile(name: string, bytes: Uint8Array): OptionsFile {
  const text = new TextDecoder().decode(bytes)
  if (/\.pb$/i.test(name) || /^META\s*$/m.test(text.slice(0, 200))) return readPabulibOptions(bytes)
  try {
    const delimiter = text.split('\n', 1)[0]!.includes(';') ? ';' : ','
    return readOptionRows(parse(text, { delimiter, bom: true, relax_column_count: true, skip_empty_lines: true }))
  } catch {
    return {
      options: [],
      faults: [{ line: 1, sentence: 'Ce tableau ne se lit pas. Enregistrez-le en CSV et recommencez.' }],
    }
  }
}
