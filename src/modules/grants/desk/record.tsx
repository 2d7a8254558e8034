import { Hono, type Context as HonoContext } from 'hono'
import { readAuthority, readExported } from '#modules/decisions'
import { deskFrame, FORM_SENTENCES, formKeys, having, readForm, type SentForm, sentFields } from '#platform/sessions'
import { EMPTY_FORM, type FormState } from '#ui/form'
import { correctGrant, recordGrant, tryGrant } from '../commands/index.ts'
import type { Grant, GrantDraft, GrantRefusal } from '../model.ts'
import { SENTENCES } from '../sentences.ts'
import * as store from '../store/index.ts'
import { MissingAuthorityPage } from './missing-authority-page.tsx'
import { acting, type Fields, type House, ID, PATH, refusalSentence, WRITERS } from './parts.ts'
import { FIELD_OF, MOST_BENEFICIARIES, type Reading, readGrantForm, rowCountOf, valuesOf } from './record-form.ts'
import { type Choice, RecordPage } from './record-page.tsx'
import { ReviewPage } from './review-page.tsx'

/** Recording a grant, and correcting one: a form, a second reading with the counters, the act. */
export function recordDesk(house: House): Hono {
  const desk = new Hono()
  const { db } = house.context
  desk.get(`${PATH}/nouvelle`, having(WRITERS), (c) => showForm(c, house, undefined, NEW_FORM, 200))
  desk.post(`${PATH}/nouvelle`, having(WRITERS), (c) => answer(c, house, undefined))
  desk.get(`${PATH}/${ID}/corriger`, having(WRITERS), async (c) => {
    const grant = await store.findGrant(db, c.req.param('id'))
    if (!grant || grant.importId !== null) return c.notFound()
    return showForm(c, house, grant, { values: valuesOf(grant), errors: {} }, 200)
  })
  desk.post(`${PATH}/${ID}/corriger`, having(WRITERS), async (c) => {
    const grant = await store.findGrant(db, c.req.param('id'))
    return grant ? answer(c, house, grant) : c.notFound()
  })
  return desk
}

// Most grants are no de minimis aid: the answer is there, and can be changed.
const NEW_FORM: FormState = { values: { minimis: '' }, errors: {} }

/** Reads what was sent, and leads on: another row, the second reading, the form again, or the act. */
async function answer(c: HonoContext, house: House, grant: Grant | undefined): Promise<Response> {
  const form = await readForm(c, house.context)
  if (!form.ok) {
    const { envoi: _key, jeton: _token, ...values } = (await sentFields(c)).fields
    return showForm(c, house, grant, { values, errors: {}, problem: FORM_SENTENCES[form.refusal] }, 422)
  }
  const { fields } = form.value
  if (fields.suite === 'ajouter') {
    const lignes = String(Math.min(rowCountOf(fields) + 1, MOST_BENEFICIARIES))
    return showForm(c, house, grant, { values: { ...fields, lignes }, errors: {} }, 200)
  }
  if (fields.suite === 'modifier') return showForm(c, house, grant, { values: fields, errors: {} }, 200)
  const reading = await readingOf(house)
  if (!reading) return showForm(c, house, grant, { values: fields, errors: {} }, 422)
  const read = readGrantForm(fields, reading)
  if (!read.ok) return showForm(c, house, grant, { values: fields, errors: read.refusal }, 422)
  return fields.etape === 'relue'
    ? record(c, house, grant, form.value, read.value)
    : review(c, house, grant, fields, read.value)
}

async function review(
  c: HonoContext,
  house: House,
  grant: Grant | undefined,
  fields: Fields,
  draft: GrantDraft,
): Promise<Response> {
  const { context, frame } = house
  const tried = await tryGrant(context, draft, grant?.id)
  if (!tried.ok) return showForm(c, house, grant, stateOf(fields, tried.refusal), 422)
  const settings = await store.readSettings(context.db)
  const weighed = await store.weighGrant(context.db, draft, settings, grant?.id)
  const { suite: _suite, etape: _step, ...keep } = fields
  const page = {
    action: actionOf(grant),
    draft,
    weighed,
    settings,
    keep,
    state: EMPTY_FORM,
    keys: formKeys(c, context),
  }
  return c.html(<ReviewPage site={frame} desk={await deskFrame(c, context)} {...page} />)
}

async function record(
  c: HonoContext,
  house: House,
  grant: Grant | undefined,
  { submission, fields }: SentForm,
  draft: GrantDraft,
): Promise<Response> {
  const context = await acting(c, house.context)
  const recorded = grant
    ? await correctGrant(context, { submission, draft, grantId: grant.id, version: Number(fields.version) })
    : await recordGrant(context, { submission, draft })
  if (recorded.ok) return c.redirect(`${PATH}/${recorded.value.id}`, 303)
  const { refusal } = recorded
  if (refusal === 'grant-changed' && grant) {
    // What they wrote stays in the form; sent again, it is written over what is told here.
    const values = { ...fields, version: String(grant.version) }
    const problem = `${SENTENCES[refusal]} ${toldOf(grant)}`
    return showForm(c, house, grant, { values, errors: {}, problem }, 422)
  }
  if (refusal in FIELD_OF) return showForm(c, house, grant, stateOf(fields, refusal as GrantRefusal), 422)
  return showForm(c, house, grant, { values: fields, errors: {}, problem: refusalSentence(refusal) }, 422)
}

async function showForm(
  c: HonoContext,
  house: House,
  grant: Grant | undefined,
  state: FormState,
  status: 200 | 422,
): Promise<Response> {
  const { context, frame } = house
  const shell = { site: frame, desk: await deskFrame(c, context) }
  if (!(await readAuthority(context.db))) return c.html(<MissingAuthorityPage {...shell} />, status)
  const settings = await store.readSettings(context.db)
  const title = grant ? 'Corriger la subvention' : 'Inscrire une subvention'
  const keep = grant ? { version: state.values.version ?? String(grant.version) } : {}
  const page = { action: actionOf(grant), title, settings, keep, state, keys: formKeys(c, context) }
  return c.html(<RecordPage {...shell} {...page} decisions={await decisionsOf(house)} />, status)
}

function stateOf(values: Fields, refusal: GrantRefusal): FormState {
  return { values, errors: { [FIELD_OF[refusal]]: SENTENCES[refusal] } }
}

function actionOf(grant: Grant | undefined): string {
  return grant ? `${PATH}/${grant.id}/corriger` : `${PATH}/nouvelle`
}

/** What is kept now of a grant somebody else corrected, in a line. */
function toldOf({ purpose, totalCents, beneficiaries }: Grant): string {
  const names = beneficiaries.map(({ name }) => name).join(', ')
  return `Enregistré maintenant : « ${purpose} », ${Number(totalCents / 100n).toLocaleString('fr-FR')}\u202f€, ${names}.`
}

async function decisionsOf({ context }: House): Promise<readonly Choice[]> {
  const { exported } = await readExported(context.db)
  return exported.map(({ decision }) => ({
    value: decision.id,
    label: [numberOf(decision.events), decision.title].filter(Boolean).join(' · '),
  }))
}

async function readingOf({ context }: House): Promise<Reading | undefined> {
  const [authority, { exported }] = await Promise.all([readAuthority(context.db), readExported(context.db)])
  const numbers = new Map(exported.map(({ decision }) => [decision.id, numberOf(decision.events)]))
  return authority && { authority, numbers }
}

function numberOf(events: readonly { readonly number: string | null }[]): string | null {
  return events.find(({ number }) => number !== null)?.number ?? null
}
