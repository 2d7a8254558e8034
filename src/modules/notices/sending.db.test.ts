import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { Context } from '#platform/context'
import { TEST_NOW, testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { type NoticeSubject, tell } from '#platform/notices'
import { choose, leaveSubject } from './commands.choices.ts'
import { sendDue } from './commands.sending.ts'
import { purgeOldMessages, USUAL_MONTHS } from './store.inbox.ts'

const AGENDA: NoticeSubject = { id: 'agenda', name: 'Agenda', brings: 'Ce qui se passe.', rhythm: 'daily' }
const AIDS: NoticeSubject = { id: 'aides', name: 'Aides', brings: 'Les aides.', rhythm: 'daily', isPublicity: true }
const ACCOUNT: NoticeSubject = { id: 'compte', name: 'Compte', brings: 'Vous.', rhythm: 'now', isService: true }
const TOMORROW = new Date('2026-03-03T07:00:00Z')

let database: TestDatabase
let now = TEST_NOW
let context: Context
let child: ChildProcess | undefined
const [LOU, ZOE] = [personOf(1), personOf(2)]

beforeAll(async () => {
  database = await testDatabase()
  context = testContext(database, {
    now: () => new Date(now),
    contributions: [{ module: 'agenda', notices: [AGENDA, AIDS, ACCOUNT] }],
  })
  await insertPeople(40)
})
afterAll(async () => {
  child?.kill('SIGKILL')
  await database.drop()
})
beforeEach(async () => {
  now = TEST_NOW
  for (const table of ['notice_message', 'notice_rhythm', 'notice_schedule', 'notice_way_out', 'notice_neutral_period'])
    await sql`DELETE FROM ${sql.table(table)}`.execute(database.db)
  await sql`DELETE FROM mail`.execute(database.db)
})

test('a digest says everything once, and nothing to say sends nothing', async () => {
  await say(AGENDA, 'event:1', [LOU], 'Un comptoir est annoncé.')
  await say(AIDS, 'aid:1', [LOU], 'Une aide ouvre.')
  await sendDue(context)
  expect(await mails()).toEqual([])
  now = TOMORROW
  await sendDue(context)
  await sendDue(context)
  const [mail, ...others] = await mails()
  expect(others).toEqual([])
  expect(mail).toMatchObject({ recipient: emailOf(1), kind: 'notices.digest', subject: '2 nouvelles pour vous' })
  expect(mail!.words).toContain('Un comptoir est annoncé.')
  expect(mail!.words).toContain('Une aide ouvre.')
  now = new Date('2026-03-04T07:00:00Z')
  await sendDue(context)
  expect(await mails()).toHaveLength(1)
})

test('one person whose mail cannot be written keeps it from nobody else, and is tried again', async () => {
  await say(ACCOUNT, 'grant:1', [LOU, ZOE], 'Vous avez un rôle.')
  await sql`CREATE FUNCTION refuse_one() RETURNS trigger LANGUAGE plpgsql
    AS ${sql.raw(`$$ BEGIN IF NEW.recipient = '${emailOf(1)}' THEN RAISE 'refused'; END IF; RETURN NEW; END $$`)}`.execute(
    database.owner,
  )
  await sql`CREATE TRIGGER refuse_one BEFORE INSERT ON mail FOR EACH ROW EXECUTE FUNCTION refuse_one()`.execute(
    database.owner,
  )
  await expect(sendDue(context)).rejects.toThrow('refused')
  expect((await mails()).map(({ recipient }) => recipient)).toEqual([emailOf(2)])
  await sql`DROP FUNCTION refuse_one CASCADE`.execute(database.owner)
  await sendDue(context)
  expect((await mails()).map(({ recipient }) => recipient).toSorted()).toEqual([emailOf(1), emailOf(2)])
})

test('what was told at once is not told again by the digest', async () => {
  await say(ACCOUNT, 'grant:1', [LOU], 'Vous avez un rôle.')
  await say(AGENDA, 'event:1', [LOU], 'Un comptoir est annoncé.')
  await sendDue(context)
  expect(await mails()).toMatchObject([
    { kind: 'notices.message', subject: 'Compte : du nouveau pour vous', list: { id: 'compte', name: 'Compte' } },
  ])
  now = TOMORROW
  await sendDue(context)
  const last = (await mails()).at(-1)!
  expect(last.words).not.toContain('Vous avez un rôle.')
  expect(last.list).toMatchObject({ id: 'nouvelles' })
})

test('no mail holds a datum of its person in a subject or an address', async () => {
  await say(AGENDA, 'event:1', [LOU], 'Bonjour Lou, un comptoir est annoncé.')
  now = TOMORROW
  await sendDue(context)
  const [mail] = await mails()
  const hrefs = mail!.words.match(/\/[^\s"]*/g)!.join(' ') + JSON.stringify(mail!.list)
  for (const datum of [LOU, LOU.replaceAll('-', ''), emailOf(1), 'Lou'])
    expect(hrefs + mail!.subject).not.toContain(datum)
})

test('what was read on the site is left out of the digest', async () => {
  await say(AGENDA, 'event:1', [LOU], 'Un comptoir est annoncé.')
  await sql`UPDATE notice_message SET read_at = ${now}`.execute(database.db)
  now = TOMORROW
  await sendDue(context)
  expect(await mails()).toEqual([])
})

test('who has no e-mail gets a letter for service and for what they asked, and the rest waits on the site', async () => {
  const without = personOf(900)
  await sql`INSERT INTO person (id, display_name, created_at) VALUES (${without}, 'Sans', ${TEST_NOW})
    ON CONFLICT DO NOTHING`.execute(database.db)
  await sql`INSERT INTO notice_rhythm VALUES (${without}, 'aides', 'daily')`.execute(database.db)
  await say(ACCOUNT, 'grant:1', [without], 'Vous avez un rôle.')
  await say(AGENDA, 'event:1', [without], 'Un comptoir est annoncé.')
  await say(AIDS, 'aid:1', [without], 'Une aide ouvre.')
  now = TOMORROW
  await sendDue(context)
  expect(await deliveries()).toEqual({ compte: 'letter', agenda: 'inbox', aides: 'letter' })
  expect(await mails()).toEqual([])
})

test('publicity told before a period of election waits when its digest falls in it', async () => {
  await say(AIDS, 'aid:1', [LOU], 'Une aide ouvre.')
  await say(AGENDA, 'event:1', [LOU], 'Un comptoir est annoncé.')
  await sql`INSERT INTO notice_neutral_period VALUES (${LOU}, 'Municipales', '2026-03-03', '2026-03-22', ${TEST_NOW})`.execute(
    database.db,
  )
  now = TOMORROW
  await sendDue(context)
  expect((await mails()).map(({ words }) => words.includes('Une aide ouvre.'))).toEqual([false])
  expect(await deliveries()).toEqual({ aides: 'held', agenda: 'mailed' })
})

test('whoever changes their mind is followed by what waits, and by nothing of what cannot be refused', async () => {
  await say(AGENDA, 'event:1', [LOU, ZOE], 'Un comptoir est annoncé.')
  await say(ACCOUNT, 'grant:1', [LOU], 'Vous avez un rôle.')
  const own = { personId: LOU, subject: 'all', rhythm: 'never' } as const
  await leaveSubject(context, { submission: { key: 'unsubscribe-once', body: null }, ...own })
  await leaveSubject(context, { submission: { key: 'unsubscribe-again', body: null }, ...own })
  now = TOMORROW
  await sendDue(context)
  expect((await mails()).map(({ recipient, kind }) => `${recipient} ${kind}`)).toEqual([
    `${emailOf(1)} notices.message`,
    `${emailOf(2)} notices.digest`,
  ])
  const submission = { key: 'chooses-once-and-for-all', body: null }
  const choices = { rhythms: new Map([['agenda', 'now' as const]]), dailyAt: '08:00', weekday: 1 }
  await say(AGENDA, 'event:2', [ZOE], 'Une visite est annoncée.')
  await choose(context, { submission, personId: ZOE, choices })
  await sendDue(context)
  // Written at the same moment, their order is that of chance.
  expect((await mails()).filter(({ words }) => words.includes('Une visite est annoncée.'))).toHaveLength(1)
})

test('two processes that send at the same time write once to each person', async () => {
  const everyone = Array.from({ length: 40 }, (_, index) => personOf(index + 1))
  await say(AGENDA, 'event:1', everyone, 'Un comptoir est annoncé.')
  now = TOMORROW
  const others = [11, 12, 13].map((seed) => ({ ...testContext(database, { seed }), now: context.now }))
  await Promise.all([context, ...others].map(sendDue))
  expect(new Set((await mails()).map(({ recipient }) => recipient)).size).toBe(40)
  expect(await mails()).toHaveLength(40)
})

test('a process killed in the middle: nobody is written to twice, nobody is forgotten', async () => {
  const everyone = Array.from({ length: 40 }, (_, index) => personOf(index + 1))
  now = new Date('2026-03-01T09:00:00Z')
  await say(AGENDA, 'event:1', everyone, 'Un comptoir est annoncé.')
  now = TEST_NOW
  child = spawn(process.execPath, [CHILD, JSON.stringify(database.connection)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout!, 'data')
  child.kill('SIGKILL')
  await once(child, 'exit')
  const before = (await mails()).length
  expect(before).toBeGreaterThan(0)
  expect(before).toBeLessThan(40)

  // PostgreSQL takes a moment to see that the process is gone, and gives its person back.
  await vi.waitFor(
    async () => {
      await sendDue(context)
      expect(await mails()).toHaveLength(40)
    },
    { timeout: 60_000, interval: 200 },
  )
  expect(new Set((await mails()).map(({ recipient }) => recipient)).size).toBe(40)
})
const CHILD = fileURLToPath(new URL('sending.child.testing.ts', import.meta.url))

test('messages go after two years, or as long as the territory said', async () => {
  await say(AGENDA, 'event:1', [LOU], 'Un comptoir est annoncé.')
  expect(USUAL_MONTHS).toBe(24)
  expect(await purgeOldMessages(database.db, new Date('2028-03-02T08:59:00Z'))).toBe(0n)
  expect(await purgeOldMessages(database.db, new Date('2028-03-02T09:01:00Z'))).toBe(1n)
})

function personOf(number: number): string {
  return `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`
}

function emailOf(number: number): string {
  return `personne-${number}@exemple.example`
}

async function insertPeople(count: number) {
  for (let number = 1; number <= count; number += 1) {
    await sql`INSERT INTO person (id, display_name, created_at) VALUES (${personOf(number)}, 'Exemple', ${TEST_NOW})`.execute(
      database.db,
    )
    await sql`INSERT INTO person_email (person_id, address, verified_at)
      VALUES (${personOf(number)}, ${emailOf(number)}, ${TEST_NOW})`.execute(database.db)
  }
}

function say(subject: NoticeSubject, object: string, ids: readonly string[], sentence: string) {
  const change = { subject, object, state: 'published', people: { ids }, sentence, href: '/agenda' }
  return database.db.transaction().execute((transaction) => tell(transaction, context, change))
}

async function mails() {
  const { rows } = await sql<{ recipient: string; kind: string; subject: string; words: string; list: unknown }>`
    SELECT recipient, kind, subject, paragraphs::text AS words, list FROM mail ORDER BY recipient, written_at, id`.execute(
    database.db,
  )
  return rows
}

async function deliveries() {
  const { rows } = await sql<{
    subject: string
    delivery: string
  }>`SELECT subject, delivery FROM notice_message`.execute(database.db)
  return Object.fromEntries(rows.map(({ subject, delivery }) => [subject, delivery]))
}
