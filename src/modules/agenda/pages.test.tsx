import type { Hono } from 'hono'
import { sql } from 'kysely'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { assert } from '#kernel/result'
import { draftSession, openSession, seedPeople } from '#modules/accounts'
import type { Context } from '#platform/context'
import { TEST_NOW, testContext } from '#platform/context/testing'
import { inTransaction } from '#platform/database'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { textOfPdf } from '#platform/documents/testing'
import { microCache } from '#platform/http'
import { contributions } from '../../modules.ts'
import { site } from '../../site.tsx'

const AGENT = '00000000-0000-7000-8000-000000000001'
const LOU = '00000000-0000-7000-8000-000000000002'
const ZOE = '00000000-0000-7000-8000-000000000003'

let database: TestDatabase
let context: Context
let app: Hono
let now = TEST_NOW

beforeAll(async () => {
  database = await testDatabase()
  context = testContext(database, { contributions, now: () => new Date(now) })
  const people = [
    { id: AGENT, displayName: 'Agente exemple', email: 'a@b.example', roles: ['agent'] },
    { id: LOU, displayName: 'Lou exemple', email: 'lou@exemple.example', roles: [] },
    { id: ZOE, displayName: 'Zoé exemple', email: 'zoe@exemple.example', roles: [] },
  ] as const
  assert((await seedPeople(context, people)).ok, 'the people of the test are there')
  app = site({
    context,
    frame: {
      serviceName: 'Filigrane',
      territoryName: 'Territoire d’essai',
      url: 'http://localhost',
      assets: { stylesheet: '/public/site.css', fonts: [] },
      watermark: 'M0 0',
      navigation: [],
      footer: { mention: 'Essai', columns: [] },
    },
    build: '/nowhere',
    cache: microCache({ freshForMs: 0, maxEntries: 1, now: () => 0 }),
    logger: pino({ level: 'silent' }),
    metrics: new Registry(),
    url: 'http://localhost',
    isDemonstration: true,
    proxies: [],
    health: async () => ({ ok: true, database: 'ok', version: '0' }),
  })
})
afterAll(() => database.drop())

type Fields = Readonly<Record<string, string>>

async function browserOf(personId: string) {
  const draft = draftSession(context)
  await inTransaction(context, { key: `session-${draft.id}`, body: null }, async (transaction) => {
    await openSession(transaction, context, draft, { personId, assurance: 'passkey', device: 'essai' })
    return { ok: true, value: null }
  })
  const Cookie = `__Host-session=${draft.secret}; __Host-navigateur=${'n'.repeat(43)}`
  const headers = { Cookie, 'Sec-Fetch-Site': 'same-origin' }
  const get = async (path: string) => app.request(path, { headers })
  const read = async (path: string) => (await get(path)).text()
  const post = async (action: string, body: URLSearchParams) => app.request(action, { method: 'POST', headers, body })
  /** The hidden fields of the form that goes to `action`. */
  async function keysOf(path: string, action: string): Promise<Record<string, string>> {
    const form = new RegExp(`<form[^>]* action="${action}"[^>]*>(.*?)</form>`, 's').exec(await read(path))?.[1] ?? ''
    const hidden = [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)]
    const kept = Object.fromEntries(hidden.map(([, name, value]) => [name!, value!]))
    assert(kept.jeton, `${path} has a form that goes to ${action}`)
    return kept
  }
  /** Sends the form that goes to `action`, as the page shows it, with these fields. */
  const send = async (path: string, action: string, fields: Fields = {}) =>
    post(action, new URLSearchParams({ ...(await keysOf(path, action)), ...fields }))
  return { get, read, send, post, keysOf }
}

const EVENT = {
  genre: 'comptoir',
  titre: 'Comptoir du port',
  'jour-jour': '12',
  'jour-mois': 'mars',
  'jour-annee': '2026',
  debut: '18h30',
  fin: '20h',
  lieu: 'Salle des fêtes',
  accueil: 'La Ruche',
  inscriptions: 'oui',
  places: '1',
  seances: '18h30-19h | Accueil | Léa',
}

