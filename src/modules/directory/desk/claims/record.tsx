import { Hono, type Context as HonoContext } from 'hono'
import { dayIn, isDay } from '#kernel/calendar'
import { nameCommunes } from '#modules/territory'
import { contextOf, deskFrame, formKeys, having, readForm, type SentForm, theVisitor } from '#platform/sessions'
import { EMPTY_FORM, type FormState } from '#ui/form'
import { recordRecognition } from '../../commands/recognitions.ts'
import { type House, refusedState, staleState } from '../../pages/claims/forms.ts'
import { RECORDABLE, type RecognitionDraft, type RecognitionRefusal } from '../../recognitions/model.ts'
import { RECOGNITION_REFUSALS } from '../../recognitions/sentences.ts'
import * as store from '../../store/claims/index.ts'
import { findBySlug, listEstablishments, searchStructures } from '../../store/index.ts'
import { currentRecognitions, recognitionsOf } from '../../store/recognitions.ts'
import { OrganisationsPage, RecordPage } from './record-page.tsx'
import { READERS } from './roles.ts'

const LIST = '/agents/annuaire'
const PATH = `${LIST}/:slug{[a-z0-9-]+}`

/** `/agents/annuaire/:slug`: everything about one organisation, to print; and its recognitions, to record. */
export function recordRoutes(house: House): Hono {
  const { context, frame } = house
  const desk = new Hono()

  desk.get(LIST, having(READERS), async (c) => {
    const words = (c.req.query('q') ?? '').slice(0, 100)
    const page = { words, found: await searchStructures(context.db, words, 50) }
    return c.html(<OrganisationsPage site={frame} desk={await deskFrame(c, context)} {...page} />)
  })

  desk.get(PATH, having(READERS), (c) => show(c, house, EMPTY_FORM, 200))

  desk.post(`${PATH}/reconnaissances`, having(READERS), async (c) => {
    const form = await readForm(c, context)
    if (!form.ok) return show(c, house, await staleState(c, form.refusal), 422)
    const { fields, submission } = form.value
    const acting = contextOf(context, await theVisitor(c))
    const slug = c.req.param('slug')
    const recorded = await recordRecognition(acting, { submission, slug, draft: draftOf(fields) })
    if (recorded.ok) return c.redirect(`${LIST}/${slug}#reconnaissances`, 303)
    const { refusal } = recorded
    const field = refusal === 'submission-reused' ? undefined : FIELDS[refusal]
    const state = field
      ? { values: fields, errors: { [field]: RECOGNITION_REFUSALS[refusal as RecognitionRefusal] } }
      : refusedState(fields, RECOGNITION_REFUSALS, refusal)
    return show(c, house, state, 422)
  })
  return desk
}

const FIELDS: Readonly<Partial<Record<RecognitionRefusal, string>>> = {
  'name-unknown': 'nom',
  'kind-unknown': 'nom',
  'source-missing': 'acte',
  'decision-wrong': 'decision',
  'days-wrong': 'debut',
  'ends-before': 'fin',
  'reason-missing': 'raison',
  'nothing-to-end': 'evenement',
}

function draftOf(fields: SentForm['fields']): RecognitionDraft {
  const name = fields.nom ?? ''
  return {
    kind: RECORDABLE[name] ?? 'label',
    name,
    event: fields.evenement === 'ended' || fields.evenement === 'void' ? fields.evenement : 'begun',
    startsOn: dayOf(fields.debut),
    endsOn: dayOf(fields.fin),
    source: fields.acte ?? '',
    decision: fields.decision?.trim() || null,
    reason: fields.raison ?? null,
  }
}

// What is no day stays as it was typed: the decision refuses it, beside its field.
function dayOf(typed = ''): string | null {
  const text = typed.trim()
  const [, day, month, year] = /^(\d{1,2})[/.\s-](\d{1,2})[/.\s-](\d{4})$/.exec(text) ?? []
  const written = year === undefined ? text : `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`
  return text === '' ? null : isDay(written) ? written : text
}

async function show(c: HonoContext, { context, frame }: House, state: FormState, status: 200 | 422) {
  const { db } = context
  const structure = await findBySlug(db, c.req.param('slug') ?? '')
  if (!structure) return c.notFound()
  const { id, siren, communeCode } = structure
  const today = dayIn(context.now())
  const parts =
    siren === null ? [] : await Promise.all(context.contributions.map(({ organisation }) => organisation?.(db, siren)))
  const [establishments, history, current, claims, published, reports, communes, settings] = [
    await listEstablishments(db, id),
    await recognitionsOf(db, id),
    await currentRecognitions(db, today, [id]),
    await store.listClaimsOf(db, id),
    await store.findPublished(db, id),
    await store.listReportsOf(db, id),
    await nameCommunes(db, communeCode === null ? [] : [communeCode]),
    await store.findDirectorySettings(db),
  ]
  const page = {
    structure,
    state,
    establishments,
    history,
    current,
    claims,
    published,
    reports,
    today,
    commune: communeCode === null ? undefined : communes.get(communeCode),
    warningDays: settings.warningDays,
    parts: parts.filter((part) => part !== undefined),
    printedAt: context.now(),
    keys: formKeys(c, context),
  }
  return c.html(<RecordPage site={frame} desk={await deskFrame(c, context)} {...page} />, status)
}
