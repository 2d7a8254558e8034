import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { assert } from '#kernel/result'
import { seedPeople } from '#modules/accounts'
import { actingAs, type Context } from '#platform/context'
import { TEST_NOW, testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import type { EventDraft } from '../model.ts'
import * as store from '../store/index.ts'
import { aDraft } from '../testing/events.ts'
import {
  changeEvent,
  chooseSessions,
  createEvent,
  duplicateEvent,
  evaluate,
  fillFreedPlaces,
  giveBack,
  moveEvent,
  notePresence,
  register,
  remind,
  tell,
} from './index.ts'

const PEOPLE = Array.from({ length: 50 }, (_, at) => `00000000-0000-7000-8000-${String(at + 1).padStart(12, '0')}`)
const AGENT = { kind: 'person', id: PEOPLE[0]! } as const
const HOUR_MS = 3_600_000

let database: TestDatabase
let context: Context
let now = TEST_NOW
let key = 0

beforeAll(async () => {
  database = await testDatabase({ poolSize: 12 })
  context = testContext(database, { now: () => now, actor: AGENT })
  const people = PEOPLE.map((id, at) => ({
    id,
    displayName: `Personne ${at}`,
    email: `p${at}@exemple.example`,
    roles: [],
  }))
  assert((await seedPeople(context, people)).ok, 'the people of the test are there')
})
afterAll(() => database.drop())

const submission = () => ({ key: `agenda-essai-${String(++key).padStart(8, '0')}`, body: key })
const ownerOf = (at: number) => ({ personId: PEOPLE[at]!, addresses: [`p${at}@exemple.example`] })
const guestOf = (at: number) => ({ name: `Personne ${at}`, email: null, telephone: null, need: null })

async function published(overrides: Partial<EventDraft> = {}): Promise<string> {
  const created = await createEvent(context, { submission: submission(), draft: aDraft(overrides), proposerId: null })
  assert(created.ok, 'the event is created')
  const id = created.value.eventId
  assert(
    (await moveEvent(context, { submission: submission(), id, move: 'publish', reason: '' })).ok,
    'it is published',
  )
  return id
}

async function come(eventId: string, at: number) {
  const acting = actingAs(context, { kind: 'person', id: PEOPLE[at]! })
  const done = await register(acting, { submission: submission(), eventId, guest: guestOf(at), owner: ownerOf(at) })
  return done.ok ? done.value.state : done.refusal
}

async function leave(eventId: string, at: number) {
  const own = await store.findOwn(database.db, eventId, ownerOf(at))
  const left = await giveBack(context, {
    submission: submission(),
    eventId,
    registrationId: own?.id ?? '',
    owner: ownerOf(at),
  })
  return left.ok ? 'left' : left.refusal
}

const namesIn = async (eventId: string, state: string) =>
  (await store.listRegistrations(database.db, eventId)).filter((one) => one.state === state).map(({ name }) => name)

async function mails(kind: string): Promise<number> {
  const { rows } = await sql<{ count: bigint }>`SELECT count(*) AS count FROM mail WHERE kind = ${kind}`.execute(
    database.db,
  )
  return Number(rows[0]!.count)
}

test('of fifty people who take the two last places at once, two get one and the others wait in a line without a gap', async () => {
  const eventId = await published({ capacity: 2 })
  const states = await Promise.all(PEOPLE.map((_id, at) => come(eventId, at)))
  expect(states.filter((state) => state === 'registered')).toHaveLength(2)
  expect(states.filter((state) => state === 'waiting')).toHaveLength(48)
  const list = await store.listRegistrations(database.db, eventId)
  expect(list.map(({ rank }) => rank)).toEqual(Array.from({ length: 50 }, (_, at) => at + 1))
  expect(list.map(({ state }) => state).lastIndexOf('registered')).toBe(1)
})

test('the last place asked for twice at once: one gets it, the other is first on the waiting list', async () => {
  const eventId = await published({ capacity: 1 })
  const states = await Promise.all([come(eventId, 1), come(eventId, 2)])
  expect(states.toSorted()).toEqual(['registered', 'waiting'])
})

test('a place given back goes to the first who waits, who is written to, and to nobody else', async () => {
  const eventId = await published({ capacity: 1 })
  for (const at of [3, 4, 5]) await come(eventId, at)
  const before = await mails('agenda.placed')
  expect(await leave(eventId, 3)).toBe('left')
  expect([await namesIn(eventId, 'registered'), await namesIn(eventId, 'waiting')]).toEqual([
    ['Personne 4'],
    ['Personne 5'],
  ])
  expect(await mails('agenda.placed')).toBe(before + 1)
  expect(await leave(eventId, 3)).toBe('not-registered')
})

const SESSIONS = [
  { title: 'Atelier budget', facilitators: 'Léa', from: 0, to: 30, capacity: 2 },
  { title: 'Atelier statuts', facilitators: '', from: 15, to: 45, capacity: 2 },
  { title: 'Ouverture', facilitators: '', from: 45, to: 60, capacity: null },
].map(({ from, to, ...session }) => ({
  ...session,
  startsAt: new Date(aDraft().startsAt.getTime() + from * 60_000),
  endsAt: new Date(aDraft().startsAt.getTime() + to * 60_000),
}))

async function comeTo(eventId: string, at: number, sessions: readonly number[]) {
  const acting = actingAs(context, { kind: 'person', id: PEOPLE[at]! })
  const input = { submission: submission(), eventId, guest: guestOf(at), owner: ownerOf(at), sessions }
  const done = await register(acting, input)
  return done.ok ? done.value.state : done.refusal
}

async function choose(eventId: string, at: number, sessions: readonly number[]) {
  const own = await store.findOwn(database.db, eventId, ownerOf(at))
  const input = { submission: submission(), eventId, registrationId: own?.id ?? '', owner: ownerOf(at), sessions }
  const done = await chooseSessions(context, input)
  return done.ok ? 'chosen' : done.refusal
}

const takenIn = async (eventId: string) =>
  (await store.findEvent(database.db, { id: eventId }))!.sessions.map(({ taken }) => taken)

test('of twenty people who ask for the two places of a séance at once, two get one and nobody else is registered', async () => {
  const eventId = await published({ capacity: 40, sessions: SESSIONS })
  const states = await Promise.all(PEOPLE.slice(0, 20).map((_id, at) => comeTo(eventId, at, [0])))
  expect(states.filter((state) => state === 'registered')).toHaveLength(2)
  expect(states.filter((state) => state === 'session-full')).toHaveLength(18)
  expect(await takenIn(eventId)).toEqual([2, 0, 0])
  expect((await store.listRegistrations(database.db, eventId)).length).toBe(2)
})

test('one changes séances, never for two at once, and a place given back is free again', async () => {
  const eventId = await published({ capacity: 40, sessions: SESSIONS })
  expect(await comeTo(eventId, 1, [0, 1])).toBe('sessions-overlap')
  expect(await comeTo(eventId, 1, [2])).toBe('session-unknown')
  expect([await comeTo(eventId, 1, [0]), await comeTo(eventId, 2, [0])]).toEqual(['registered', 'registered'])
  expect(await choose(eventId, 1, [0])).toBe('chosen')
  expect([await choose(eventId, 1, [1]), await takenIn(eventId)]).toEqual(['chosen', [1, 1, 0]])
  await leave(eventId, 2)
  expect(await takenIn(eventId)).toEqual([0, 1, 0])
  expect(await choose(eventId, 2, [0])).toBe('not-registered')
})

test('a séance that is corrected keeps those who chose it as long as its title stays', async () => {
  const eventId = await published({ capacity: 40, sessions: SESSIONS })
  await comeTo(eventId, 1, [1])
  const event = (await store.findEvent(database.db, { id: eventId }))!
  const moved = { ...SESSIONS[1]!, facilitators: 'Ana', endsAt: aDraft().endsAt }
  const draft = aDraft({ capacity: 40, sessions: [{ ...SESSIONS[2]!, title: 'Accueil' }, moved] })
  await changeEvent(context, { submission: submission(), id: eventId, draft, version: event.version })
  const after = (await store.findEvent(database.db, { id: eventId }))!
  expect(after.sessions.map(({ title, taken, facilitators }) => [title, taken, facilitators])).toEqual([
    ['Atelier statuts', 1, 'Ana'],
    ['Accueil', 0, ''],
  ])
})

test('each change of one’s place is among one’s messages, once, and the mail is not sent twice', async () => {
  const messages = async (at: number) =>
    (
      await sql<{ sentence: string; delivery: string }>`
        SELECT sentence, delivery FROM notice_message WHERE person_id = ${PEOPLE[at]!} AND object = ${`event:${eventId}`}
        ORDER BY told_at, id`.execute(database.owner)
    ).rows
  const eventId = await published({ capacity: 1, title: 'Soirée des messages' })
  for (const at of [41, 42]) await come(eventId, at)
  await leave(eventId, 41)
  const told = await messages(42)
  expect(told.map(({ sentence }) => sentence.split(' :')[0]).toSorted()).toEqual([
    'Une place s’est libérée',
    'Vous êtes sur la liste d’attente',
  ])
  expect(new Set(told.map(({ delivery }) => delivery))).toEqual(new Set(['mailed']))
  const before = await mails('agenda.cancelled')
  await moveEvent(context, { submission: submission(), id: eventId, move: 'cancel', reason: 'Fuite d’eau' })
  const sequence = (await store.findEvent(database.db, { id: eventId }))!.sequence
  for (const _twice of [1, 2]) await tell(context, { eventId, what: 'cancelled', sequence })
  expect((await messages(42)).filter(({ sentence }) => sentence.includes('est annulé'))).toHaveLength(1)
  expect(await mails('agenda.cancelled')).toBe(before + 1)
})

test('who follows the place of an event is told that it is announced, once; who follows another is not', async () => {
  await sql`INSERT INTO notice_place (person_id, place) VALUES (${PEOPLE[45]!}, 'territory'), (${PEOPLE[46]!}, 'epci:0')`.execute(
    database.owner,
  )
  const eventId = await published({ title: 'Soirée annoncée' })
  const { rows } = await sql<{ person_id: string }>`
    SELECT person_id FROM notice_message WHERE object = ${`event:${eventId}`} AND person_id <> ${PEOPLE[46]!}`.execute(
    database.owner,
  )
  expect(rows).toEqual([{ person_id: PEOPLE[45]! }])
})

test('what calendars hold has another sequence at each change, and the same while nothing of it changes', async () => {
  const eventId = await published({})
  const read = async () => (await store.findEvent(database.db, { id: eventId }))!
  const { sequence, version } = await read()
  await changeEvent(context, {
    submission: submission(),
    id: eventId,
    draft: aDraft({ access: 'Par la cour' }),
    version,
  })
  expect((await read()).sequence).toBe(sequence)
  const later = { ...aDraft(), startsAt: new Date(aDraft().startsAt.getTime() + HOUR_MS / 2) }
  await changeEvent(context, { submission: submission(), id: eventId, draft: later, version: version + 1 })
  expect((await read()).sequence).toBe(sequence + 1)
})

test('who gave their place back may come again, behind those who wait', async () => {
  const eventId = await published({ capacity: 1 })
  for (const at of [1, 2, 3]) await come(eventId, at)
  await leave(eventId, 1)
  expect(await come(eventId, 1)).toBe('waiting')
  expect(await namesIn(eventId, 'waiting')).toEqual(['Personne 3', 'Personne 1'])
})

test('nobody is registered twice, and nobody gives back the place of somebody else', async () => {
  const eventId = await published({ capacity: 5 })
  expect([await come(eventId, 1), await come(eventId, 1)]).toEqual(['registered', 'already-registered'])
  const own = await store.findOwn(database.db, eventId, ownerOf(1))
  const stolen = await giveBack(context, {
    submission: submission(),
    eventId,
    registrationId: own!.id,
    owner: ownerOf(2),
  })
  expect(stolen).toEqual({ ok: false, refusal: 'not-registered' })
})

test('an event made larger gives its new places to those who wait, in their order', async () => {
  const eventId = await published({ capacity: 1 })
  for (const at of [1, 2, 3, 4]) await come(eventId, at)
  const event = await store.findEvent(database.db, { id: eventId })
  const draft = aDraft({ capacity: 3 })
  await changeEvent(context, { submission: submission(), id: eventId, draft, version: event!.version })
  expect(await namesIn(eventId, 'registered')).toEqual(['Personne 1', 'Personne 2', 'Personne 3'])
})

test('what an agent types in under an address belongs to who has that address', async () => {
  const eventId = await published({ capacity: 5 })
  const guest = { ...guestOf(7), email: 'p7@exemple.example' }
  await register(context, { submission: submission(), eventId, guest, owner: null })
  expect(await come(eventId, 7)).toBe('already-registered')
  expect(await store.findOwn(database.db, eventId, ownerOf(8))).toBeUndefined()
  expect(await leave(eventId, 7)).toBe('left')
})

test.each([
  ['one hour too late', { registrationClosesAt: new Date(TEST_NOW.getTime() - HOUR_MS) }, 'registration-closed'],
  ['without registration', { takesRegistrations: false }, 'without-registration'],
])('%s, nobody is registered', async (_name, overrides, refusal) => {
  expect(await come(await published(overrides), 1)).toBe(refusal)
})

test('of two agents who change an event at once, the second is told, and nothing of the first is lost', async () => {
  const id = await published()
  const { version } = (await store.findEvent(database.db, { id }))!
  const change = (title: string) =>
    changeEvent(context, { submission: submission(), id, draft: aDraft({ title }), version })
  expect((await change('Premier')).ok).toBe(true)
  expect(await change('Second')).toEqual({ ok: false, refusal: 'changed-meanwhile' })
  expect((await store.findEvent(database.db, { id }))?.title).toBe('Premier')
})

test('the sequence grows when the hour changes, and not when the number of places does', async () => {
  const id = await published()
  const sequenceAfter = async (draft: EventDraft) => {
    const { version } = (await store.findEvent(database.db, { id }))!
    await changeEvent(context, { submission: submission(), id, draft, version })
    return (await store.findEvent(database.db, { id }))!.sequence
  }
  const { sequence } = (await store.findEvent(database.db, { id }))!
  expect(await sequenceAfter(aDraft({ capacity: 9 }))).toBe(sequence)
  expect(await sequenceAfter(aDraft({ startsAt: new Date('2026-03-12T17:00:00Z') }))).toBe(sequence + 1)
})

test('an event that is cancelled is told once to everyone on its list, even when the job runs twice', async () => {
  const id = await published({ capacity: 1 })
  for (const at of [1, 2, 3]) await come(id, at)
  await leave(id, 3)
  const before = await mails('agenda.cancelled')
  expect((await moveEvent(context, { submission: submission(), id, move: 'cancel', reason: '' })).ok).toBe(false)
  await moveEvent(context, { submission: submission(), id, move: 'cancel', reason: 'La salle est inondée.' })
  const { sequence } = (await store.findEvent(database.db, { id }))!
  for (let run = 0; run < 2; run++) await tell(context, { eventId: id, what: 'cancelled', sequence })
  expect(await mails('agenda.cancelled')).toBe(before + 2)
  expect(await come(id, 5)).toBe('event-cancelled')
})

test('those who come are reminded once, and again when the day changes', async () => {
  const id = await published({ startsAt: new Date('2026-04-02T08:00:00Z'), endsAt: new Date('2026-04-02T09:00:00Z') })
  await come(id, 9)
  const before = await mails('agenda.reminder')
  now = new Date('2026-04-01T06:00:00Z')
  for (let run = 0; run < 2; run++) await remind(context)
  expect(await mails('agenda.reminder')).toBe(before + 1)
  const { version } = (await store.findEvent(database.db, { id }))!
  const draft = aDraft({ startsAt: new Date('2026-04-09T08:00:00Z'), endsAt: new Date('2026-04-09T09:00:00Z') })
  await changeEvent(context, { submission: submission(), id, draft, version })
  now = new Date('2026-04-08T06:00:00Z')
  await remind(context)
  expect(await mails('agenda.reminder')).toBe(before + 2)
  now = TEST_NOW
})

test('who was noted present gives their opinion once; the table does not say who', async () => {
  const eventId = await published({ capacity: 5 })
  for (const at of [1, 2]) await come(eventId, at)
  const own = (await store.findOwn(database.db, eventId, ownerOf(1)))!
  const noted = (present: readonly string[]) => notePresence(context, { submission: submission(), eventId, present })
  expect(await noted([own.id])).toEqual({ ok: false, refusal: 'not-begun' })
  now = new Date('2026-03-12T17:00:00Z')
  expect((await noted([own.id])).ok).toBe(true)
  const say = async (at: number) => {
    const evaluation = { opinion: 4, comment: 'Bien' }
    const said = await evaluate(context, { submission: submission(), eventId, owner: ownerOf(at), evaluation })
    return said.ok ? 'kept' : said.refusal
  }
  expect([await say(1), await say(1), await say(2)]).toEqual(['kept', 'evaluated-already', 'did-not-come'])
  expect(await store.listEvaluations(database.db, eventId)).toEqual([{ opinion: 4, comment: 'Bien' }])
  now = TEST_NOW
})

test('a copy falls a week later at the same hour of the clock, over the night of March too', async () => {
  const day = { startsAt: new Date('2026-03-26T17:30:00Z'), endsAt: new Date('2026-03-26T19:00:00Z') }
  const copied = await duplicateEvent(context, { submission: submission(), id: await published(day) })
  assert(copied.ok, 'it is copied')
  const copy = await store.findEvent(database.db, { id: copied.value.eventId })
  expect([copy?.state, copy?.startsAt.toISOString()]).toEqual(['draft', '2026-04-02T16:30:00.000Z'])
  expect(copy?.slug).not.toBe('')
})

test('needs go thirty days after the event, names a year after, and the number of those who came stays', async () => {
  const eventId = await published({ capacity: 5 })
  const guest = { ...guestOf(11), need: 'Interprète en langue des signes' }
  await register(context, { submission: submission(), eventId, guest, owner: ownerOf(11) })
  const ended = new Date('2026-03-12T19:00:00Z').getTime()
  const after = (days: number) => new Date(ended + days * 24 * HOUR_MS + 1)
  const needs = async () => (await store.listRegistrations(database.db, eventId)).map(({ need }) => need)
  const at = (days: number) => new Date(after(days).getTime() - 30 * 24 * HOUR_MS)
  await store.deleteNeedsBefore(database.db, at(29))
  expect(await needs()).toEqual(['Interprète en langue des signes'])
  await store.deleteNeedsBefore(database.db, at(30))
  expect(await needs()).toEqual([null])
  await store.anonymiseBefore(database.db, after(0), after(365))
  const [left] = await store.listRegistrations(database.db, eventId)
  expect(left).toMatchObject({ name: '', email: null, personId: null, state: 'registered' })
})

test('a place that an erased account leaves goes to who waits', async () => {
  const eventId = await published({ capacity: 1 })
  for (const at of [12, 13]) await come(eventId, at)
  await database.db.transaction().execute((one) => store.freePlacesOf(one, ownerOf(12), now))
  await fillFreedPlaces(context)
  expect(await namesIn(eventId, 'registered')).toEqual(['Personne 13'])
})
