import type { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Context } from '#platform/context'
import { TEST_NOW, testContext } from '#platform/context/testing'
import { readAs } from '#platform/database'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { openProvider } from '#platform/identity'
import { startTestProvider, type TestProvider, walkThrough } from '#platform/identity/testing'
import { contributions } from '../../../../modules.ts'
import { type Read, type VoterBrowser, voterBrowserOn } from '../../testing/browser.ts'
import { openPoll } from '../../testing/sealed-poll.ts'
import { voteSite } from '../../testing/site.ts'

const SITE = 'http://localhost'
const CHOOSE = '/scrutins/coups-de-coeur-2026/voter'
const IDENTITY = `${CHOOSE}/identite`
const LEAVE = `${IDENTITY}/franceconnect`
const LEA = { sub: 'lea', given_name: 'Léa Marie', family_name: 'Petit', birthdate: '2012-03-07', refuses: false }

let database: TestDatabase
let context: Context
let there: TestProvider
let app: Hono
let now = TEST_NOW

beforeAll(async () => {
  database = await testDatabase()
  there = await startTestProvider(SITE, 'franceconnect')
  context = testContext(database, { contributions, now: () => new Date(now) })
  await openPoll(context)
  app = siteWith(fetch)
})
afterAll(async () => {
  await there.stop()
  await database.drop()
})

/** The site, which reaches FranceConnect by `reach`. */
function siteWith(reach: typeof fetch): Hono {
  const { issuer, clientId, clientSecret } = there
  const franceConnect = openProvider(
    {
      name: 'franceconnect',
      label: 'FranceConnect',
      acr: 'eidas1',
      hasSignedUserinfo: true,
      issuer,
      clientId,
      clientSecret,
    },
    { url: SITE, now: () => new Date(), fetch: (url, options) => reach(url, options as RequestInit) },
  )
  return voteSite(context, [], [], { identity: { providers: [franceConnect], agentSirets: [], confirmEveryDays: 7 } })
}

let voter: VoterBrowser
beforeEach(() => {
  Object.assign(there.next, { acr: 'eidas1', ...LEA })
  voter = voterBrowserOn(app)
})

/** Leaves, lets FranceConnect answer, and gives the address of ours it sends the browser back to. */
async function answered(browser: VoterBrowser): Promise<string> {
  await browser.get(IDENTITY)
  const left = await browser.send(LEAVE)
  expect(left.status).toBe(200)
  const address = left.headers.get('Refresh')?.replace('0; url=', '') ?? ''
  return pathOf(await walkThrough(address))
}

async function through(browser: VoterBrowser): Promise<Read> {
  return browser.get(await answered(browser))
}

function pathOf(address: string): string {
  const { pathname, search } = new URL(address)
  return pathname + search
}

test('FranceConnect is asked for the name and the birth date, and for nothing more', async () => {
  await voter.get(IDENTITY)
  const left = await voter.send(LEAVE)
  const asked = new URL(left.headers.get('Refresh')?.replace('0; url=', '') ?? '').searchParams
  expect(asked.get('scope')).toBe('openid given_name family_name birthdate')
  expect(asked.get('redirect_uri')).toBe(`${SITE}/scrutins/retour/franceconnect`)
})

test('without JavaScript: choose, come by FranceConnect, confirm; the choices were kept, no account was made', async () => {
  await voter.get(`${CHOOSE}?simple`)
  await voter.send(CHOOSE, { choix: 'p2', acte: 'relire' })
  expect(await through(voter)).toMatchObject({ status: 303, location: `${CHOOSE}/confirmer` })
  const { html } = await voter.get(`${CHOOSE}/confirmer`)
  expect(html).toContain('<strong>Léa</strong>')
  expect(html).toContain('Le jardin partagé de la gare')
  expect(html).toContain('Changer de personne')
  expect(await voter.send(`${CHOOSE}/confirmer`)).toMatchObject({ status: 303, location: `${CHOOSE}/enregistre` })
  const marks = await readAs(database.db, 'registrar', (registrar) =>
    registrar.selectFrom('roll_entry').select(['evidence', 'commune']).execute(),
  )
  expect(marks).toEqual([{ evidence: 'franceconnect', commune: null }])
  expect(await database.db.selectFrom('person').selectAll().execute()).toEqual([])
})