async function publish(fields: Fields = {}): Promise<{ readonly desk: string; readonly slug: string }> {
  const agent = await browserOf(AGENT)
  const created = await agent.send('/agents/agenda/nouveau', '/agents/agenda/nouveau', { ...EVENT, ...fields })
  const desk = (created.headers.get('Location') ?? '').split('?')[0]!
  expect((await agent.send(desk, `${desk}/publier`)).status).toBe(303)
  const slug = /href="(\/agenda\/[^"]+)"> *<svg[\s\S]{0,300}Voir la page publique|Voir la page publique/.exec(
    await agent.read(desk),
  )?.[1]
  const found = slug ?? /href="(\/agenda\/[a-z0-9-]+-2026-[^"]+)"/.exec(await agent.read(desk))?.[1]
  return { desk, slug: (found ?? '').replace('/agenda/', '') }
}

test('an agent types an evening, publishes it, and everybody reads it in words', async () => {
  const { slug } = await publish()
  expect(slug).toBe('comptoir-du-port-2026-03-12')
  const page = await app.request(`/agenda/${slug}`)
  expect(page.headers.get('Cache-Control')).toBe('public, max-age=0, must-revalidate')
  const html = await page.text()
  expect(html).toMatch(/jeudi 12\s+mars 2026, de 18\s+h\s+30 à 20\s+h/)
  expect(html).toContain('Inscriptions ouvertes')
  expect(html).toContain('Léa')
  expect(await (await app.request('/agenda')).text()).toContain(`/agenda/${slug}`)
  expect(await (await app.request('/agenda/calendrier?mois=2026-03')).text()).toContain('jour-2026-03-12')
  expect(await (await app.request('/agenda/programme')).text()).toContain('Comptoir du port')
})

test('a form at fault comes back filled, with a sentence beside each field', async () => {
  const agent = await browserOf(AGENT)
  const fields = {
    ...EVENT,
    titre: '',
    debut: 'le soir',
    'jour-jour': '31',
    'jour-mois': 'février',
    accueil: 'À garder',
  }
  const answer = await agent.send('/agents/agenda/nouveau', '/agents/agenda/nouveau', fields)
  const html = await answer.text()
  expect(answer.status).toBe(422)
  expect(html).toContain('À garder')
  for (const id of ['champ-titre', 'champ-debut', 'champ-jour']) expect(html).toContain(`href="#${id}"`)
})

test('an hour that the night of March skips is refused, with its reason', async () => {
  const agent = await browserOf(AGENT)
  const fields = { ...EVENT, 'jour-jour': '29', debut: '2h30', fin: '4h', seances: '' }
  const html = await (await agent.send('/agents/agenda/nouveau', '/agents/agenda/nouveau', fields)).text()
  expect(html).toContain('les horloges passent de')
})

test('one person takes the place, the next waits, is told their turn, and gets the place that is given back', async () => {
  const { slug } = await publish({ titre: 'Une seule place' })
  const path = `/agenda/${slug}/inscription`
  const [lou, zoe] = [await browserOf(LOU), await browserOf(ZOE)]
  expect((await lou.send(path, path, { nom: 'Lou', besoin: 'Une boucle magnétique' })).status).toBe(303)
  expect(await lou.read(path)).toContain('votre place est gardée')
  expect((await zoe.send(path, path, { nom: 'Zoé' })).status).toBe(303)
  expect(await zoe.read(path)).toContain('en tête de la liste d’attente')
  expect(await (await app.request(`/agenda/${slug}`)).text()).toContain('Rejoindre la liste d’attente')
  expect((await lou.send(path, `${path}/annuler`)).status).toBe(303)
  expect(await zoe.read(path)).toContain('votre place est gardée')
  expect(await zoe.read('/mon-espace/agenda')).toContain('Une seule place')
  expect(await zoe.read('/mon-espace')).toContain('Une seule place')
})

test('who is not signed in is led to the code by mail, and back to the registration', async () => {
  const { slug } = await publish({ titre: 'Avec un code' })
  const answer = await app.request(`/agenda/${slug}/inscription`)
  expect(answer.headers.get('Location')).toBe(`/connexion?suite=${encodeURIComponent(`/agenda/${slug}/inscription`)}`)
})

