import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Context } from '#platform/context'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { type Role, sessions, type Visitor } from '#platform/sessions'
import * as store from '../store/index.ts'
import { grantDesk } from './index.tsx'

const FRAME = {
  ...{ serviceName: 'Filigrane', territoryName: 'Essai', watermark: '', navigation: [] },
  assets: { stylesheet: '', fonts: [] },
  footer: { mention: '', columns: [] },
}
const COOKIES = '__Host-session=secret; __Host-navigateur=browser'
const PATH = '/agents/subventions'
const NEW = `${PATH}/nouvelle`
const FILLED = {
  objet: 'Un camion',
  'nom-1': 'Ressourcerie des Dunes (exemple)',
  'numero-1': '999 000 029 00010',
  argent: '24 000',
  accordee: '2026-02-10',
  base: 'CGCT, article L3211-1',
  activite: 'non-economic',
  minimis: '',
  conditions: 'unique',
  'verse-du': '2026-03-01',
} as const

type Fields = Readonly<Record<string, string>>

let database: TestDatabase
let context: Context
beforeAll(async () => {
  database = await testDatabase()
  context = testContext(database)
  await database.db
    .insertInto('decision_setting')
    .values(
      [
        ['authority-name', 'Territoire (exemple)'],
        ['authority-siret', '99900011000018'],
      ].map(([name, value]) => ({
        name: name!,
        value: value!,
        source: 'essai',
        is_verified: false,
        set_at: new Date(),
      })),
    )
    .execute()
})
afterAll(() => database.drop())

/** The desk as an agent has it: a page is read, its form is filled and sent. */
function agent(role: Role = 'agent') {
  const personId = '00000000-0000-7000-8000-000000000112'
  const visitor: Visitor = {
    ...{ personId, sessionId: personId, displayName: 'Ana', assurance: 'passkey' as const, signedInAt: new Date(0) },
    roles: [{ role, object: null }],
  }
  const app = new Hono().use(sessions(async () => visitor)).route('/', grantDesk(context, FRAME))
  const open = async (path: string) => (await app.request(path, { headers: { Cookie: COOKIES } })).text()
  const post = (path: string, fields: Fields) =>
    app.request(path, { method: 'POST', body: new URLSearchParams(fields), headers: { Cookie: COOKIES } })
  const send = async (html: string, action: string, fields: Fields) =>
    post(action, { ...hiddenOf(html, action), ...fields })
  return { open, post, send }
}

function hiddenOf(html: string, action: string): Fields {
  const form = html.split('<form').find((each) => each.includes(`action="${action}"`)) ?? ''
  const hidden = [...form.slice(0, form.indexOf('</form>')).matchAll(/type="hidden" name="([^"]*)" value="([^"]*)"/g)]
  return Object.fromEntries(hidden.map(([, name, value]) => [name!, value!]))
}

const plain = (html: string) => html.replaceAll(/[\u00a0\u202f]/g, ' ')

/** From the empty form to the sheet. @returns  the address of the sheet */
async function recorded(fields: Fields): Promise<string> {
  const ana = agent()
  const review = await ana.send(await ana.open(NEW), NEW, fields)
  expect(review.status, 'it may be read again').toBe(200)
  const done = await ana.send(await review.text(), NEW, {})
  expect(done.status, 'it is recorded').toBe(303)
  return done.headers.get('Location')!
}

test('an empty form comes back with a sentence beside each field, and nothing is recorded', async () => {
  const ana = agent()
  const refused = await ana.send(await ana.open(NEW), NEW, { objet: 'Un camion', 'numero-1': '99900002900011' })
  const html = await refused.text()
  expect(refused.status).toBe(422)
  expect(html).toContain('value="Un camion"')
  expect(html).toContain('Ce SIRET n’existe pas')
  expect(html).toContain('Écrivez un montant en argent')
  expect(await store.isGrantKnown(database.db)).toBe(false)
})

