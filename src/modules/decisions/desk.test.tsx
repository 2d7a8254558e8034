import { Hono } from 'hono'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { decisionApi } from './api.ts'
import { checks } from './checks.ts'
import { contribution } from './contributes.ts'
import { decisionDesk } from './desk/index.tsx'
import { decisionPages } from './pages/index.tsx'
import * as store from './store/index.ts'
import { browserOf, FRAME, insertPeople, PEOPLE, SIRETS } from './testing/index.ts'

const OBJECT = 'dossier:2026-0012'
const DESK = '/agents/decisions'

let database: TestDatabase
let context: ReturnType<typeof testContext>
let routes: Hono

beforeAll(async () => {
  database = await testDatabase()
  await insertPeople(database)
  context = testContext(database, { contributions: [contribution] })
  routes = new Hono()
    .route('/', decisionDesk(context, FRAME))
    .route('/', decisionPages(context, FRAME))
    .route('/api/v1', decisionApi(context, 'https://ess.exemple.fr'))
})
afterAll(() => database.drop())

const as = (name: keyof typeof PEOPLE) => browserOf(name, routes)
const pathOf = (response: Response) => response.headers.get('Location')!

async function planMeeting(jour: string): Promise<string> {
  const form = { instance: 'permanent-commission', jour, heure: '14:30', lieu: 'Hôtel du Département', elus: '30' }
  return pathOf(await as('ana').send('/agents/seances', '/agents/seances', form))
    .split('/')
    .at(-1)!
}

const REPORT = { nature: 'deliberation', base: 'CGCT, article L3211-1', paiement: 'non-economic', matiere: '7.5' }

async function openReport(seance: string, objet: string, decide = ''): Promise<string> {
  const form = { ...REPORT, seance, objet, decide, exercice: '2026' }
  return pathOf(await as('ana').send(`${DESK}/nouvelle`, `${DESK}/nouvelle`, form))
}

const LINE = {
  organisation: SIRETS.epicerie,
  nom: 'Épicerie sociale',
  motif: 'Un camion',
  propose: '4 500',
  decide: OBJECT,
}

const ofOrganisation = (siret: string) => contribution.organisation!(database.db, siret.slice(0, 9))

const step = (path: string, etape: string, fields: Readonly<Record<string, string>>) =>
  as('ana').send(`${path}?etape=${etape}`, `${path}/etapes`, { etape, ...fields })

test('from the report to exécutoire, one step at a time: only then may anything be paid', async () => {
  const seance = await planMeeting('2026-02-23')
  const path = await openReport(seance, 'Soutien à l’épicerie sociale')
  expect((await as('ana').send(path, `${path}/beneficiaires`, LINE)).status).toBe(303)
  const second = { ...LINE, organisation: SIRETS.atelier, nom: 'Atelier vélo', propose: '1250,50', decide: '' }
  await as('ana').send(path, `${path}/beneficiaires`, second)

  const early = await step(path, 'deliberated', { jour: '2026-02-23', numero: '2026-214' })
  expect([early.status, await early.text()]).toEqual([422, expect.stringContaining('Il manque le montant décidé')])

  const { lines, slug } = (await store.findDecision(database.db, path.split('/').at(-1)!))!
  const amount = { ligne: lines[1]!.id, montant: '1000', tout: '' }
  const silent = await as('ana').send(path, `${path}/montants`, amount)
  expect(await silent.text()).toContain('les deux sont gardés')
  await as('ana').send(path, `${path}/montants`, { ...amount, raison: 'Autre financeur' })
  await as('ana').send(path, `${path}/montants`, { tout: 'propose' })

  const votes = { pour: '20', contre: '2', abstentions: '3' }
  const tooMany = await step(path, 'deliberated', { jour: '2026-02-23', numero: '2026-214', ...votes, pour: '40' })
  expect(await tooMany.text()).toContain('plus de voix que d’élus')
  await step(path, 'deliberated', { jour: '2026-02-23', numero: '2026-214', ...votes })
  expect(await store.isEnforceable(database.db, OBJECT)).toBe(false)
  expect(await store.findStanding(database.db, OBJECT)).toMatchObject({ kind: 'decided' })
  expect((await routes.request(`/decisions/${slug}`)).status).toBe(404)
  expect(await ofOrganisation(SIRETS.atelier)).toBeUndefined()

  await step(path, 'transmitted', { jour: '2026-02-25', accuse: '062-AR-1' })
  expect(await store.isEnforceable(database.db, OBJECT)).toBe(false)
  await step(path, 'published', { jour: '2026-02-26' })
  expect(await store.isEnforceable(database.db, OBJECT)).toBe(true)

  const page = await routes.request(`/decisions/${slug}`)
  expect(page.headers.get('Cache-Control')).toBe('public, max-age=0, must-revalidate')
  const html = await page.text()
  expect(html).toMatch(/Exécutoire<\/span> décidé par délibération n°.2026-214 du 23.février 2026/)
  for (const told of ['1.250,50.€', '1.000.€', 'Autre financeur', '062-AR-1']) expect(html).toMatch(new RegExp(told))
  expect(await (await routes.request('/decisions?q=v%C3%A9lo')).text()).toContain('Soutien à l’épicerie sociale')
  expect(await (await routes.request('/decisions?q=introuvable')).text()).toContain('Aucune décision ne répond')

  // On the page of each organisation it names, with its own amount alone.
  const told = await ofOrganisation(SIRETS.atelier)
  expect(told?.entries.map(({ href }) => href)).toEqual([`/decisions/${slug}`])
  expect(told?.entries[0]?.kicker).toMatch(/^Décidé par délibération n°.2026-214/)
  expect(told?.entries[0]?.lead).toMatch(/^Un camion : 1.000.€\.$/)
  expect(await ofOrganisation('99900000300015')).toBeUndefined()
})

