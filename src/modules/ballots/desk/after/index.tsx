import { Hono, type Context as HonoContext } from 'hono'
import type { Result } from '#kernel/result'
import type { Context } from '#platform/context'
import type { SubmissionRefusal } from '#platform/database'
import { FORM_SENTENCES, having, readForm, type SentForm, sentFields, signedIn } from '#platform/sessions'
import { EMPTY_FORM, type FormState } from '#ui/form'
import type { SiteFrame } from '#ui/page'
import { liftContestation, recordContestation, saveTerms, type TermsRefusal } from '../../commands/after/index.ts'
import { listProposals } from '../../store/after/index.ts'
import { acting, type House, ONE_POLL, pathIn, problemState, shellOf } from '../seated.ts'
import { type After, findAfter } from './found.ts'
import { KeptPage } from './kept-page.tsx'
import { thingDesk } from './thing.tsx'
import { TERMS_SENTENCES } from './words.ts'

const PATH = `${ONE_POLL}/destruction`

/** After a vote: what is still kept, what holds it, and its destruction by two people. */
export function afterDesk(context: Context, frame: SiteFrame): Hono {
  const desk = new Hono()
  const house = { context, frame }
  desk.get(PATH, signedIn(), (c) => show(c, house, EMPTY_FORM, 200))
  for (const [part, act] of ACTS) {
    desk.post(`${PATH}/${part}`, having(['agent', 'administrator']), (c) => answer(c, house, part, act))
  }
  desk.route('/', thingDesk(house))
  return desk
}

type Act = (context: Context, after: After, form: SentForm) => Promise<Result<void, TermsRefusal | SubmissionRefusal>>

const ACTS: readonly (readonly [part: TermsPart, act: Act])[] = [
  [
    'conditions',
    (context, { poll, personId }, { submission, fields }) =>
      saveTerms(context, {
        ...{ submission, poll, personId },
        terms: {
          managementTable: (fields.tableau ?? '').trim(),
          archivesVisa: (fields.visa ?? '').trim(),
          appealDays: /^\d{1,4}$/.test(fields.jours?.trim() ?? '') ? Number(fields.jours) : Number.NaN,
          appealSource: (fields.source ?? '').trim(),
        },
      }),
  ],
  [
    'contestation',
    (context, { poll, personId }, { submission, fields }) =>
      recordContestation(context, { submission, poll, personId, reference: (fields.reference ?? '').trim() }),
  ],
  [
    'levee',
    (context, { poll, personId }, { submission, fields }) =>
      liftContestation(context, {
        ...{ submission, poll, personId, because: (fields.raison ?? '').trim() },
        id: /^[0-9a-f-]{36}$/.test(fields.contestation ?? '') ? fields.contestation! : NOBODY,
      }),
  ],
]

/** The forms of the page, each with its own faults. */
export type TermsPart = 'conditions' | 'contestation' | 'levee'

const NOBODY = '00000000-0000-0000-0000-000000000000'

async function answer(c: HonoContext, house: House, part: TermsPart, act: Act): Promise<Response> {
  const after = await findAfter(c, house)
  if (!after) return c.notFound()
  const { fields: sent } = await sentFields(c)
  const form = await readForm(c, house.context)
  if (!form.ok) return show(c, house, problemState(FORM_SENTENCES[form.refusal], sent), 422, part)
  const acted = errorsOf(part, form.value) ?? (await act(await acting(c, house), after, form.value))
  if ('errors' in acted) return show(c, house, acted, 422, part)
  if (acted.ok) return c.redirect(`${pathIn(after.poll, 'destruction')}?enregistre=oui`, 303)
  return show(c, house, problemState(TERMS_SENTENCES[acted.refusal], form.value.fields), 422, part)
}

const LINES: Readonly<Record<TermsPart, readonly string[]>> = {
  conditions: ['tableau', 'visa', 'source'],
  contestation: ['reference'],
  levee: ['raison'],
}

/** What is wrong with what was typed, beside its field. */
function errorsOf(part: TermsPart, { fields }: SentForm): FormState | undefined {
  const errors: Record<string, string> = {}
  for (const name of LINES[part]) {
    const line = (fields[name] ?? '').trim()
    if (line === '' || line.length > 200) errors[name] = TERMS_SENTENCES['line-missing']
  }
  const days = fields.jours?.trim() ?? ''
  const isPossible = /^\d{1,4}$/.test(days) && Number(days) >= 1 && Number(days) <= 3660
  if (part === 'conditions' && !isPossible) errors.jours = TERMS_SENTENCES['days-impossible']
  return Object.keys(errors).length > 0 ? { values: fields, errors } : undefined
}

async function show(
  c: HonoContext,
  house: House,
  state: FormState,
  status: 200 | 422,
  part?: TermsPart,
): Promise<Response> {
  const after = await findAfter(c, house)
  if (!after) return c.notFound()
  const proposals = await listProposals(house.context.db, after.poll.id)
  const isSaved = status === 200 && c.req.query('enregistre') === 'oui'
  const page = { ...after, proposals, state, part, isSaved, now: house.context.now() }
  return c.html(<KeptPage {...(await shellOf(c, house))} {...page} />, status)
}
