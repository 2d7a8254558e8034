import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { FINANCE, INSTRUCTOR, openWorld } from '../../commands/budget/world.testing.ts'
import * as store from '../../store/budget/index.ts'
import { browserOf, hiddenOf, plain } from '../desk.testing.tsx'

let database: TestDatabase
let cleo: ReturnType<typeof browserOf>
let ana: ReturnType<typeof browserOf>
const SETTINGS = '/agents/budget/reglages'
const PLANS = '/agents/budget/nomenclatures'

beforeAll(async () => {
  database = await testDatabase()
  const { context } = await openWorld(database, () => new Date('2026-03-02T09:00:00Z'))
  cleo = browserOf(context, FINANCE, 'finance-agent')
  ana = browserOf(context, INSTRUCTOR, 'agent')
})
afterAll(() => database.drop())

test('a limit is changed in percents, with its source', async () => {
  const name = 'fungibility-basis-points'
  expect(await ana.open(SETTINGS)).toContain('7,5')
  const words = { [`source-${name}`]: 'Délibération du 2 mars', [`verifie-${name}`]: 'oui' }
  const change = (value: string) =>
    cleo.send(SETTINGS, SETTINGS, { reglage: name, [`valeur-${name}`]: value, ...words })
  const wrong = await change('beaucoup')
  expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('Écrivez un pourcentage')])
  expect((await change('5')).status).toBe(303)
  const { [name]: setting } = await store.readBudgetSettings(database.db)
  expect(setting).toMatchObject({ value: '500', source: 'Délibération du 2 mars', isVerified: true })
  expect((await ana.post(SETTINGS, { reglage: name })).status, 'an instructor changes no rule').toBe(403)
})

test('a nomenclature is tried first: what changes is shown, and nothing is kept before it is accepted', async () => {
  const words = { nom: 'M57', 'a-partir-de': '2027', source: 'Essai', licence: 'Licence Ouverte 2.0' }
  const files = {
    chapitres: csv('code;libelle;section\n65;Autres charges;F\n'),
    articles: csv('code,libelle,chapitre_depense_reelle,chapitre_recette_reelle\n65748,"Aides, à d’autres",65,\n'),
    fonctions: csv('code,libelle\n61,Interventions\n'),
  }
  const spoilt = { ...files, chapitres: csv('code,libelle,section\n65,Autres charges,F\n65,Encore,F\n') }
  const wrong = await cleo.send(PLANS, `${PLANS}/essai`, words, spoilt)
  expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('Ligne 3 : le code 65')])
  const swapped = await cleo.send(PLANS, `${PLANS}/essai`, words, { ...files, articles: files.fonctions })
  expect(await swapped.text()).toContain('Ce fichier n’est pas celui des articles')

  const trial = await cleo.send(PLANS, `${PLANS}/essai`, words, files)
  const html = plain(await trial.text())
  expect(trial.status).toBe(200)
  expect(html).toContain('Chapitre 012')
  expect(html).toContain('Aides, à d’autres')
  expect(await store.listNomenclatures(database.db), 'nothing is kept yet').toHaveLength(1)

  const carried = hiddenOf(html, PLANS)
  expect((await cleo.post(PLANS, carried)).status).toBe(303)
  const [added] = await store.listNomenclatures(database.db)
  expect(added).toMatchObject({ name: 'M57', yearFrom: 2027, status: 'to-verify' })
  const codes = await store.listCodes(database.db, added!.id)
  expect(codes.map(({ kind, code }) => `${kind} ${code}`)).toEqual(['chapter 65', 'function 61', 'nature 65748'])
  const again = await cleo.send(PLANS, `${PLANS}/essai`, words, files)
  const twice = await cleo.post(PLANS, hiddenOf(await again.text(), PLANS))
  expect([twice.status, await twice.text()]).toEqual([422, expect.stringContaining('Cette version est déjà là')])
})

function csv(text: string): File {
  return new File([text], 'codes.csv', { type: 'text/csv' })
}
