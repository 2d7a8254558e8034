import type { Hono } from 'hono'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { assert } from '#kernel/result'
import { seedPeople } from '#modules/accounts'
import type { Context } from '#platform/context'
import { TEST_NOW, testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { type NoticeSubject, tell } from '#platform/notices'
import { contributions } from '../../modules.ts'
import { cookieOf, siteOn } from './site.testing.ts'

const [AUTHOR, SECOND] = ['00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002']
const AIDS: NoticeSubject = {
  id: 'essai-aides',
  name: 'Aides',
  brings: 'Les aides.',
  rhythm: 'daily',
  isPublicity: true,
}
const WORK: NoticeSubject = { id: 'essai-bureau', name: 'Bureau', brings: 'Le travail.', rhythm: 'never' }

let database: TestDatabase
let context: Context
let app: Hono

beforeAll(async () => {
  database = await testDatabase()
  context = testContext(database, { contributions: [...contributions, { module: 'essais', notices: [AIDS, WORK] }] })
  const seeded = await seedPeople(context, [
    { id: AUTHOR, displayName: 'Agente exemple', email: 'a@b.example', roles: ['agent'] },
    { id: SECOND, displayName: 'Agent second', email: 's@b.example', roles: ['agent'] },
  ])
  assert(seeded.ok, 'the agents of the test are there')
  app = siteOn(context)
})
afterAll(() => database.drop())

test('an announcement held back waits for a second agent: not for its author, and no more once it left', async () => {
  await sql`INSERT INTO notice_neutral_period VALUES (${AUTHOR}, 'Municipales', '2026-03-01', '2026-03-22', ${TEST_NOW})`.execute(
    database.db,
  )
  await say(AIDS, 'aid:1', [AUTHOR, SECOND])
  expect(await read(SECOND, '/agents')).toContain('Relire une annonce retenue')
  expect(await read(AUTHOR, '/agents')).not.toContain('annonce retenue')
  await sql`UPDATE notice_message SET delivery = 'waiting', approved_at = ${TEST_NOW}`.execute(database.db)
  expect(await read(SECOND, '/agents')).not.toContain('annonce retenue')
})

test('messages not read are counted beside the name, at the desk only, and what is held back is not', async () => {
  await sql`DELETE FROM notice_message`.execute(database.db)
  expect(await read(SECOND, '/agents')).not.toContain('à lire')
  for (const object of ['work:1', 'work:2']) await say(WORK, object, [SECOND])
  await say(AIDS, 'aid:2', [SECOND])
  const desk = await app.request('/agents', { headers: { Cookie: await cookieOf(context, SECOND) } })
  expect(desk.headers.get('Cache-Control')).toBe('no-store')
  expect(await desk.text()).toMatch(/Agent second[\s\S]{0,300}2\smessages à lire<\/a>/)
  for (const path of ['/', '/agenda', '/contact']) expect(await read(SECOND, path), path).not.toContain('à lire')
  await sql`UPDATE notice_message SET read_at = ${TEST_NOW} WHERE object = 'work:1'`.execute(database.db)
  expect(await read(SECOND, '/agents')).toMatch(/1\smessage à lire/)
})

function say(subject: NoticeSubject, object: string, ids: readonly string[]) {
  const change = { subject, object, state: 'new', people: { ids }, sentence: 'Ce qui change.', href: '/agenda' }
  const acting = { ...context, actor: { kind: 'person', id: AUTHOR } as const }
  return database.db.transaction().execute((transaction) => tell(transaction, acting, change))
}

async function read(who: string, path: string): Promise<string> {
  return (await app.request(path, { headers: { Cookie: await cookieOf(context, who) } })).text()
}
