import { Hono, type Context as HonoContext } from 'hono'
import { endOfDay } from '#kernel/calendar'
import { listPeopleByEmail, readAddress } from '#modules/accounts'
import { FORM_SENTENCES, having, readForm, sentFields } from '#platform/sessions'
import { dateBoxes, readDateField } from '#ui/date-field'
import type { FormState } from '#ui/form'
import { giveSeat, takeSeatBack } from '../../commands/preparation/index.ts'
import { OFFICES_OF_POLL, type SeatOffice } from '../../sealed/poll.ts'
import { sharesOf } from '../../sealed/shares.ts'
import * as store from '../../store/sealed/index.ts'
import { SeatsPage } from './seats-page.tsx'
import { PREPARATION_SENTENCES } from './sentences.ts'
import {
  ADMINISTRATORS,
  acting,
  findPoll,
  type House,
  isSaved,
  ONE_POLL,
  PREPARERS,
  pathOf,
  problemState,
  shellOf,
} from './shell.ts'

type Fields = Readonly<Record<string, string>>
const EMPTY: FormState = { values: {}, errors: {} }

/** Who holds which place in a poll. */
export function seatsDesk(house: House): Hono {
  const desk = new Hono()
  const PATH = `${ONE_POLL}/places`
  desk.get(PATH, having(PREPARERS), async (c) => {
    const poll = await findPoll(c, house)
    return poll ? show(c, house, poll, EMPTY, 200) : c.notFound()
  })
  desk.post(PATH, having(ADMINISTRATORS), async (c) => {
    const poll = await findPoll(c, house)
    return poll ? give(c, house, poll) : c.notFound()
  })
  desk.post(`${PATH}/:seat{[0-9a-f-]{36}}/retirer`, having(ADMINISTRATORS), async (c) => {
    const poll = await findPoll(c, house)
    if (!poll) return c.notFound()
    const form = await readForm(c, house.context)
    if (!form.ok) return show(c, house, poll, problemState({}, FORM_SENTENCES[form.refusal]), 422)
    const { submission } = form.value
    const input = { submission, pollId: poll.id, seatId: c.req.param('seat') ?? '' }
    const taken = await takeSeatBack(await acting(c, house), input)
    if (taken.ok) return c.redirect(`${pathOf(poll.slug, 'places')}?enregistre=oui`, 303)
    return show(c, house, poll, problemState({}, PREPARATION_SENTENCES[taken.refusal]), 422)
  })
  return desk
}

async function give(c: HonoContext, house: House, poll: store.HeldPoll) {
  const sent = (await sentFields(c)).fields
  const form = await readForm(c, house.context)
  if (!form.ok) return show(c, house, poll, problemState(sent, FORM_SENTENCES[form.refusal]), 422)
  const { fields, submission } = form.value
  const read = await readSeat(house, fields)
  if ('errors' in read) return show(c, house, poll, { values: fields, errors: read.errors }, 422)
  const given = await giveSeat(await acting(c, house), { submission, pollId: poll.id, ...read })
  if (given.ok) return c.redirect(`${pathOf(poll.slug, 'places')}?enregistre=oui`, 303)
  return show(c, house, poll, problemState(fields, PREPARATION_SENTENCES[given.refusal]), 422)
}

type ReadSeat = {
  readonly office: SeatOffice
  readonly number: number
  readonly personId: string
  readonly until: Date | null
}

async function readSeat({ context }: House, fields: Fields): Promise<ReadSeat | { readonly errors: Fields }> {
  const errors: Record<string, string> = {}
  const office = OFFICES_OF_POLL.find((each) => each === fields.office)
  if (!office) errors.office = 'Choisissez une fonction.'
  const number = /^\d{1,2}$/.test((fields.numero ?? '').trim()) ? Number(fields.numero) : 0
  if (number < 1) errors.numero = 'Écrivez le numéro de la place, par exemple 1.'
  const address = readAddress(fields.adresse ?? '')
  const people = address === undefined ? [] : await listPeopleByEmail(context.db, address)
  if (people.length !== 1) {
    errors.adresse =
      people.length === 0
        ? 'Personne n’a de compte avec cette adresse. La personne doit d’abord se connecter une fois.'
        : 'Plusieurs personnes ont cette adresse. Demandez une adresse personnelle.'
  }
  const until = readUntil(fields, errors, office)
  if (Object.keys(errors).length > 0 || !office) return { errors }
  return { office, number, personId: people[0]!.id, until }
}

/** Who types paper ballots does so for a time. */
function readUntil(fields: Fields, errors: Record<string, string>, office: SeatOffice | undefined): Date | null {
  const { day, month, year } = dateBoxes(fields, 'jusque')
  if (`${day}${month}${year}`.trim() === '') {
    if (office === 'operator') errors.jusque = 'Écrivez le dernier jour : cette place est donnée pour un temps.'
    return null
  }
  const read = readDateField(fields, 'jusque', { earliest: '2020-01-01', latest: '2099-12-31' })
  if (read.ok) return endOfDay(read.value)
  errors.jusque = 'Nous ne savons pas lire ce jour. Écrivez par exemple 30, 9 et 2027.'
  return null
}

async function show(c: HonoContext, house: House, poll: store.HeldPoll, state: FormState, status: 200 | 422) {
  const { db } = house.context
  const now = house.context.now()
  const seats = await store.listSeats(db, poll.id, now)
  const names = await store.listNames(
    db,
    seats.map(({ personId }) => personId),
  )
  const key = await store.findLastKey(db, poll.id)
  const shares = key ? sharesOf(key, await store.listShareFacts(db, key.id)) : []
  const page = { poll, seats, names, pollKey: key, shares, state, isSaved: status === 200 && isSaved(c) }
  return c.html(<SeatsPage {...(await shellOf(c, house))} {...page} />, status)
}
