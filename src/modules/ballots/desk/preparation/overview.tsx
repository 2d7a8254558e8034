import { Hono, type Context as HonoContext } from 'hono'
import { instantsOf, readTime } from '#kernel/calendar'
import type { Result } from '#kernel/result'
import { missingForService } from '#platform/archives'
import type { Context } from '#platform/context'
import { FORM_SENTENCES, having, readForm, type SentForm, sentFields, theVisitor } from '#platform/sessions'
import { DATE_SENTENCES, readDateField } from '#ui/date-field'
import { EMPTY_FORM, type FormState } from '#ui/form'
import {
  abandonPoll,
  confirmExtension,
  confirmPublication,
  proposeExtension,
  proposePublication,
  refuseExtension,
  refusePublication,
} from '../../commands/preparation/index.ts'
import { gapsOf } from '../../sealed/readiness.ts'
import { sharesOf } from '../../sealed/shares.ts'
import * as store from '../../store/sealed/index.ts'
import { nextStepOf } from './next-steps.ts'
import { type Overview, OverviewPage } from './overview-page.tsx'
import { PREPARATION_SENTENCES } from './sentences.ts'
import {
  acting,
  findPoll,
  type House,
  isSaved,
  ONE_POLL,
  POLLS_PATH,
  PREPARERS,
  pathOf,
  problemState,
  shellOf,
} from './shell.ts'

/** One poll at the desk: where it is, its publication and its extension by two people. */
export function overviewDesk(house: House): Hono {
  const desk = new Hono()
  desk.get(ONE_POLL, having(PREPARERS), async (c) => {
    const poll = await findPoll(c, house)
    return poll ? show(c, house, poll, EMPTY_FORM, 200) : c.notFound()
  })
  const act = (path: string, work: Work) =>
    desk.post(`${ONE_POLL}/${path}`, having(PREPARERS), (c) => answer(c, house, work))

  act('publication/proposer', (context, poll, { submission, fields }) =>
    proposePublication(context, { submission, pollId: poll.id, version: versionIn(fields) }),
  )
  act('publication/confirmer', (context, poll, { submission, fields }) =>
    confirmPublication(context, { submission, pollId: poll.id, version: versionIn(fields) }),
  )
  act('publication/refuser', (context, poll, { submission }) =>
    refusePublication(context, { submission, pollId: poll.id }),
  )
  act('prolongation/confirmer', (context, poll, { submission }) =>
    confirmExtension(context, { submission, pollId: poll.id }),
  )
  act('prolongation/refuser', (context, poll, { submission }) =>
    refuseExtension(context, { submission, pollId: poll.id }),
  )
  desk.post(`${ONE_POLL}/prolongation/proposer`, having(PREPARERS), (c) => extend(c, house))
  desk.post(`${ONE_POLL}/abandonner`, having(PREPARERS), (c) =>
    answer(
      c,
      house,
      (context, poll, { submission }) => abandonPoll(context, { submission, pollId: poll.id }),
      () => POLLS_PATH,
    ),
  )
  return desk
}

type Work = (
  context: Context,
  poll: store.HeldPoll,
  form: SentForm,
) => Promise<Result<void, keyof typeof PREPARATION_SENTENCES>>

async function answer(
  c: HonoContext,
  house: House,
  work: Work,
  toward = (poll: store.HeldPoll) => `${pathOf(poll.slug)}?enregistre=oui`,
) {
  const poll = await findPoll(c, house)
  if (!poll) return c.notFound()
  const form = await readForm(c, house.context)
  if (!form.ok) return show(c, house, poll, problemState({}, FORM_SENTENCES[form.refusal]), 422)
  const result = await work(await acting(c, house), poll, form.value)
  if (result.ok) return c.redirect(toward(poll), 303)
  return show(c, house, poll, problemState({}, PREPARATION_SENTENCES[result.refusal]), 422)
}

async function extend(c: HonoContext, house: House) {
  const poll = await findPoll(c, house)
  if (!poll) return c.notFound()
  const sent = (await sentFields(c)).fields
  const form = await readForm(c, house.context)
  if (!form.ok) return show(c, house, poll, problemState(sent, FORM_SENTENCES[form.refusal]), 422)
  const { fields, submission } = form.value
  const day = readDateField(fields, 'fin', { earliest: '2020-01-01', latest: '2099-12-31' })
  const time = readTime(fields['fin-heure'] ?? '')
  const [closesAt] = day.ok && time.ok ? instantsOf({ day: day.value, time: time.value }) : []
  if (!closesAt) {
    const errors = {
      ...(!day.ok && { fin: DATE_SENTENCES[day.refusal] }),
      ...(day.ok && { 'fin-heure': 'Écrivez une heure qui existe, par exemple 20 h.' }),
    }
    return show(c, house, poll, { values: fields, errors }, 422)
  }
  const reason = (fields.raison ?? '').replace(/\s+/g, ' ').trim().slice(0, 300)
  const input = { submission, pollId: poll.id, closesAt, reason }
  const proposed = await proposeExtension(await acting(c, house), input)
  if (proposed.ok) return c.redirect(`${pathOf(poll.slug)}?enregistre=oui`, 303)
  const sentence = PREPARATION_SENTENCES[proposed.refusal]
  const name = proposed.refusal === 'reason-missing' ? 'raison' : proposed.refusal === 'not-later' ? 'fin' : undefined
  const state = name ? { values: fields, errors: { [name]: sentence } } : problemState(fields, sentence)
  return show(c, house, poll, state, 422)
}

async function show(c: HonoContext, house: House, poll: store.HeldPoll, state: FormState, status: 200 | 422) {
  const { personId } = await theVisitor(c)
  const overview = await readOverview(house.context, poll, personId)
  const page = { ...overview, state, isSaved: status === 200 && isSaved(c) }
  return c.html(<OverviewPage {...(await shellOf(c, house))} {...page} />, status)
}

async function readOverview(context: Context, held: store.HeldPoll, readerId: string): Promise<Overview> {
  const { db } = context
  const now = context.now()
  const [poll, sealed] = [await store.readPrepared(db, held, now), await store.findSealedPollById(db, held.id, now)]
  const [publication, extension] = [
    await store.findProposal(db, held.id, 'publication'),
    await store.findProposal(db, held.id, 'extension'),
  ]
  const gaps = gapsOf(poll, now)
  const stage = sealed?.stage ?? 'draft'
  const situation = {
    slug: poll.slug,
    stage,
    gaps,
    isRehearsed: poll.key?.rehearsedAt != null,
    isProposed: publication !== undefined,
    opensAt: sealed?.opensAt ?? null,
  }
  const seats = await store.listSeats(db, held.id, now)
  const proposers = [publication, extension].flatMap((each) => (each ? [each.proposedBy] : []))
  return {
    poll,
    sealed,
    stage,
    gaps,
    offices: seats.filter((seat) => seat.personId === readerId).map(({ office }) => office),
    shares: poll.key ? sharesOf(poll.key, await store.listShareFacts(db, poll.key.id)) : [],
    next: nextStepOf(situation),
    publication,
    extension,
    names: await store.listNames(db, proposers),
    readerId,
    serviceMissing: held.isFictitious ? 0 : (await missingForService(db, context.settings)).length,
    now,
  }
}

function versionIn(fields: Readonly<Record<string, string>>): number {
  return Number(/^\d{1,9}$/.exec(fields.version ?? '')?.[0] ?? 0)
}