test('the file of délibérations is the national one, once the authority is named', async () => {
  expect((await routes.request('/api/v1/deliberations.csv')).status).toBe(404)
  const settings = '/agents/seances/reglages'
  for (const [reglage, valeur] of [
    ['authority-name', 'Territoire d’essai'],
    ['authority-siret', '999 000 009 00012'],
    ['prefecture-id', 'PREF099'],
  ] as const) {
    const form = { valeur, source: 'Essai', verifie: 'oui' }
    const sent = await as('bob').send(`${settings}?reglage=${reglage}`, settings, form)
    expect(sent.status).toBe(303)
  }
  const csv = await (await routes.request('/api/v1/deliberations.csv')).text()
  expect(csv).toContain('\r\n')
  await expect(csv.replaceAll('\r\n', '\n')).toMatchFileSnapshot('testing/deliberations.golden.csv')
})

test('a setting somebody else changed meanwhile is not written over', async () => {
  const [path, page] = ['/agents/seances/reglages', '/agents/seances/reglages?reglage=convocation-days']
  const before = await as('ana').hidden(page, path)
  await as('bob').send(page, path, { valeur: '13', source: 'Règlement intérieur' })
  const late = await as('ana').post(path, { ...before, valeur: '14', source: 'Usage' })
  expect([late.status, await late.text()]).toEqual([422, expect.stringContaining('Quelqu’un vient de changer')])
})

test('a withdrawn decision carries nothing any more, and its public page says so', async () => {
  const path = await openReport(await planMeeting('2026-02-20'), 'Une aide retirée', 'edition:2025')
  await step(path, 'deliberated', { jour: '2026-02-20', numero: '2026-100' })
  await step(path, 'transmitted', { jour: '2026-02-20', accuse: '062-AR-2' })
  await step(path, 'published', { jour: '2026-02-20' })
  expect(await store.isEnforceable(database.db, 'edition:2025')).toBe(true)
  await step(path, 'withdrawn', { jour: '2026-02-27' })
  expect(await store.isEnforceable(database.db, 'edition:2025')).toBe(false)
  const { slug } = (await store.findDecision(database.db, path.split('/').at(-1)!))!
  expect(await (await routes.request(`/decisions/${slug}`)).text()).toContain('Cette décision a été retirée')
})

test('the same step sent twice is done once, and a number belongs to one act', async () => {
  const path = await openReport(await planMeeting('2026-02-19'), 'Un vœu')
  const keys = await as('ana').hidden(`${path}?etape=deliberated`, `${path}/etapes`)
  const form = { ...keys, jour: '2026-02-19', numero: '2026-099' }
  for (const response of [await as('ana').post(`${path}/etapes`, form), await as('ana').post(`${path}/etapes`, form)]) {
    expect(response.status).toBe(303)
  }
  const other = await openReport(await planMeeting('2026-02-18'), 'Un autre vœu')
  const taken = await step(other, 'deliberated', { jour: '2026-02-18', numero: '2026-099' })
  expect(await taken.text()).toContain('déjà celui d’un autre acte')
})

