import { Hono, type Context as HonoContext } from 'hono'
import { BELONGING_NAMES, CONFLICT_KINDS } from '#kernel/perimeter'
import type { Context } from '#platform/context'
import { SUBMISSION_SENTENCES } from '#platform/database'
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
import { EMPTY_FORM, type FormState } from '#ui/form'
import type { SiteFrame } from '#ui/page'
import { settleReview } from '../commands/index.ts'
import { VERDICTS } from '../model.ts'
import { SETTLEMENT_REFUSALS } from '../sentences.ts'
import * as store from '../store/index.ts'
import { ReviewPage, ReviewsPage } from './review-pages.tsx'

const PATH = '/agents/annuaire/revue'
const READERS: readonly Role[] = ['agent', 'administrator']
const PAGE_SIZE = 50

type House = { readonly context: Context; readonly frame: SiteFrame }

/** `/agents/annuaire/revue`: where sources disagree, the gravest first; each settled with a sentence. */
export function reviewDesk(house: House): Hono {
  const { context, frame } = house
  const desk = new Hono()

  desk.get(PATH, having(READERS), async (c) => {
    const asked = CONFLICT_KINDS.find((kind) => kind === c.req.query('sorte'))
    const page = Math.max(1, Math.min(10_000, Number.parseInt(c.req.query('page') ?? '1', 10) || 1))
    const kinds = asked ? [asked] : CONFLICT_KINDS
    const [waiting, counts, settled] = await Promise.all([
      store.listReviews(context.db, { kinds, limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE }),
      store.countReviews(context.db),
      store.listSettled(context.db, 20),
    ])
    const told = { waiting, counts, settled, asked, page, pageSize: PAGE_SIZE }
    return c.html(<ReviewsPage site={frame} desk={await deskFrame(c, context)} {...told} />)
  })

  desk.get(`${PATH}/:id{[0-9a-f-]{36}}`, having(READERS), (c) => show(c, house, EMPTY_FORM, 200))
  desk.post(`${PATH}/:id{[0-9a-f-]{36}}`, having(READERS), async (c) => {
    const form = await readForm(c, context)
    if (!form.ok) {
      const { envoi: _key, jeton: _token, ...values } = (await sentFields(c)).fields
      return show(c, house, { values, errors: {}, problem: FORM_SENTENCES[form.refusal] }, 422)
    }
    const { fields: values, submission } = form.value
    const verdict = VERDICTS.find((each) => each === values.avis)
    if (!verdict) return show(c, house, { values, errors: { avis: 'Choisissez ce qui est juste.' } }, 422)
    const family = Object.keys(BELONGING_NAMES).find((each) => each === values.famille) ?? null
    const acting = contextOf(context, await theVisitor(c))
    const id = c.req.param('id') ?? ''
    const result = await settleReview(acting, { submission, id, verdict, family, sentence: values.raison ?? '' })
    if (result.ok) return c.redirect(PATH, 303)
    const { refusal } = result
    if (refusal === 'submission-reused') {
      return show(c, house, { values, errors: {}, problem: SUBMISSION_SENTENCES[refusal] }, 422)
    }
    const sentence = SETTLEMENT_REFUSALS[refusal]
    const field = FIELDS[refusal]
    return show(
      c,
      house,
      field ? { values, errors: { [field]: sentence } } : { values, errors: {}, problem: sentence },
      422,
    )
  })
  return desk
}

const FIELDS: Readonly<Partial<Record<keyof typeof SETTLEMENT_REFUSALS, string>>> = {
  'family-missing': 'famille',
  'sentence-short': 'raison',
  'sentence-long': 'raison',
}

async function show(c: HonoContext, { context, frame }: House, state: FormState, status: 200 | 422) {
  const review = await store.findReview(context.db, c.req.param('id') ?? '')
  if (!review) return c.notFound()
  const page = { review, state, keys: formKeys(c, context) }
  return c.html(<ReviewPage site={frame} desk={await deskFrame(c, context)} {...page} />, status)
}
