import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { assert } from '#kernel/result'
import { seedPeople } from '#modules/accounts'
import { actingAs, type Context } from '#platform/context'
import { TEST_NOW, testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { contribution } from '../contributes.ts'
import type { EventDraft } from '../model.ts'
import * as store from '../store/index.ts'
import { agendaTasks } from '../tasks.ts'
import { aDraft } from '../testing/events.ts'
import { changeEvent, createEvent, duplicateEvent, giveBack, moveEvent, register, remind, tell } from './index.ts'

const PEOPLE = Array.from({ length: 26 }, (_, at) => `00000000-0000-7000-8000-${String(at + 1).padStart(12, '0')}`)

let database: TestDatabase
let context: Context
let key = 0

beforeAll(async () => {
  database = await testDatabase({ poolSize: 12 })
  context = testContext(database, { actor: { kind: 'person', id: PEOPLE[0]! } })
  const people = PEOPLE.map((id, at) => ({ id, displayName: `Nº ${at}`, email: `p${at}@exemple.example`, roles: [] }))
  assert((await seedPeople(context, people)).ok, 'the people of the test are there')
})
afterAll(() => database.drop())

const submission = () => ({ key: `agenda-mesure-${String(++key).padStart(8, '0')}`, body: key })
const ownerOf = (at: number) => ({ personId: PEOPLE[at]!, addresses: [`p${at}@exemple.example`] })

async function published(overrides: Partial<EventDraft> = {}): Promise<string> {
  const created = await createEvent(context, { submission: submission(), draft: aDraft(overrides), proposerId: null })
  assert(created.ok, 'the event is created')
  const id = created.value.eventId
  assert((await move(id, 'publish')).ok, 'it is published')
  return id
}

function move(id: string, kind: 'publish' | 'cancel') {
  return moveEvent(context, { submission: submission(), id, move: kind, reason: kind === 'cancel' ? 'Neige.' : '' })
}

async function change(id: string, overrides: Partial<EventDraft>) {
  const { version } = (await store.findEvent(database.db, { id }))!
  return changeEvent(context, { submission: submission(), id, draft: aDraft(overrides), version })
}

async function come(eventId: string, at: number) {
  const acting = actingAs(context, { kind: 'person', id: PEOPLE[at]! })
  const guest = { name: `Nº ${at}`, email: null, telephone: null, need: null }
  const done = await register(acting, { submission: submission(), eventId, guest, owner: ownerOf(at) })
  return done.ok ? done.value.state : done.refusal
}

async function leave(eventId: string, at: number) {
  const registrationId = (await store.findOwn(database.db, eventId, ownerOf(at)))?.id ?? ''
  return giveBack(context, { submission: submission(), eventId, registrationId, owner: ownerOf(at) })
}

const stateOf = async (eventId: string, at: number) => (await store.findOwn(database.db, eventId, ownerOf(at)))?.state

test('a place that an erased account left is for who waits, not for who comes by', async () => {
  const eventId = await published({ capacity: 1 })
  expect([await come(eventId, 1), await come(eventId, 2)]).toEqual(['registered', 'waiting'])
  await database.db.transaction().execute((transaction) => contribution.erasePerson!(transaction, PEOPLE[1]!, TEST_NOW))
  expect(await come(eventId, 3)).toBe('waiting')
  expect(await stateOf(eventId, 2)).toBe('registered')
})

test('twenty people want the last places while one leaves and the places are cut: nobody is lost, nobody passes another', async () => {
  const eventId = await published({ capacity: 5 })
  for (const at of [1, 2, 3, 4]) await come(eventId, at)
  const crowd = Array.from({ length: 20 }, (_, index) => index + 5)
  await Promise.all([
    ...crowd.map((at) => come(eventId, at)),
    leave(eventId, 2),
    change(eventId, { capacity: 3 }),
    leave(eventId, 3),
  ])
  const list = await store.listRegistrations(database.db, eventId)
  const [placed, waiting] = ['registered', 'waiting'].map((state) => list.filter((one) => one.state === state))
  expect(placed!.length + waiting!.length).toBe(22)
  expect(placed!.length).toBeGreaterThanOrEqual(3)
  expect(placed!.length).toBeLessThanOrEqual(5)
  expect(Math.max(...placed!.map(({ rank }) => rank))).toBeLessThan(Math.min(...waiting!.map(({ rank }) => rank)))
})

test('who comes to an event that moved, then was cancelled before the mails left, is not told that it takes place', async () => {
  const title = 'Marche du soir'
  const eventId = await published({ title })
  await come(eventId, 1)
  await change(eventId, { title, startsAt: new Date('2026-03-12T16:30:00Z') })
  const { sequence } = (await store.findEvent(database.db, { id: eventId }))!
  await move(eventId, 'cancel')
  await tell(context, { eventId, what: 'moved', sequence })
  await tell(context, { eventId, what: 'cancelled', sequence: sequence + 1 })
  const { rows } = await sql<{ kind: string }>`
    SELECT kind FROM mail WHERE person_id = ${PEOPLE[1]} AND kind IN ('agenda.moved', 'agenda.cancelled')
      AND paragraphs::text LIKE '%Marche du soir%'`.execute(database.owner)
  expect(rows.map(({ kind }) => kind)).toEqual(['agenda.cancelled'])
})

test('somebody whose mail cannot be written keeps from nobody else the reminder or the news', async () => {
  const startsAt = new Date('2026-05-07T08:00:00Z')
  const eventId = await published({
    title: 'Atelier réparation',
    capacity: 5,
    startsAt,
    endsAt: new Date('2026-05-07T09:00:00Z'),
  })
  for (const at of [21, 22, 23]) await come(eventId, at)
  const refused = 'p21@exemple.example'
  await sql`CREATE FUNCTION refuse_one() RETURNS trigger LANGUAGE plpgsql
    AS ${sql.raw(`$$ BEGIN IF NEW.recipient = '${refused}' THEN RAISE 'refused'; END IF; RETURN NEW; END $$`)}`.execute(
    database.owner,
  )
  await sql`CREATE TRIGGER refuse_one BEFORE INSERT ON mail FOR EACH ROW EXECUTE FUNCTION refuse_one()`.execute(
    database.owner,
  )
  const eve = { ...context, now: () => new Date('2026-05-06T08:00:00Z') }
  await expect(remind(eve)).rejects.toThrow('refused')
  await move(eventId, 'cancel')
  const { sequence } = (await store.findEvent(database.db, { id: eventId }))!
  await expect(tell(context, { eventId, what: 'cancelled', sequence })).rejects.toThrow('refused')
  await sql`DROP FUNCTION refuse_one CASCADE`.execute(database.owner)
  const written = async () => {
    const { rows } = await sql<{ told: string }>`
      SELECT kind || ' ' || recipient AS told FROM mail WHERE kind IN ('agenda.reminder', 'agenda.cancelled')
        AND recipient IN ('p21@exemple.example', 'p22@exemple.example', 'p23@exemple.example')
        AND paragraphs::text LIKE '%Atelier réparation%'`.execute(database.owner)
    return rows.map(({ told }) => told).toSorted()
  }
  const both = (kind: string) => [22, 23].map((at) => `${kind} p${at}@exemple.example`)
  expect(await written()).toEqual([...both('agenda.cancelled'), ...both('agenda.reminder')])
  await tell(context, { eventId, what: 'cancelled', sequence })
  expect(await written()).toContain(`agenda.cancelled ${refused}`)
})

test('a freed place that cannot be given keeps nobody from theirs, nor from the reminder', async () => {
  const soon = { startsAt: new Date('2026-06-04T08:00:00Z'), endsAt: new Date('2026-06-04T09:00:00Z') }
  const titles = ['Couture abîmée', 'Couture suivie'] as const
  const events = await Promise.all(titles.map((title) => published({ title, capacity: 1, ...soon })))
  for (const [at, eventId] of events.entries()) {
    await come(eventId, 2 * at + 2)
    await come(eventId, 2 * at + 3)
    await database.db.transaction().execute((one) => store.freePlacesOf(one, ownerOf(2 * at + 2), TEST_NOW))
  }
  const reminded = await published({ title: 'Tricot', capacity: 5, ...soon })
  await come(reminded, 6)
  await sql`CREATE FUNCTION refuse_place() RETURNS trigger LANGUAGE plpgsql
    AS ${sql.raw(`$$ BEGIN IF NEW.event_id = '${events[0]}' AND NEW.state = 'registered' THEN RAISE 'place refused'; END IF; RETURN NEW; END $$`)}`.execute(
    database.owner,
  )
  await sql`CREATE TRIGGER refuse_place BEFORE UPDATE ON agenda_registration FOR EACH ROW EXECUTE FUNCTION refuse_place()`.execute(
    database.owner,
  )
  const eve = { ...context, now: () => new Date('2026-06-03T08:00:00Z') }
  await expect(agendaTasks['agenda.remind'](null, eve)).rejects.toThrow('refused')
  await sql`DROP FUNCTION refuse_place CASCADE`.execute(database.owner)
  const { rows } = await sql<{ told: string }>`
    SELECT kind || ' ' || recipient AS told FROM mail WHERE recipient IN ('p5@exemple.example', 'p6@exemple.example')
      AND kind IN ('agenda.placed', 'agenda.reminder') AND paragraphs::text SIMILAR TO '%(Couture|Tricot)%'
    ORDER BY 1`.execute(database.owner)
  expect(rows.map(({ told }) => told)).toEqual([
    'agenda.placed p5@exemple.example',
    'agenda.reminder p6@exemple.example',
  ])
})

test('an event is copied to the week after, even when that night has not its hour', async () => {
  const eventId = await published({
    startsAt: new Date('2026-03-22T01:30:00Z'),
    endsAt: new Date('2026-03-22T02:00:00Z'),
    sessions: [
      {
        title: 'Veillée',
        facilitators: '',
        startsAt: new Date('2026-03-22T01:30:00Z'),
        endsAt: new Date('2026-03-22T02:00:00Z'),
        capacity: null,
      },
    ],
  })
  const copied = await duplicateEvent(context, { submission: submission(), id: eventId })
  assert(copied.ok, 'it is copied')
  const copy = (await store.findEvent(database.db, { id: copied.value.eventId }))!
  expect(copy.startsAt).toEqual(new Date('2026-03-29T01:30:00Z'))
  expect(copy.endsAt.getTime()).toBeGreaterThan(copy.startsAt.getTime())
})
