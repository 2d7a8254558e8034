import type { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Context } from '#platform/context'
import { TEST_NOW, testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { contributions } from '../../../modules.ts'
import { draftSession, openSession } from '../commands/index.ts'
import * as store from '../store/index.ts'
import { lastCode, wrong } from '../testing/mailbox.ts'
import { peopleOn } from '../testing/people.ts'
import { siteOn } from '../testing/site.ts'

const MINUTE_MS = 60_000

type Helped = ReturnType<typeof peopleOn>

let database: TestDatabase
let context: Context
let app: Hono
let now = TEST_NOW
let people: Helped

beforeAll(async () => {
  database = await testDatabase()
  context = testContext(database, { contributions, now: () => now })
  app = siteOn(context)
  people = peopleOn(context, app)
})
beforeEach(() => {
  now = new Date(now.getTime() + MINUTE_MS)
})
afterAll(() => database.drop())

function later(ms: number): void {
  now = new Date(now.getTime() + ms)
}

const person: Helped['person'] = (name, options) => people.person(name, options)
const stranger: Helped['stranger'] = () => people.stranger()

test('an address is added by its code, and the last way in never goes', async () => {
  const { browser } = await person('Odile', { address: 'odile@exemple.fr' })
  await browser.get('/mon-espace/compte')
  const last = await browser.send('/mon-espace/compte/adresses/enlever', { adresse: 'odile@exemple.fr' })
  expect([last.status, last.html.includes('dernier moyen d’entrer')]).toEqual([422, true])

  await browser.send('/mon-espace/compte/adresses', { adresse: 'odile2@exemple.fr' })
  await browser.get('/mon-espace/compte/adresse')
  const code = await lastCode(database, 'odile2@exemple.fr')
  const mistaken = await browser.send('/mon-espace/compte/adresse', { code: wrong(code) })
  expect(mistaken.status).toBe(422)
  const added = await browser.send('/mon-espace/compte/adresse', { code })
  expect(added.status).toBe(303)
  expect((await browser.get('/mon-espace/compte')).html).toContain('odile2@exemple.fr')
  expect((await browser.send('/mon-espace/compte/adresses/enlever', { adresse: 'odile@exemple.fr' })).status).toBe(303)
  expect((await browser.get('/mon-espace/compte')).html).not.toContain('odile@exemple.fr')
})

test('whoever has another way in may take their address away', async () => {
  const { id, browser } = await person('Franche', { address: 'franche@exemple.fr' })
  await browser.get('/mon-espace/compte')
  const last = await browser.send('/mon-espace/compte/adresses/enlever', { adresse: 'franche@exemple.fr' })
  expect(last.html).toContain('dernier moyen')

  const identity = { provider: 'franceconnect', subjectHash: Buffer.alloc(32, 7), personId: id, at: now } as const
  await database.db.transaction().execute((transaction) => store.insertIdentity(transaction, identity))
  await browser.get('/mon-espace/compte')
  const gone = await browser.send('/mon-espace/compte/adresses/enlever', { adresse: 'franche@exemple.fr' })
  expect(gone.status).toBe(303)
})

test('a code asked to sign in adds no address, and one asked to add an address signs nobody in', async () => {
  const { browser } = await person('Rose', { address: 'rose@exemple.fr' })
  await browser.get('/mon-espace/compte')
  await browser.send('/mon-espace/compte/adresses', { adresse: 'rose2@exemple.fr' })
  const code = await lastCode(database, 'rose2@exemple.fr')
  expect((await browser.get('/connexion/code')).html).toContain('Aucun code n’attend')
  expect(code).toMatch(/^\d{6}$/)
})

test('a session is closed from another device, or all at once', async () => {
  const { id, browser } = await person('Tom', { address: 'tom@exemple.fr' })
  const drafts = [draftSession(context), draftSession(context)] as const
  for (const draft of drafts) {
    await context.db.transaction().execute(async (transaction) => {
      const proof = { personId: id, assurance: 'email-code', device: 'Chrome sur Android' } as const
      await openSession(transaction, context, draft, proof)
    })
  }
  const phone = stranger()
  phone.cookies.set('__Host-session', drafts[0].secret)
  expect((await phone.get('/mon-espace/compte')).status).toBe(200)

  const listed = await browser.get('/mon-espace/compte')
  expect(listed.html.match(/Chrome sur Android<\/strong>/g)).toHaveLength(2)
  await browser.send('/mon-espace/compte/connexions/fermer', { connexion: drafts[0].id })
  expect((await phone.get('/mon-espace/compte')).status).toBe(303)

  const tablet = stranger()
  tablet.cookies.set('__Host-session', drafts[1].secret)
  await browser.get('/mon-espace/compte')
  const closed = await browser.send('/mon-espace/compte/connexions/fermer-tout')
  expect(closed.location).toBe('/deconnexion')
  expect((await tablet.get('/mon-espace/compte')).status).toBe(303)
  expect((await browser.get('/mon-espace/compte')).status).toBe(303)
})

test('nobody closes the session of somebody else', async () => {
  const [mine, theirs] = [await person('Un'), await person('Deux')]
  const other = await database.db
    .selectFrom('session')
    .select('id')
    .where('person_id', '=', theirs.id)
    .executeTakeFirstOrThrow()
  await mine.browser.get('/mon-espace/compte')
  const tried = await mine.browser.send('/mon-espace/compte/connexions/fermer-tout')
  expect(tried.status).toBe(303)
  expect((await theirs.browser.get('/mon-espace/compte')).status).toBe(200)
  const again = await person('Trois')
  await again.browser.get('/mon-espace/compte')
  expect((await again.browser.send('/mon-espace/compte/nom', { connexion: other.id, nom: 'Trois bis' })).status).toBe(
    303,
  )
  expect((await theirs.browser.get('/mon-espace/compte')).status).toBe(200)
})

test('a session ends when it is not used, and in any case after its whole life', async () => {
  const idle = await person('Absente')
  later(14 * 24 * 60 * MINUTE_MS + 1)
  expect((await idle.browser.get('/mon-espace/compte')).status).toBe(303)
  const used = await person('Assidue')
  for (let day = 0; day < 59; day += 10) {
    later(10 * 24 * 60 * MINUTE_MS)
    await used.browser.get('/mon-espace/compte')
  }
  expect((await used.browser.get('/mon-espace/compte')).status).toBe(303)
})

test('a person has at most twenty sessions: the one unused for longest goes first', async () => {
  const { id, browser } = await person('Vingt')
  for (let device = 0; device < 20; device++) {
    later(1_000)
    await context.db.transaction().execute(async (transaction) => {
      const proof = { personId: id, assurance: 'email-code', device: 'Essai' } as const
      await openSession(transaction, context, draftSession(context), proof)
    })
  }
  expect(await store.listSessionsOf(context.db, id, now)).toHaveLength(20)
  expect((await browser.get('/mon-espace/compte')).status).toBe(303)
})