test('who is tied to a beneficiary sees no line, gives no visa, and the minutes say they left', async () => {
  const seance = await planMeeting('2026-03-30')
  const path = await openReport(seance, 'Deux aides')
  await as('ana').send(path, `${path}/beneficiaires`, { ...LINE, decide: '' })
  const link = { personne: PEOPLE.bob.id, organisation: SIRETS.epicerie, nom: 'Épicerie sociale', lien: 'mandate' }
  const sent = await as('ana').send('/agents/interets', '/agents/interets', {
    ...link,
    debut: '2025-01-01',
    source: 'Déclaration de 2025',
  })
  expect(sent.status).toBe(303)
  expect(await store.linksBetween(database.db, PEOPLE.bob.id, SIRETS.epicerie, '2026-03-02')).toHaveLength(1)

  const html = await as('bob').open(path)
  expect(html).toContain('Vous êtes en déport')
  expect(html).not.toContain('Un camion')
  const keys = await as('bob').hidden('/agents/seances', '/agents/seances')
  const visa = await as('bob').post(`${path}/visas`, { ...keys, visa: 'writer' })
  expect([visa.status, await visa.text()]).toEqual([422, expect.stringContaining('Vous êtes lié à un bénéficiaire')])

  const meeting = `/agents/seances/${seance}`
  expect(await as('elsa').open(meeting)).toContain('bob n’a pas pris part au débat ni au vote et a quitté la salle.')
  expect(await as('bob').open(meeting)).not.toContain('Épicerie sociale (')
  expect(await as('bob').open(DESK)).toContain('Déport')
  // A link that ends before the meeting hides the lines as long as it lasts.
  await sql`UPDATE interest_link SET ends_on = '2026-03-20' WHERE person_id = ${PEOPLE.bob.id}`.execute(database.owner)
  expect(await as('bob').open(meeting)).not.toContain('Épicerie sociale (')
  expect(await as('elsa').open(meeting)).not.toContain('bob n’a pas pris part')
})

test('visas go round: sent back by finances, the report begins again from the writer', async () => {
  const path = await openReport(await planMeeting('2026-04-27'), 'Un rapport à viser')
  const give = async (name: 'ana' | 'bob' | 'cleo', visa: string, more = {}) =>
    (await as(name).send(path, `${path}/visas`, { visa, ...more })).status
  expect([await give('ana', 'writer'), await give('bob', 'mission'), await give('bob', 'direction')]).toEqual([
    303, 303, 303,
  ])
  expect(await as('elsa').open(path)).not.toContain('Donner ce visa')
  expect(await give('cleo', 'finance', { avis: 'reprendre', remarque: 'Le compte' })).toBe(303)
  const html = await as('bob').open(path)
  expect(html).toContain('À reprendre, dit cleo')
  expect(html).toContain('<option value="writer"')
})

test('the desk is told what waits: visas before a meeting, transmission after an act', async () => {
  const visitor = { ...visitorOf('ana') }
  const tasks = await contribution.desk!.tasks!(database.db, visitor, context.now())
  const labels = tasks.map(({ label }) => label.replaceAll('\u00a0', ' '))
  expect(labels).toContain('Transmettre à l’État : délibération n° 2026-099')
  expect(labels.some((label) => label.startsWith('Viser (rédaction) : Deux aides'))).toBe(true)
  const events = await contribution.desk!.calendar!(database.db, new Date('2026-03-01'), new Date('2026-04-01'))
  expect(events.map(({ label }) => label)).toContain('Commission permanente')
})

test('what must always hold of decisions holds', async () => {
  for (const { name, query, severity } of checks) {
    const { rows } = await sql<object>`${query}`.execute(database.db)
    expect(severity === 'warning' ? [] : rows, name).toEqual([])
  }
})

test.each(['/agents/seances', `${DESK}/nouvelle`, '/agents/interets'])(
  '%s sent empty comes back filled with a sentence for each field',
  async (path) => {
    const response = await as('ana').send(path, path, {})
    const html = await response.text()
    expect(response.status).toBe(422)
    expect(html).toContain('error-summary')
    expect(html).toMatch(/Choisissez/)
  },
)

function visitorOf(name: keyof typeof PEOPLE) {
  const { id, roles } = PEOPLE[name]
  return {
    personId: id,
    sessionId: id,
    displayName: name,
    assurance: 'passkey' as const,
    signedInAt: new Date(0),
    roles: roles.map((role) => ({ role, object: null })),
  }
}

test('the page of an organisation leads to the decision by which it is recognised, once that is published', async () => {
  const path = await openReport(await planMeeting('2026-02-21'), 'Un identifiant ESS')
  const id = path.split('/').at(-1)!
  await sql`
    INSERT INTO structure (id, slug, siren, title, purpose, search_key, state, is_partly_diffused, family, reasons, sources,
      rule_version, provenance, is_fictitious, checked_at)
    VALUES (${id}, 'brasserie', '999000043', 'Brasserie', '', 'brasserie', 'active', false, 'association', '[{}]', '[]',
      'x', '{}', true, now())`.execute(database.db)
  await sql`
    INSERT INTO structure_recognition (id, structure_id, kind, name, event, source, recorded_by, recorded_at, decision)
    VALUES (${id}, ${id}, 'label', 'identifiant-ess', 'begun', 'Délibération', ${PEOPLE.ana.id}, now(), ${`decision:${id}`})
  `.execute(database.db)
  await step(path, 'deliberated', { jour: '2026-02-21', numero: '2026-101' })
  expect(await ofOrganisation('99900004300010')).toBeUndefined()
  await step(path, 'published', { jour: '2026-02-22' })
  const [entry] = (await ofOrganisation('99900004300010'))?.entries ?? []
  expect(entry).toMatchObject({
    title: 'Un identifiant ESS',
    lead: 'Elle fonde une reconnaissance de cette structure.',
  })
})