test('before recording, two counters with two names, and the alert above 23 000 €', async () => {
  const ana = agent()
  const review = plain(await (await ana.send(await ana.open(NEW), NEW, FILLED)).text())
  expect(review).toContain('Le total de l’année, pour la convention')
  expect(review).toContain('Les douze mois, pour la publication')
  expect(review).toContain('Une convention est obligatoire')
  expect(await store.isGrantKnown(database.db)).toBe(false)

  const under = plain(await (await ana.send(await ana.open(NEW), NEW, { ...FILLED, argent: '23 000' })).text())
  expect(under, 'the threshold itself is not above it').not.toContain('Une convention est obligatoire')
  const kind = { ...FILLED, argent: '23 000', nature: '1' }
  expect(plain(await (await ana.send(await ana.open(NEW), NEW, kind)).text())).toContain(
    'Demandez au service juridique',
  )
})

test('another beneficiary is added without losing what was written, and shares must be whole', async () => {
  const ana = agent()
  const more = await ana.send(await ana.open(NEW), NEW, { ...FILLED, 'part-1': '60', suite: 'ajouter' })
  const html = await more.text()
  expect(html).toContain('name="nom-2"')
  expect(html).toContain('value="60"')
  const two = { ...FILLED, 'part-1': '60', 'nom-2': 'Cantine (exemple)', 'numero-2': '99900003700013', 'part-2': '30' }
  const refused = await ana.send(html, NEW, two)
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('doivent faire 100')
})

test('sent twice, a grant is recorded once', async () => {
  const ana = agent()
  const review = await (await ana.send(await ana.open(NEW), NEW, { ...FILLED, objet: 'Deux fois' })).text()
  const [one, two] = [await ana.send(review, NEW, {}), await ana.send(review, NEW, {})]
  expect(one.headers.get('Location')).toBe(two.headers.get('Location'))
  expect(await store.countGrants(database.db, { words: 'Deux fois' })).toMatchObject({ count: 1 })
})

test('two agents correct a grant at once: the second is told, and keeps what they wrote', async () => {
  const sheet = await recorded({ ...FILLED, objet: 'À corriger' })
  const [ana, action] = [agent(), `${sheet}/corriger`]
  const form = await ana.open(action)
  const review = async (objet: string) => (await ana.send(form, action, { ...FILLED, objet })).text()
  const [first, second] = [await review('Corrigée par Ana'), await review('Corrigée par Léa')]
  expect((await ana.send(first, action, {})).status).toBe(303)
  const late = await ana.send(second, action, {})
  const html = await late.text()
  expect(late.status).toBe(422)
  expect(html).toContain('value="Corrigée par Léa"')
  expect(html).toContain('« Corrigée par Ana »')
})

test('a threshold is changed with its source; who read an older value is told', async () => {
  const ana = agent()
  const action = `${PATH}/reglages/publication-months`
  const [first, second] = [await ana.open(action), await ana.open(action)]
  const noSource = await ana.send(first, action, { valeur: '2', source: '' })
  expect(noSource.status).toBe(422)
  expect((await ana.send(first, action, { valeur: '2', source: 'Délibération' })).status).toBe(303)
  const late = await ana.send(second, action, { valeur: '4', source: 'Autre' })
  expect(late.status).toBe(422)
  expect(await late.text()).toContain('Il vaut maintenant 2')
})

test('what another enterprise of the same group received counts against the ceiling', async () => {
  const [ana, page] = [agent(), `${PATH}/de-minimis`]
  const post = async (act: string, fields: Fields) => ana.send(await ana.open(page), `${page}/${act}`, fields)
  const aid = { siren: '999000037', par: 'Une région', le: '2025-06-01', montant: '290 000', reglement: 'general' }
  expect((await post('declarer', { ...aid, siren: '12' })).status).toBe(422)
  expect((await post('declarer', aid)).status).toBe(303)
  const small = { ...FILLED, objet: 'De minimis', minimis: 'general', argent: '20 000' }
  expect((await ana.send(await ana.open(NEW), NEW, small)).status, 'alone, it is under its ceiling').toBe(200)

  const link = { membre: '999000029', tete: '999000037', source: 'Statuts' }
  expect((await post('rattacher', { ...link, tete: '999000029' })).status, 'no enterprise is its own head').toBe(422)
  expect((await post('rattacher', link)).status).toBe(303)
  const refused = await ana.send(await ana.open(NEW), NEW, small)
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('dépasserait son plafond')
})

test('a finance agent reads and writes nothing here', async () => {
  expect((await agent('finance-agent').post(NEW, FILLED)).status).toBe(403)
  expect(await agent('finance-agent').open(PATH)).not.toContain('Inscrire une subvention')
})