test('the sheet of those present opens the certificate and the evaluation to who came, and to nobody else', async () => {
  const { desk, slug } = await publish({ titre: 'Présences', places: '5' })
  const path = `/agenda/${slug}/inscription`
  await (await browserOf(LOU)).send(path, path, { nom: 'Lou Présente' })
  await (await browserOf(ZOE)).send(path, path, { nom: 'Zoé Absente' })
  now = new Date('2026-03-12T21:00:00Z')
  const [agent, lou, zoe] = [await browserOf(AGENT), await browserOf(LOU), await browserOf(ZOE)]
  const sheet = await agent.read(`${desk}/presence`)
  expect(sheet).toContain('<svg class="qr-code"')
  const present = /name="present" value="([^"]+)"[^>]*\/>\s*<span class="hidden">Lou/.exec(sheet)?.[1] ?? ''
  expect((await agent.send(`${desk}/presence`, `${desk}/presence`, { present })).status).toBe(303)
  expect(await lou.read(`/agenda/${slug}/attestation`)).toContain('Lou Présente')
  expect((await zoe.get(`/agenda/${slug}/attestation`)).status).toBe(404)
  const certificate = await lou.get(`/agenda/${slug}/attestation.pdf`)
  expect(certificate.headers.get('Cache-Control')).toBe('no-store')
  expect(textOfPdf(new Uint8Array(await certificate.arrayBuffer()))).toContain('NousattestonsqueLouPrésenteaprispartà')
  expect((await zoe.get(`/agenda/${slug}/attestation.pdf`)).status).toBe(404)
  const given = `${desk}/inscriptions/${present}/attestation.pdf`
  expect(await agent.read(`${desk}/inscriptions`)).toContain(given)
  expect((await agent.get(given)).headers.get('Content-Type')).toBe('application/pdf')
  expect((await zoe.get(given)).status).not.toBe(200)
  const opinion = `/agenda/${slug}/avis`
  expect((await lou.send(opinion, opinion, { utile: '3', commentaire: 'Plus long' })).status).toBe(303)
  expect(await agent.read(`${desk}/inscriptions`)).toContain('Plus long')
  const csv = await agent.read('/agents/agenda/evenements.csv')
  expect(csv).toContain(';2;0;1')
  expect(csv).not.toContain('Lou')
  now = TEST_NOW
})

test('two agents who change the same event: the second sees both texts and chooses', async () => {
  const { desk } = await publish({ titre: 'À deux' })
  const [one, other] = [await browserOf(AGENT), await browserOf(AGENT)]
  const seen = /name="version" value="(\d+)"/.exec(await other.read(desk))?.[1] ?? ''
  expect((await one.send(desk, desk, { ...EVENT, titre: 'Le premier texte' })).status).toBe(303)
  const answer = await other.send(desk, desk, { ...EVENT, titre: 'Le second texte', version: seen })
  const html = await answer.text()
  expect(answer.status).toBe(422)
  for (const text of ['Le premier texte', 'Le second texte', 'garder-titre']) expect(html).toContain(text)
})

test('what somebody proposes waits for an agent, and is nowhere before', async () => {
  const lou = await browserOf(LOU)
  const fields = { ...EVENT, titre: 'Proposé par Lou' }
  expect((await lou.send('/agenda/proposer', '/agenda/proposer', fields)).headers.get('Location')).toContain(
    '/mon-espace/agenda',
  )
  expect(await (await app.request('/agenda')).text()).not.toContain('Proposé par Lou')
  expect((await app.request('/agenda/propose-par-lou-2026-03-12')).status).toBe(404)
  const agent = await browserOf(AGENT)
  expect(await agent.read('/agents/agenda')).toContain('Proposé par Lou')
  expect(await agent.read('/agents')).toContain('Lire un événement proposé')
})

test('a calendar that asks again is told that nothing changed; a cancellation changes it', async () => {
  const { desk, slug } = await publish({ titre: 'Annulée bientôt' })
  const path = `/agenda/${slug}/evenement.ics`
  const first = await app.request(path)
  const etag = first.headers.get('ETag') ?? ''
  expect(await first.text()).toContain('STATUS:CONFIRMED')
  expect((await app.request(path, { headers: { 'If-None-Match': etag } })).status).toBe(304)
  const agent = await browserOf(AGENT)
  await agent.send(desk, `${desk}/annuler`, { raison: 'Salle fermée' })
  const after = await app.request(path, { headers: { 'If-None-Match': etag } })
  expect(after.status).toBe(200)
  expect(await after.text()).toContain('STATUS:CANCELLED')
  expect(await (await app.request('/agenda/flux.ics?genre=visite')).text()).not.toContain('VEVENT')
})

