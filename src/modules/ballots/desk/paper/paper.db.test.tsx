import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Context } from '#platform/context'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { sessions, type Visitor } from '#platform/sessions'
import { castBallot } from '../../commands/casting/index.ts'
import { raiseFlags } from '../../commands/commission/index.ts'
import type { SealedPoll, Seat } from '../../sealed/poll.ts'
import { insertSeat } from '../../store/sealed/index.ts'
import { newCast, newPass } from '../../testing/casting.ts'
import { openPoll } from '../../testing/sealed-poll.ts'
import { commissionDesk } from '../commission/index.tsx'
import { paperDesk } from './index.tsx'

const FRAME = {
  ...{ serviceName: 'Filigrane', territoryName: 'Essai', watermark: '', navigation: [] },
  assets: { stylesheet: '', fonts: [] },
  footer: { mention: '', columns: [] },
}
const COOKIES = '__Host-session=secret; __Host-navigateur=browser'
type Fields = Readonly<Record<string, string>>

let database: TestDatabase
let context: Context
let poll: SealedPoll
let desk: string

beforeAll(async () => {
  database = await testDatabase()
  context = testContext(database)
  poll = (await openPoll(context, { settings: { householdCap: 1 } })).poll
  desk = `/agents/scrutins/${poll.slug}`
  for (const [index, office] of (['operator', 'operator', 'commission', 'commission'] as const).entries()) {
    await seat(office, index + 1)
  }
})
afterAll(() => database.drop())

const idOf = (number: number) => `00000000-0000-7000-8000-0000000002${String(number).padStart(2, '0')}`

async function seat(office: Seat['office'], number: number, until: Date | null = null): Promise<void> {
  const since = new Date(context.now().getTime() - 60_000)
  const held: Seat = { id: context.newId(), pollId: poll.id, office, number, personId: idOf(number), since, until }
  await database.db.transaction().execute((transaction) => insertSeat(transaction, held, idOf(99)))
}

/** The desk as the person of that number has it: 1 and 2 type paper, 3 and 4 are the commission, any other has no seat. */
function person(number: number, signedIn = true) {
  const visitor: Visitor = {
    ...{ personId: idOf(number), sessionId: idOf(number), displayName: 'Ana', assurance: 'passkey' as const },
    ...{ signedInAt: new Date(0), roles: [{ role: 'resident', object: null }] },
  }
  const app = new Hono()
    .use(sessions(async () => (signedIn ? visitor : undefined)))
    .route('/', paperDesk(context, FRAME))
    .route('/', commissionDesk(context, FRAME))
  const get = (path: string) => app.request(path, { headers: { Cookie: COOKIES } })
  const open = async (path: string) => plain(await (await get(path)).text())
  const send = async (from: string, action: string, fields: Fields = {}) => {
    const body = new URLSearchParams({ ...hiddenOf(await open(from), action), ...fields })
    return app.request(action, { method: 'POST', body, headers: { Cookie: COOKIES } })
  }
  return { get, open, send }
}

function hiddenOf(html: string, action: string): Fields {
  const form = html.split('<form').find((each) => each.includes(`action="${action}"`)) ?? ''
  const hidden = [...form.slice(0, form.indexOf('</form>')).matchAll(/type="hidden" name="([^"]*)" value="([^"]*)"/g)]
  return Object.fromEntries(hidden.map(([, name, value]) => [name!, value!]))
}

const plain = (html: string) => html.replaceAll(/[\u00a0\u202f]/g, ' ')

test('only who holds a seat comes in: an operator to paper, the commission to both', async () => {
  const status = async (number: number, path: string) => (await person(number).get(`${desk}/${path}`)).status
  expect(await status(1, 'papier')).toBe(200)
  expect(await status(1, 'commission')).toBe(403)
  expect(await status(3, 'papier')).toBe(200)
  expect(await status(3, 'commission')).toBe(200)
  expect(await status(9, 'papier')).toBe(403)
  expect(await status(1, 'papier/lots/7')).toBe(404)
  expect((await person(1).get('/agents/scrutins/inconnu/papier')).status).toBe(404)
  expect((await person(1, false).get(`${desk}/papier`)).headers.get('Location')).toContain('/connexion')
})

test('the account of an operator ends by itself', async () => {
  await seat('operator', 5, new Date(context.now().getTime() + 60_000))
  expect((await person(5).get(`${desk}/papier`)).status).toBe(200)
  const later = testContext(database, { now: () => new Date(context.now().getTime() + 120_000) })
  const visitor = { personId: idOf(5), sessionId: idOf(5), displayName: 'Ana', assurance: 'passkey' as const }
  const app = new Hono()
    .use(sessions(async () => ({ ...visitor, signedInAt: new Date(0), roles: [] })))
    .route('/', paperDesk(later, FRAME))
  expect((await app.request(`${desk}/papier`, { headers: { Cookie: COOKIES } })).status).toBe(403)
})

