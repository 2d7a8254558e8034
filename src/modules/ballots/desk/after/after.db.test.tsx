import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Context } from '#platform/context'
import { TEST_NOW, testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { type Role, sessions, type Visitor } from '#platform/sessions'
import { ballotPages } from '../../pages/index.tsx'
import { insertSeat } from '../../store/sealed/index.ts'
import { closeVote, openVote, voteFor } from '../../testing/held-vote.ts'
import { openPoll } from '../../testing/sealed-poll.ts'
import { afterDesk } from './index.tsx'

const FRAME = {
  ...{ serviceName: 'Filigrane', territoryName: 'Essai', watermark: '', navigation: [] },
  assets: { stylesheet: '', fonts: [] },
  footer: { mention: '', columns: [] },
}
const COOKIES = '__Host-session=secret; __Host-navigateur=browser'
const DAY_MS = 86_400_000

let database: TestDatabase
let context: Context
let now = TEST_NOW
let desk: string
let face: string

beforeAll(async () => {
  database = await testDatabase()
  context = testContext(database, { now: () => now })
  const opened = await openPoll(context)
  await voteFor(context, opened.poll, [['Martin', [0, 1]]])
  desk = `/agents/scrutins/${opened.poll.slug}/destruction`
  face = `/scrutins/${opened.poll.slug}`
  for (const [index, office] of (['commission', 'bureau'] as const).entries()) {
    const since = new Date(TEST_NOW.getTime() - 60_000)
    const seat = { id: context.newId(), pollId: opened.poll.id, office, number: 1, personId: idOf(index + 1) }
    await database.db
      .transaction()
      .execute((transaction) => insertSeat(transaction, { ...seat, since, until: null }, idOf(9)))
  }
  now = new Date(TEST_NOW.getTime() + 5 * DAY_MS)
  expect((await person(1).get(desk)).status).toBe(404)
  await closeVote(context, opened.poll)
  await openVote(context, opened)
})
afterAll(() => database.drop())

const idOf = (number: number) => `00000000-0000-7000-8000-00000000030${number}`

/** 1 is of the commission, 2 of the bureau, 3 of neither. */
function person(number: number, role: Role = 'resident') {
  const visitor: Visitor = {
    ...{ personId: idOf(number), sessionId: idOf(number), displayName: 'Ana', assurance: 'passkey' as const },
    ...{ signedInAt: new Date(0), roles: [{ role, object: null }] },
  }
  const app = new Hono()
    .use(sessions(async () => visitor))
    .route('/', ballotPages(context, FRAME))
    .route('/', afterDesk(context, FRAME))
  const get = (at: string) => app.request(at, { headers: { Cookie: COOKIES } })
  const read = async (at: string) => (await get(at)).text()
  const send = async (from: string, action: string, fields: Readonly<Record<string, string>> = {}) => {
    const form = (await read(from)).split('<form').find((each) => each.includes(`action="${action}"`)) ?? ''
    const hidden = [...form.matchAll(/type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(
      ([, name, value]) => [name!, value!] as const,
    )
    const body = new URLSearchParams({ ...Object.fromEntries(hidden), ...fields })
    return app.request(action, { method: 'POST', body, headers: { Cookie: COOKIES } })
  }
  return { get, read, send }
}

const TERMS = { tableau: 'TG 2026-04', visa: 'Visa 118', jours: '62', source: 'Article R421-1' }

test('who has no seat and is no agent sees nothing; an agent prepares, and destroys nothing', async () => {
  expect((await person(3).get(desk)).status).toBe(403)
  const page = await person(3, 'agent').read(desk)
  expect(page).toContain('Les parts de la clé du bureau')
  expect(page).toContain('Écrivez d’abord le tableau de gestion')
  expect((await person(3, 'agent').send(desk, `${desk}/parts/proposer`)).status).toBe(403)
})

test('what is missing is said beside its field; what is written is kept', async () => {
  const agent = person(3, 'agent')
  const refused = await agent.send(desk, `${desk}/conditions`, { ...TERMS, visa: '', jours: 'deux' })
  const page = await refused.text()
  expect([refused.status, page]).toEqual([422, expect.stringContaining('Écrivez un nombre de jours')])
  expect(page).toContain('value="TG 2026-04"')
  const stale = await agent.send(desk, `${desk}/conditions`, { ...TERMS, jeton: 'x' })
  expect([stale.status, await stale.text()]).toEqual([422, expect.stringContaining('value="Visa 118"')])
  expect((await agent.send(desk, `${desk}/conditions`, TERMS)).status).toBe(303)
  expect(await agent.read(desk)).toContain('Le délai de recours finit le')
  expect(await person(1).read(`${desk}/parts`)).toContain('Le délai de recours n’est pas fini')
})

test('a contestation holds everything back, publicly, until it is lifted with a reason', async () => {
  now = new Date(TEST_NOW.getTime() + 80 * DAY_MS)
  const agent = person(3, 'agent')
  await agent.send(desk, `${desk}/contestation`, { reference: 'TA Lille 2600123' })
  expect(await person(1).read(`${desk}/cle`)).toContain('Une contestation est en cours')
  expect(await person(3).read(face)).toContain('Une contestation est en cours')
  expect((await agent.send(desk, `${desk}/levee`, { raison: '' })).status).toBe(422)
  expect((await agent.send(desk, `${desk}/levee`, { raison: 'Requête rejetée' })).status).toBe(303)
  expect(await person(3).read(face)).not.toContain('Une contestation est en cours')
})

test('shares are said destroyed by one, confirmed by another; the certificate is public', async () => {
  const path = `${desk}/parts`
  const empty = await person(1).send(path, `${path}/proposer`)
  const told = await empty.text()
  expect([empty.status, told]).toEqual([422, expect.stringContaining('Dites ce qu’est devenue la part 1')])
  expect(told).toContain('Cochez au moins un témoin')
  const said = {
    ...{ 'part-1': 'said', 'temoin-commission-1': 'oui', lieu: 'Arras' },
    ...{ 'jour-jour': '12', 'jour-mois': '5', 'jour-annee': '2026' },
  }
  expect((await person(1).send(path, `${path}/proposer`, said)).status).toBe(303)
  const mine = await person(1).read(path)
  expect(mine).toContain('Une autre personne')
  expect(mine).not.toContain(`${path}/confirmer`)
  const theirs = await person(2).read(path)
  expect(theirs).toContain('sur la parole de qui la tenait')
  expect((await person(2).send(path, `${path}/confirmer`)).status).toBe(303)
  expect(await person(1).read(path)).toContain('Le certificat')

  const shown = await person(3).read(face)
  expect(shown).toContain(`${face}/archive/destruction/shares.pdf`)
  expect(shown).toContain(`${face}/archive/destruction/link.pdf`)
  const certificate = await person(3).get(`${face}/archive/destruction/shares.pdf`)
  expect([certificate.status, certificate.headers.get('Content-Type')]).toEqual([200, 'application/pdf'])
})

test('the names of the list go when the second person confirms', async () => {
  const path = `${desk}/noms`
  expect((await person(2).send(path, `${path}/proposer`)).status).toBe(303)
  expect((await person(1).send(path, `${path}/retirer`)).status).toBe(303)
  expect((await person(2).send(path, `${path}/proposer`)).status).toBe(303)
  expect((await person(1).send(path, `${path}/confirmer`)).status).toBe(303)
  expect(await person(1).read(desk)).toContain('détruit le')
})
