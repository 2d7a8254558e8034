import { Hono, type Context as HonoContext } from 'hono'
import type { Context } from '#platform/context'
import { FORM_SENTENCES, having, readForm, sentFields } from '#platform/sessions'
import { EMPTY_FORM, type FormState } from '#ui/form'
import type { SiteFrame } from '#ui/page'
import { createPoll } from '../../commands/preparation/index.ts'
import { gapsOf } from '../../sealed/readiness.ts'
import * as store from '../../store/sealed/index.ts'
import { type ListedPoll, PollListPage } from './list-page.tsx'
import { NewPollPage } from './new-page.tsx'
import { nextStepOf } from './next-steps.ts'
import { optionsDesk } from './options.tsx'
import { overviewDesk } from './overview.tsx'
import { previewDesk } from './preview.tsx'
import { seatsDesk } from './seats.tsx'
import { PREPARATION_SENTENCES } from './sentences.ts'
import { settingsDesk } from './settings.tsx'
import { acting, type House, POLLS_PATH, PREPARERS, pathOf, problemState, shellOf } from './shell.ts'

/** `/agents/scrutins`: polls held here, from their preparation to their publication. */
export function preparationDesk(context: Context, frame: SiteFrame): Hono {
  const desk = new Hono()
  const house = { context, frame }
  desk.get(POLLS_PATH, having(PREPARERS), async (c) => {
    const polls = await listPolls(context)
    return c.html(<PollListPage {...(await shellOf(c, house))} polls={polls} />)
  })
  desk.get(`${POLLS_PATH}/nouveau`, having(PREPARERS), (c) => {
    const values = { organisateur: context.settings.territoryName }
    return showNew(c, house, { values, errors: {} }, 200)
  })
  desk.post(`${POLLS_PATH}/nouveau`, having(PREPARERS), (c) => create(c, house))
  for (const part of [settingsDesk, optionsDesk, seatsDesk, previewDesk, overviewDesk]) desk.route('/', part(house))
  return desk
}

async function create(c: HonoContext, house: House) {
  const { fields: sent } = await sentFields(c)
  const form = await readForm(c, house.context)
  if (!form.ok) return showNew(c, house, problemState(sent, FORM_SENTENCES[form.refusal]), 422)
  const { fields, submission } = form.value
  const line = (name: string) => (fields[name] ?? '').replace(/\s+/g, ' ').trim().slice(0, 200)
  const [title, organiser] = [line('titre'), line('organisateur')]
  if (title === '') {
    return showNew(c, house, { ...EMPTY_FORM, values: fields, errors: { titre: 'Donnez un titre au vote.' } }, 422)
  }
  const input = { submission, title, organiser, isFictitious: fields.fictif === 'oui' }
  const created = await createPoll(await acting(c, house), input)
  if (created.ok) return c.redirect(`${pathOf(created.value.slug)}?enregistre=oui`, 303)
  return showNew(c, house, problemState(fields, PREPARATION_SENTENCES[created.refusal]), 422)
}

async function showNew(c: HonoContext, house: House, state: FormState, status: 200 | 422) {
  return c.html(<NewPollPage {...(await shellOf(c, house))} state={state} />, status)
}

async function listPolls(context: Context): Promise<readonly ListedPoll[]> {
  const { db } = context
  const now = context.now()
  const [held, sealed] = [await store.listHeldPolls(db), await store.listSealedPolls(db, now)]
  const published = new Map(sealed.map((poll) => [poll.id, poll]))
  return Promise.all(
    held.map(async (poll) => {
      const prepared = await store.readPrepared(db, poll, now)
      const found = published.get(poll.id)
      const { draft, slug, isFictitious } = poll
      const opensAt = found?.opensAt ?? (draft.opensAt ? new Date(draft.opensAt) : null)
      const closesAt = found?.closesAt ?? (draft.closesAt ? new Date(draft.closesAt) : null)
      const stage = found?.stage ?? 'draft'
      const next = nextStepOf({
        slug,
        stage,
        gaps: gapsOf(prepared, now),
        isRehearsed: prepared.key?.rehearsedAt != null,
        isProposed: (await store.findProposal(db, poll.id, 'publication')) !== undefined,
        opensAt,
      })
      return { slug, title: draft.title, isFictitious, stage, opensAt, closesAt, next }
    }),
  )
}