test('a batch goes from its sheet to its close, and every refusal says what to do', async () => {
  const [ana, leo] = [person(1), person(2)]
  const [paper, batch] = [`${desk}/papier`, `${desk}/papier/lots/1`]
  const empty = await ana.send(`${paper}/lots/nouveau`, `${paper}/lots/nouveau`, { papiers: '0', nuls: '' })
  expect(empty.status).toBe(422)
  expect(await empty.text()).toContain('Écrivez le lieu du vote')
  const sheet = { lieu: 'Lens', papiers: '2', blancs: '', nuls: '' }
  const made = await ana.send(`${paper}/lots/nouveau`, `${paper}/lots/nouveau`, sheet)
  expect(made.headers.get('Location')).toBe(batch)

  const typing = `${batch}/saisie/1`
  const wrong = await ana.send(typing, typing, { papiers: '1 2\n1 2 3 4' })
  expect(wrong.status).toBe(422)
  const html = plain(await wrong.text())
  expect(html).toContain('Papier 2 : il y a trop de réponses')
  expect(html, 'what was typed is not lost').toContain('1 2\n1 2 3 4')
  expect(plain(await (await ana.send(typing, typing, { papiers: '1 2' })).text())).toContain('Il manque des papiers')
  expect((await ana.send(typing, typing, { papiers: '1 2', suite: 'plus-tard' })).status).toBe(303)
  expect(await ana.open(typing)).toContain('1 2</textarea>')
  expect((await ana.send(typing, typing, { papiers: '1 2\n6' })).status).toBe(303)

  const [again, second] = [await ana.open(`${batch}/saisie/2`), `${batch}/saisie/2`]
  expect(again).toContain('Une autre personne doit le faire')
  expect((await leo.send(second, second, { papiers: '2 1\n5' })).status).toBe(303)
  expect(await leo.open(batch)).toContain('Première saisie : 6. Un cinéma de plein air')
  const paper2 = `${batch}/papiers/2`
  expect((await leo.send(batch, paper2, { 'papier-2': 'x' })).status).toBe(422)
  expect((await leo.send(batch, paper2, { 'papier-2': '6' })).status).toBe(303)
  expect((await ana.send(batch, paper2, { 'papier-2': '6' })).status).toBe(303)
  expect((await ana.send(batch, `${batch}/fermer`)).status).toBe(303)
  expect(await ana.open(batch)).toContain('Bulletins qui comptent')
  expect((await ana.get(`${paper}/bulletins.pdf?format=4`)).headers.get('Content-Type')).toBe('application/pdf')
  expect((await ana.get(`${paper}/proces-verbal.pdf?lieu=Lens`)).headers.get('Content-Type')).toBe('application/pdf')
})

test('a line of a signed list is copied, and an incomplete one comes back filled', async () => {
  const [ana, path] = [person(1), `${desk}/papier/signatures`]
  const mark = { lieu: 'Lens', ligne: '1', nom: 'Delattre', prenom: 'Zélie' }
  const refused = await ana.send(path, path, mark)
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('value="Delattre"')
  const birth = { 'naissance-jour': '4', 'naissance-mois': '5', 'naissance-annee': '1990' }
  const done = await ana.send(path, path, { ...mark, ...birth })
  expect(done.status).toBe(303)
  expect(done.headers.get('Location'), 'no name is in an address').not.toMatch(/Delattre|1990/)
  expect(await ana.open(`${desk}/papier/rapprochement`)).toContain('Lens : pourquoi cet écart')
})

test('flagged ballots are proposed by one member and confirmed by another', async () => {
  const contactKey = new Uint8Array(32).fill(7)
  for (const name of ['Alix', 'Bo']) {
    const cast = await castBallot(context, newCast(context, poll, await newPass(context, poll, name, { contactKey })))
    expect(cast.ok).toBe(true)
  }
  await raiseFlags(context, poll)
  const [one, other, path] = [person(3), person(4), `${desk}/commission`]
  const html = await one.open(path)
  expect(html).toContain('Foyer nombreux')
  expect(html, 'no name is needed').not.toMatch(/Alix|Camille/)
  const propose = `${path}/proposer`
  const none = await one.send(path, propose, { decision: '' })
  expect(none.status).toBe(422)
  expect(await none.text()).toContain('Cochez au moins un bulletin')
  const asked = { tout: 'oui', decision: 'admitted sharing-explained', note: 'Une fratrie.' }
  expect((await one.send(path, propose, asked)).status).toBe(303)
  expect(await one.open(path)).toContain('Vous l’avez proposé')
  const action = /action="([^"]*confirmer)"/.exec(await other.open(path))?.[1] ?? ''
  expect((await other.send(path, action)).status).toBe(303)
  expect(await other.open(path)).toContain('Admettre : Le partage est expliqué')
  expect(await other.open(`${path}/doublons`)).toContain('Personne n’a voté deux fois')
})
