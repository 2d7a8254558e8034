import { Hono, type Context as HonoContext } from 'hono'
import { deskFrame, FORM_SENTENCES, formKeys, having, readForm } from '#platform/sessions'
import { EMPTY_FORM, type FormState } from '#ui/form'
import { acceptImport, discardImport, readGrantFile } from '../commands/index.ts'
import type { LineFault } from '../past-files.ts'
import * as store from '../store/index.ts'
import { ImportPage, ReadPage } from './import-page.tsx'
import { acting, type House, ID, PATH, refusedBy, WRITERS } from './parts.ts'

const MOST_FAULTS = 500

/** Files of past grants: read line by line, then accepted or set aside. */
export function importDesk(house: House): Hono {
  const desk = new Hono()
  desk.get(`${PATH}/importer`, having(WRITERS), (c) => showImport(c, house, EMPTY_FORM, [], 200))
  desk.post(`${PATH}/importer`, having(WRITERS), (c) => readFile(c, house))
  desk.get(`${PATH}/importer/${ID}`, having(WRITERS), (c) => showRead(c, house, EMPTY_FORM, 200))
  desk.post(`${PATH}/importer/${ID}`, having(WRITERS), (c) => settle(c, house))
  return desk
}

async function readFile(c: HonoContext, house: House): Promise<Response> {
  const { context } = house
  const form = await readForm(c, context)
  if (!form.ok) return showImport(c, house, { ...EMPTY_FORM, problem: FORM_SENTENCES[form.refusal] }, [], 422)
  const { fichier } = form.value.files
  if (!fichier || fichier.size === 0) {
    return showImport(c, house, { values: {}, errors: { fichier: 'Choisissez le fichier à lire.' } }, [], 422)
  }
  const file = { name: fichier.name, open: () => fichier.stream() as AsyncIterable<Uint8Array> }
  const read = await readGrantFile(await acting(c, context), { submission: form.value.submission, file })
  if (read.ok) return c.redirect(`${PATH}/importer/${read.value.id}`, 303)
  const { refusal } = read
  if (refusal === 'submission-reused') return showImport(c, house, refusedBy(refusal), [], 422)
  return showImport(c, house, refusedBy('file-refused'), refusal.faults, 422)
}

async function settle(c: HonoContext, house: House): Promise<Response> {
  const { context } = house
  const form = await readForm(c, context)
  if (!form.ok) return showRead(c, house, { ...EMPTY_FORM, problem: FORM_SENTENCES[form.refusal] }, 422)
  const { submission, fields } = form.value
  const importId = c.req.param('id') ?? ''
  const act = fields.suite === 'ecarter' ? discardImport : acceptImport
  const settled = await act(await acting(c, context), { submission, importId })
  if (settled.ok) return c.redirect(`${PATH}/importer/${importId}`, 303)
  return showRead(c, house, refusedBy(settled.refusal), 422)
}

async function showImport(
  c: HonoContext,
  { context, frame }: House,
  state: FormState,
  faults: readonly LineFault[],
  status: 200 | 422,
) {
  const [keys, imports] = [formKeys(c, context), await store.listImports(context.db, 20)]
  const page = { state, keys, faults, imports }
  return c.html(<ImportPage site={frame} desk={await deskFrame(c, context)} {...page} />, status)
}

async function showRead(
  c: HonoContext,
  { context, frame }: House,
  state: FormState,
  status: 200 | 422,
): Promise<Response> {
  const found = await store.findImport(context.db, c.req.param('id') ?? '')
  if (!found) return c.notFound()
  const [faults, fresh] = await Promise.all([
    store.listFaults(context.db, found.id, MOST_FAULTS),
    store.countNew(context.db, found.id),
  ])
  const page = { found, faults, fresh, state, keys: formKeys(c, context) }
  return c.html(<ReadPage site={frame} desk={await deskFrame(c, context)} {...page} />, status)
}
