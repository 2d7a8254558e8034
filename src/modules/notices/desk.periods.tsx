import { Hono, type Context as HonoContext } from 'hono'
import type { Context } from '#platform/context'
import { SUBMISSION_SENTENCES, type SubmissionRefusal } from '#platform/database'
import {
  contextOf,
  deskFrame,
  FORM_SENTENCES,
  formKeys,
  having,
  type Role,
  readForm,
  sentFields,
  theVisitor,
} from '#platform/sessions'
import { readDateField } from '#ui/date-field'
import { EMPTY_FORM, type FormState } from '#ui/form'
import type { SiteFrame } from '#ui/page'
import { approvePublicity, declarePeriod, keepMessages, removePeriod } from './commands.periods.ts'
import { PeriodsPage } from './desk.periods-page.tsx'
import { type ApprovalRefusal, decideMonths, decidePeriod, type PeriodFault } from './periods.ts'
import * as store from './store.periods.ts'

const PATH = '/agents/periodes'
const READERS: readonly Role[] = ['agent', 'administrator']
const SETTERS: readonly Role[] = ['administrator']

/** `/agents/periodes`: the calendar of periods before elections, what waits for a second person, how long one keeps. */
export function periodDesk(context: Context, frame: SiteFrame): Hono {
  const desk = new Hono()
  desk.get(PATH, having(READERS), (c) => show(c, {}, 200))

  desk.post(PATH, having(SETTERS), async (c) => {
    const form = await readForm(c, context)
    if (!form.ok) return show(c, { state: await stale(c) }, 422)
    const { fields, submission } = form.value
    const period = decidePeriod(fields, (name) => dayIn(fields, name))
    if (!period.ok) return show(c, { state: faultOf(fields, period.refusal) }, 422)
    const declared = await declarePeriod(await acting(c), { submission, period: period.value })
    return declared.ok ? c.redirect(PATH, 303) : show(c, { problem: SENTENCES[declared.refusal] }, 422)
  })

  desk.post(`${PATH}/retirer`, having(SETTERS), async (c) => {
    const form = await readForm(c, context)
    if (!form.ok) return show(c, { problem: FORM_SENTENCES[form.refusal] }, 422)
    const { fields, submission } = form.value
    const periodId = IDENTIFIER.test(fields.periode ?? '') ? fields.periode! : context.newId()
    const removed = await removePeriod(await acting(c), { submission, periodId })
    return removed.ok ? c.redirect(PATH, 303) : show(c, { problem: SENTENCES[removed.refusal] }, 422)
  })

  desk.post(`${PATH}/accord`, having(READERS), async (c) => {
    const form = await readForm(c, context)
    if (!form.ok) return show(c, { problem: FORM_SENTENCES[form.refusal] }, 422)
    const { fields, submission } = form.value
    const change = { object: fields.objet ?? '', state: fields.etat ?? '' }
    const { personId } = await theVisitor(c)
    const approved = await approvePublicity(await acting(c), { submission, personId, change })
    return approved.ok ? c.redirect(PATH, 303) : show(c, { problem: SENTENCES[approved.refusal] }, 422)
  })

  desk.post(`${PATH}/conservation`, having(SETTERS), async (c) => {
    const form = await readForm(c, context)
    if (!form.ok) return show(c, { problem: FORM_SENTENCES[form.refusal] }, 422)
    const { fields, submission } = form.value
    const months = decideMonths(fields.mois ?? '')
    if (!months.ok) return show(c, { keeping: { values: fields, errors: { mois: MONTHS } } }, 422)
    const kept = await keepMessages(await acting(c), { submission, months: months.value })
    return kept.ok ? c.redirect(PATH, 303) : show(c, { problem: SENTENCES[kept.refusal] }, 422)
  })
  return desk

  async function acting(c: HonoContext): Promise<Context> {
    return contextOf(context, await theVisitor(c))
  }

  async function show(c: HonoContext, shown: Shown, status: 200 | 422) {
    const visitor = await theVisitor(c)
    const [periods, held, months] = [
      await store.listPeriods(context.db),
      await store.listHeld(context.db),
      await store.findKeptMonths(context.db),
    ]
    const page = { periods, held, personId: visitor.personId, state: EMPTY_FORM, ...shown }
    const keeping = shown.keeping ?? { values: { mois: String(months) }, errors: {} }
    const maySet = visitor.roles.some(({ role }) => SETTERS.includes(role))
    const keysFor = () => formKeys(c, context)
    const around = await deskFrame(c, context)
    return c.html(<PeriodsPage site={frame} desk={around} {...page} {...{ keeping, maySet, keysFor }} />, status)
  }
}

const IDENTIFIER = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

type Shown = { readonly state?: FormState; readonly keeping?: FormState; readonly problem?: string }

const SENTENCES: Record<ApprovalRefusal | SubmissionRefusal, string> = {
  'nothing-held': 'Rien n’attend plus ici : quelqu’un l’a laissé partir, ou c’est trop ancien.',
  'same-person': 'Vous avez vous-même écrit cette annonce : une autre personne doit donner son accord.',
  ...SUBMISSION_SENTENCES,
}

const FAULTS: Record<PeriodFault, { readonly field: string; readonly sentence: string }> = {
  'name-missing': { field: 'nom', sentence: 'Écrivez de quelle élection il s’agit.' },
  'start-unreadable': { field: 'debut', sentence: 'Écrivez le premier jour : jour, mois, année.' },
  'end-unreadable': { field: 'fin', sentence: 'Écrivez le dernier jour : jour, mois, année.' },
  'ends-before-it-starts': { field: 'fin', sentence: 'Le dernier jour vient après le premier.' },
}
const MONTHS = 'Écrivez un nombre de mois, de 1 à 120.'

function faultOf(values: Readonly<Record<string, string>>, fault: PeriodFault): FormState {
  const { field, sentence } = FAULTS[fault]
  return { values, errors: { [field]: sentence } }
}

function dayIn(fields: Readonly<Record<string, string>>, name: string): string | undefined {
  const read = readDateField(fields, name)
  return read.ok ? read.value : undefined
}

async function stale(c: HonoContext): Promise<FormState> {
  const { envoi: _key, jeton: _token, ...values } = (await sentFields(c)).fields
  return { values, errors: {}, problem: FORM_SENTENCES['form-stale'] }
}
