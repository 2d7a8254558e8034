import { Hono, type Context as HonoContext } from 'hono'
import type { Context } from '#platform/context'
import { SUBMISSION_SENTENCES, type SubmissionRefusal } from '#platform/database'
import {
  contextOf,
  deskFrame,
  FORM_SENTENCES,
  formKeys,
  having,
  holds,
  type Role,
  readForm,
  sentFields,
  theVisitor,
} from '#platform/sessions'
import type { FormState } from '#ui/form'
import type { SiteFrame } from '#ui/page'
import {
  checksOf,
  HANDLING_SENTENCES,
  type HandlingRefusal,
  handleIncident,
  KEEPING_SENTENCES,
  keepRuns,
} from '../commands/index.ts'
import * as store from '../store/index.ts'
import { IncidentPage, IncidentsPage } from './pages.tsx'
import { readHandling, valuesOf } from './reading.ts'

const PATH = '/agents/transparence'
const READERS: readonly Role[] = ['agent', 'administrator']
const SETTERS: readonly Role[] = ['administrator']
const ID = ':id{[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}}'

/** `/agents/transparence`: checks that fail, what is written of them, how long runs are kept. */
export function transparencyDesk(context: Context, frame: SiteFrame): Hono {
  const desk = new Hono()
  desk.get(PATH, having(READERS), (c) => showList(c))

  desk.post(`${PATH}/conservation`, having(SETTERS), async (c) => {
    const form = await readForm(c, context)
    if (!form.ok) return showList(c, await staleState(c))
    const { fields, submission } = form.value
    const keeping = { detailDays: numberIn(fields.jours), dailyMonths: numberIn(fields.mois) }
    const kept = await keepRuns(contextOf(context, await theVisitor(c)), { submission, keeping })
    if (kept.ok) return c.redirect(PATH, 303)
    const { refusal } = kept
    if (refusal === 'submission-reused') {
      return showList(c, { values: fields, errors: {}, problem: SUBMISSION_SENTENCES[refusal] })
    }
    const field = refusal === 'detail-out-of-bounds' ? 'jours' : 'mois'
    return showList(c, { values: fields, errors: { [field]: KEEPING_SENTENCES[refusal] } })
  })

  desk.get(`${PATH}/${ID}`, having(READERS), (c) => showIncident(c))

  desk.post(`${PATH}/${ID}`, having(READERS), async (c) => {
    const form = await readForm(c, context)
    if (!form.ok) return showIncident(c, { state: await staleState(c) })
    const { fields, submission } = form.value
    const read = readHandling(fields)
    if (!read.ok) return showIncident(c, { state: { values: fields, errors: read.refusal } })
    const acting = contextOf(context, await theVisitor(c))
    const input = { submission, incidentId: c.req.param('id'), ...read.value }
    const handled = await handleIncident(acting, input)
    if (handled.ok) return c.redirect(`${PATH}/${c.req.param('id')}`, 303)
    const state = { values: fields, errors: {}, problem: SENTENCES[handled.refusal] }
    return showIncident(c, { state, isMoved: handled.refusal === 'incident-moved' })
  })
  return desk

  async function showList(c: HonoContext, state?: FormState) {
    const [standing, keeping] = await Promise.all([
      store.readStanding(context.db, checksOf(context), context.now()),
      store.readKeeping(context.db),
    ])
    const maySet = holds(await theVisitor(c), SETTERS)
    const values = { jours: String(keeping.detailDays), mois: String(keeping.dailyMonths) }
    const shown = { standing, maySet, keys: formKeys(c, context), state: state ?? { values, errors: {} } }
    return c.html(<IncidentsPage site={frame} desk={await deskFrame(c, context)} {...shown} />, state ? 422 : 200)
  }

  async function showIncident(c: HonoContext, refused?: { readonly state: FormState; readonly isMoved?: boolean }) {
    const incident = await store.findIncident(context.db, c.req.param('id') ?? '')
    if (!incident) return c.notFound()
    const steps = await store.listSteps(context.db, incident.id)
    const state = refused?.state ?? { values: valuesOf(incident), errors: {} }
    const shown = { incident, steps, state, isMoved: refused?.isMoved ?? false, keys: formKeys(c, context) }
    return c.html(<IncidentPage site={frame} desk={await deskFrame(c, context)} {...shown} />, refused ? 422 : 200)
  }
}

const SENTENCES: Readonly<Record<HandlingRefusal | SubmissionRefusal, string>> = {
  ...HANDLING_SENTENCES,
  ...SUBMISSION_SENTENCES,
}

function numberIn(typed: string | undefined): number {
  return /^\d{1,4}$/.test(typed?.trim() ?? '') ? Number(typed) : Number.NaN
}

async function staleState(c: HonoContext): Promise<FormState> {
  const { envoi: _key, jeton: _token, ...values } = (await sentFields(c)).fields
  return { values, errors: {}, problem: FORM_SENTENCES['form-stale'] }
}