test('a person’s own calendar has an address nobody guesses, that leads nowhere once it is changed or stopped', async () => {
  const zoe = await browserOf(ZOE)
  const own = '/mon-espace/agenda'
  const address = async () => /http:\/\/localhost(\/agenda\/flux\/[^"]+)"/.exec(await zoe.read(own))?.[1] ?? ''
  await zoe.send(own, `${own}/abonnement`)
  const first = await address()
  const feed = await app.request(first)
  expect([feed.status, feed.headers.get('Cache-Control')]).toEqual([200, 'private, no-cache'])
  expect(await feed.text()).toContain('Une seule place')
  expect((await app.request(first.replace(/.\.ics$/, 'x.ics'))).status).toBe(404)
  await zoe.send(own, `${own}/abonnement`)
  expect((await app.request(first)).status).toBe(404)
  const second = await address()
  await zoe.send(own, `${own}/abonnement/arreter`)
  expect((await app.request(second)).status).toBe(404)
})

test('who acts for somebody neither reads the address of their calendar, nor changes it', async () => {
  const own = '/mon-espace/agenda'
  const zoe = await browserOf(ZOE)
  await zoe.send(own, `${own}/abonnement`)
  const agent = await browserOf(AGENT)
  const body = new URLSearchParams(await agent.keysOf('/agenda/proposer', '/agenda/proposer'))
  await sql`UPDATE session SET acting_for = ${ZOE} WHERE person_id = ${AGENT}`.execute(database.owner)
  const page = await agent.read(own)
  expect(page).toContain('Zoé exemple')
  expect(page).not.toContain('/abonnement"')
  expect(page).not.toContain('/agenda/flux/')
  for (const action of [`${own}/abonnement`, `${own}/abonnement/arreter`])
    expect((await agent.post(action, body)).status, action).toBe(422)
  await sql`UPDATE session SET acting_for = NULL WHERE person_id = ${AGENT}`.execute(database.owner)
  const [, kept] = /http:\/\/localhost(\/agenda\/flux\/[^"]+)"/.exec(await zoe.read(own))!
  expect((await app.request(kept!)).status).toBe(200)
})

test('only the sites an agent names may hold the frame, and no other page may be held', async () => {
  const policyOf = async (path: string) => (await app.request(path)).headers.get('Content-Security-Policy') ?? ''
  expect(await policyOf('/agenda/cadre')).toContain("frame-ancestors 'none'")
  const agent = await browserOf(AGENT)
  const save = (sites: string) => agent.send('/agents/agenda', '/agents/agenda/cadre', { sites })
  expect((await save("https://commune.example; script-src 'unsafe-inline'")).status).toBe(422)
  expect((await save('https://commune.example/page')).status).toBe(303)
  expect(await policyOf('/agenda/cadre')).toMatch(/frame-ancestors https:\/\/commune\.example$/)
  expect(await policyOf('/agenda')).toContain("frame-ancestors 'none'")
})

test('when registrations are stopped or the event is cancelled, who has a place still reads it and is promised nothing', async () => {
  const { desk, slug } = await publish({ titre: 'Comptoir qui change' })
  const [agent, lou, zoe] = [await browserOf(AGENT), await browserOf(LOU), await browserOf(ZOE)]
  const path = `/agenda/${slug}/inscription`
  expect((await lou.send(path, path, { nom: 'Lou' })).status).toBe(303)
  expect((await zoe.send(path, path, { nom: 'Zoé' })).status).toBe(303)
  const changed = await agent.send(desk, desk, { ...EVENT, titre: 'Comptoir qui change', inscriptions: '' })
  expect(changed.status).toBe(303)
  expect(await lou.read(path)).toContain('Rendre ma place')
  expect((await agent.get(path)).status).toBe(404)

  expect((await agent.send(desk, `${desk}/annuler`, { raison: 'Neige.' })).status).toBe(303)
  const waiting = await zoe.read(path)
  expect(waiting).toContain('Cet événement est annulé.')
  expect(waiting).not.toContain('liste d’attente')
})
