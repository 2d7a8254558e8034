import { Hono, type Context as HonoContext } from 'hono'
import { csvLine, type Fault, isAdvice, openReport, openValidation, plainText, sentenceOf } from '#kernel/tabular'
import type { Context } from '#platform/context'
import { FORM_SENTENCES, formKeys, readForm, sentFields } from '#platform/sessions'
import type { FormState } from '#ui/form'
import type { SiteFrame } from '#ui/page'
import { type KnownSchema, SCHEMAS } from '../schemas.ts'
import { type Checked, LARGEST_BYTES } from './checked.ts'
import { ValidatePage } from './validate-page.tsx'

const PATH = '/donnees/valider'
/** Faults told one by one; all are counted. */
const MOST_TOLD = 100_000

/** `/donnees/valider`: a file is read, its faults are told, nothing of it is kept. */
export function validatePages(context: Context, frame: SiteFrame): Hono {
  const pages = new Hono()
  const show = (c: HonoContext, state: FormState, checked: Checked | undefined, status: 200 | 422) =>
    c.html(<ValidatePage site={frame} {...{ state, checked }} keys={formKeys(c, context)} />, status)

  pages.get(PATH, (c) => {
    const schema = SCHEMAS.find(({ name }) => name === c.req.query('schema')) ?? SCHEMAS[0]!
    return show(c, { values: { schema: schema.name }, errors: {} }, undefined, 200)
  })

  pages.post(PATH, async (c) => {
    const form = await readForm(c, context)
    if (!form.ok) {
      const { schema = '', texte = '' } = (await sentFields(c)).fields
      return show(c, { values: { schema, texte }, errors: {}, problem: FORM_SENTENCES[form.refusal] }, undefined, 422)
    }
    const { fields, files } = form.value
    const values = { schema: fields.schema ?? '', texte: fields.texte ?? '' }
    const known = SCHEMAS.find(({ name }) => name === values.schema)
    const bytes = await bytesOf(files.fichier, values.texte)
    const problem = { problem: 'Rien n’est vérifié : il reste quelque chose à corriger.' }
    if (!known)
      return show(
        c,
        { values, errors: { schema: 'Choisissez ce que contient le fichier.' }, ...problem },
        undefined,
        422,
      )
    if (!bytes) return show(c, { values, errors: { fichier: NO_FILE }, ...problem }, undefined, 422)
    if (bytes.length > LARGEST_BYTES)
      return show(c, { values, errors: { fichier: TOO_LARGE }, ...problem }, undefined, 422)

    const checked = check(bytes, known)
    if (fields.reponse === 'csv') return faultsFile(c, checked)
    return show(c, { values, errors: {} }, checked, 200)
  })
  return pages
}

const NO_FILE = 'Choisissez un fichier, ou collez ses lignes.'
const TOO_LARGE =
  'Ce fichier dépasse 4 Mo. Vérifiez-le en plusieurs fois, ou avec la commande « filigrane validate », qui n’a pas de limite.'

async function bytesOf(file: File | undefined, text: string): Promise<Uint8Array | undefined> {
  if (file && file.size > 0) return new Uint8Array(await file.arrayBuffer())
  return text.trim() === '' ? undefined : new TextEncoder().encode(text)
}

function check(bytes: Uint8Array, known: KnownSchema): Checked {
  const [validation, gathered] = [openValidation(known.schema), openReport()]
  const faults: Fault[] = []
  for (const line of [...validation.push(bytes), ...validation.end()]) {
    gathered.take(line)
    if (faults.length < MOST_TOLD) faults.push(...line.faults)
  }
  return { known, report: gathered.report(), faults }
}

/** The faults as a file: for who corrects in a spreadsheet. */
export function faultsCsv(faults: readonly Fault[]): string {
  const header = csvLine(['ligne', 'colonne', 'valeur', 'gravite', 'que_faire'])
  const lines = faults.map((fault) =>
    csvLine([
      String(fault.line),
      plainText(fault.column ?? ''),
      plainText(fault.value),
      isAdvice(fault) ? 'à savoir' : 'faute',
      sentenceOf(fault),
    ]),
  )
  return [header, ...lines].join('')
}

function faultsFile(c: HonoContext, { faults }: Checked): Response {
  return c.body(faultsCsv(faults), 200, {
    'Cache-Control': 'no-store',
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': 'attachment; filename="fautes.csv"',
  })
}