test('who voted already is told so, once they have proved who they are', async () => {
  await through(voter)
  expect((await voter.get(`${CHOOSE}/confirmer`)).html).toContain('Vous avez déjà voté, et ce vote est enregistré.')
})

test.each([
  ['is too young', { birthdate: '2016-03-02' }, 422, 'il faut avoir 11 ans'],
  ['has no whole birth date', { birthdate: '1980-00-00' }, 422, 'Venez au guichet'],
  ['has no name there', { family_name: '' }, 422, 'Votez autrement'],
  ['says no over there', { refuses: true }, 403, 'Vous avez annulé chez FranceConnect'],
  ['has a level too low', { acr: 'eidas0' }, 403, 'pas assez sûr'],
])('who %s is told kindly, with the other ways on the same page', async (_, change, status, sentence) => {
  Object.assign(there.next, change)
  const back = await through(voter)
  expect(back.status).toBe(status)
  expect(back.html).toContain(sentence)
  expect(back.html).toContain('Recevoir mon code')
  expect((await voter.get(`${CHOOSE}/confirmer`)).location).toBe(IDENTITY)
})

test('exactly eleven on the day the poll says is old enough', async () => {
  Object.assign(there.next, { sub: 'onze', given_name: 'Onze', birthdate: '2015-03-01' })
  expect((await through(voter)).location).toBe(`${CHOOSE}/confirmer`)
})

test('FranceConnect is down: the page says so, and the other ways are there', async () => {
  const lost = voterBrowserOn(siteWith(() => Promise.reject(new TypeError('down'))))
  await lost.get(IDENTITY)
  const left = await lost.send(LEAVE)
  expect(left.status).toBe(503)
  expect(left.html).toContain('FranceConnect ne répond pas en ce moment')
})

test('an answer serves once, in the browser it was asked from, for ten minutes', async () => {
  const thief = voterBrowserOn(app)
  const stolen = await thief.get(await answered(voter))
  expect(stolen).toMatchObject({ status: 400 })
  expect(stolen.html).toContain('dans un autre navigateur')
  expect((await thief.get(`${CHOOSE}/confirmer`)).location).toBe(IDENTITY)

  const address = await answered(voter)
  expect((await voter.get(address)).status).toBe(303)
  const replayed = await voter.get(address)
  expect(replayed).toMatchObject({ status: 400 })
  expect(replayed.html).toContain('a déjà servi')

  const late = await answered(voter)
  now = new Date(now.getTime() + 10 * 60_000)
  expect((await voter.get(late)).html).toContain('Plus de dix minutes ont passé.')
})

test('an answer with another state, or none, opens nothing', async () => {
  const address = await answered(voter)
  expect((await voter.get(address.replace(/state=[^&]+/, 'state=another'))).status).toBe(400)
  expect((await voter.get('/scrutins/retour/franceconnect')).status).toBe(400)
})

test('« Changer de personne » closes the session over there, then the journey begins anew', async () => {
  await through(voter)
  expect((await voter.get(IDENTITY)).html).toContain('Changer de personne')
  const ending = await voter.get(`${IDENTITY}/fin`)
  const address = new URL(ending.headers.get('Refresh')?.replace('0; url=', '') ?? '')
  expect(address.searchParams.get('id_token_hint')).toMatch(/^ey/)
  expect(address.searchParams.get('post_logout_redirect_uri')).toBe(`${SITE}/scrutins/retour/franceconnect/fin`)
  const back = await voter.get('/scrutins/retour/franceconnect/fin?state=coups-de-coeur-2026')
  expect(back).toMatchObject({ status: 303, location: CHOOSE })
  expect((await voter.get(IDENTITY)).html).not.toContain('Changer de personne')
  expect((await voter.get(`${IDENTITY}/fin`)).location).toBe(CHOOSE)
})

test('who comes back from nowhere is led to a page of ours, whatever they say', async () => {
  const hostile = await voter.get('/scrutins/retour/franceconnect/fin?state=%2F%2Fmechant.example')
  expect(hostile.location).toBe('/scrutins')
})

test('a poll that does not take FranceConnect does not offer it', async () => {
  await openPoll(context, { slug: 'sans', evidence: ['email'] })
  const other = '/scrutins/sans/voter/identite'
  expect((await voter.get(other)).html).not.toContain('FranceConnect')
})
