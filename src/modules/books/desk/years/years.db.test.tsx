import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { objectOfStage, objectOfYear } from '../../budget/stage.ts'
import {
  committed,
  enforce,
  FINANCE,
  INSTRUCTOR,
  lineOf,
  openWorld,
  vote,
} from '../../commands/budget/world.testing.ts'
import * as store from '../../store/budget/index.ts'
import { browserOf, plain } from '../desk.testing.tsx'

let database: TestDatabase
let world: Awaited<ReturnType<typeof openWorld>>
let ana: ReturnType<typeof browserOf>
let cleo: ReturnType<typeof browserOf>
const DESK = '/agents/budget'

beforeAll(async () => {
  database = await testDatabase()
  world = await openWorld(database, () => new Date('2026-03-02T09:00:00Z'))
  ana = browserOf(world.context, INSTRUCTOR, 'agent')
  cleo = browserOf(world.context, FINANCE, 'finance-agent')
})
afterAll(() => database.drop())

const LINE = {
  ...{ nom: 'Aides', sens: 'expense', section: 'F', chapitre: '65', nature: '65748', fonction: '61' },
  perimetre: 'dedicated',
}

test('a finance agent opens a year and a line, and its credits open once the vote is exécutoire', async () => {
  const years = `${DESK}/annees`
  const opened = await cleo.send(years, years, { annee: '2027', nomenclature: world.nomenclatureId })
  expect(opened.headers.get('Location')).toBe(`${years}/2027`)
  const twice = await cleo.send(years, years, { annee: '2027', nomenclature: world.nomenclatureId })
  expect([twice.status, await twice.text()]).toEqual([422, expect.stringContaining('existe déjà')])

  const add = `${years}/2027/lignes/ajouter`
  const nameless = await cleo.send(add, add, { ...LINE, nom: '' })
  expect([nameless.status, await nameless.text()]).toEqual([422, expect.stringContaining('Écrivez quelques mots')])
  expect((await cleo.send(add, add, LINE)).status).toBe(303)
  const line = (await store.findLineByCode(database.db, 2027, 'F-65748-61'))!
  expect(line, 'its code was made of its section, its article and its function').toMatchObject({ label: 'Aides' })

  const propose = `${years}/2027/etapes/proposer`
  const nothing = await cleo.send(`${propose}?sorte=bp`, propose, { titre: 'BP 2027', [`montant-${line.id}`]: '' })
  expect([nothing.status, await nothing.text()]).toEqual([422, expect.stringContaining('au moins un montant')])
  const asked = await cleo.send(`${propose}?sorte=bp`, propose, { titre: 'BP 2027', [`montant-${line.id}`]: '1 000' })
  const stage = asked.headers.get('Location')!
  expect(await cleo.open(stage)).toContain('Proposé')
  const early = await cleo.post(`${stage}/ouvrir`, keysOf(await cleo.open(years)))
  expect([early.status, await early.text()], 'proposed is not decided').toEqual([
    422,
    expect.stringContaining('n’est pas exécutoire'),
  ])
  await enforce(world.context, objectOfStage(stage.split('/').at(-1)!))
  expect((await cleo.send(stage, `${stage}/ouvrir`, {})).status).toBe(303)
  expect((await store.executionOfLine(database.db, line.id)).openedCents).toBe(100_000n)
  expect(plain(await ana.open(`${years}/2027`))).toContain('1 000 €')
})

test('a line is renamed, and two people who rename it at once are told', async () => {
  const id = await lineOf(world.context, { code: 'F-nom', label: 'Ancien nom' })
  const change = `${DESK}/lignes/${id}/modifier`
  const stale = { 'nom-lu': 'Un nom d’avant' }
  const late = await cleo.send(change, change, { nom: 'Autre', perimetre: 'dedicated', ...stale })
  expect([late.status, await late.text()]).toEqual([422, expect.stringContaining('Quelqu’un a agi')])
  expect((await cleo.send(change, change, { nom: 'Nouveau nom', perimetre: 'transversal' })).status).toBe(303)
  expect(await store.findLine(database.db, id)).toMatchObject({ label: 'Nouveau nom', perimeter: 'transversal' })
  expect((await ana.post(change, { nom: 'Autre' })).status, 'an instructor renames nothing').toBe(403)
})

test('a move between chapters says what is left, and over it is refused with the figure', async () => {
  const from = await lineOf(world.context, { code: 'F-de' })
  const to = await lineOf(world.context, { code: 'F-vers', chapter: '011' })
  await vote(world.context, 'bp', [[from, 10_000]])
  const propose = `${DESK}/annees/2026/etapes/proposer`
  expect(plain(await cleo.open(`${propose}?sorte=move`))).toContain('Fonctionnement : il reste 750 €')
  const move = { titre: 'Virement 1', prendre: from, donner: to }
  const over = await cleo.send(`${propose}?sorte=move`, propose, { ...move, montant: '751' })
  expect([over.status, plain(await over.text())]).toEqual([422, expect.stringContaining('la limite est 750 €')])
  expect((await cleo.send(`${propose}?sorte=move`, propose, { ...move, montant: '750' })).status).toBe(303)
})

test('an amendment takes back credits with a minus sign', async () => {
  const id = await lineOf(world.context, { code: 'F-dm' })
  await vote(world.context, 'bp', [[id, 500]])
  const propose = `${DESK}/annees/2026/etapes/proposer`
  const asked = { titre: 'DM', [`montant-${id}`]: '−200,50' }
  const stage = (await cleo.send(`${propose}?sorte=dm`, propose, asked)).headers.get('Location')!
  await enforce(world.context, objectOfStage(stage.split('/').at(-1)!))
  expect((await cleo.send(stage, `${stage}/ouvrir`, {})).status).toBe(303)
  expect((await store.executionOfLine(database.db, id)).openedCents).toBe(29_950n)
})

test('at the end of the year what is left is carried over, then the CFU closes it', async () => {
  const { context, nomenclatureId } = world
  const years = `${DESK}/annees`
  for (const year of ['2030', '2031']) await cleo.send(years, years, { annee: year, nomenclature: nomenclatureId })
  const [old, next] = [
    await lineOf(context, { code: 'F-fin', year: 2030, label: 'Aides' }),
    await lineOf(context, { code: 'F-fin', year: 2031, label: 'Aides' }),
  ]
  await vote(context, 'bp', [[old, 100]], 2030)
  const id = await committed(world, old, 80)
  const page = `${DESK}/engagements/${id}`
  await enforce(context, objectOfYear(2030))
  expect(await cleo.open(`${years}/2030`)).toContain('Ce qui est engagé et pas encore liquidé')
  const early = await cleo.post(`${years}/2030/clore`, keysOf(await cleo.open(years)))
  expect([early.status, await early.text()]).toEqual([422, expect.stringContaining('Il reste des crédits engagés')])

  const nowhere = await cleo.send(page, `${page}/reporter`, { 'ligne-suivante': '' })
  expect(nowhere.status).toBe(422)
  expect((await cleo.send(page, `${page}/reporter`, { 'ligne-suivante': next })).status).toBe(303)
  expect((await store.executionOfLine(database.db, old)).carriedCents).toBe(8_000n)
  expect((await store.executionOfLine(database.db, next)).engagedCents).toBe(8_000n)
  expect(plain(await ana.open(page)), 'its statement says where it went').toContain('L’année suivante')
  expect((await cleo.send(`${years}/2030`, `${years}/2030/clore`, {})).status).toBe(303)
  expect(await ana.open(`${years}/2030`)).toContain('Clos par son CFU')
})

test('what is done this year and paid the next is attached to this one, and may be paid once it is closed', async () => {
  const { context, nomenclatureId } = world
  const years = `${DESK}/annees`
  await cleo.send(years, years, { annee: '2034', nomenclature: nomenclatureId })
  const line = await lineOf(context, { code: 'F-rat', year: 2034 })
  await vote(context, 'bp', [[line, 100]], 2034)
  const id = await committed(world, line, 80)
  const page = `${DESK}/engagements/${id}`
  expect((await cleo.send(page, `${page}/juridique`, { reference: 'Bon 1', jour: '2026-03-02' })).status).toBe(303)
  const bill = { piece: 'Facture', recu: '2026-03-02', somme: '80', rattachee: 'oui' }
  expect((await ana.send(page, `${page}/liquider`, bill)).status).toBe(303)
  expect(await cleo.open(page)).toContain('rattachée à l’année')
  const [liquidation] = await store.listLiquidations(database.db, { engagementIds: [id] })
  const [condition] = await store.listConditions(database.db, id)
  const seen = { [`vues-${liquidation!.id}`]: condition!.id }
  expect((await cleo.send(page, `${page}/signer`, seen)).status).toBe(303)
  await enforce(context, objectOfYear(2034))
  expect((await cleo.send(`${years}/2034`, `${years}/2034/clore`, {})).status).toBe(303)
  expect((await cleo.send(page, `${page}/mandater`, {})).status).toBe(303)
  expect((await cleo.send(page, `${page}/payer`, { 'jour-comptable': '2026-03-02' })).status).toBe(303)
  expect((await store.executionOfLine(database.db, line)).paidCents).toBe(8_000n)
  expect(plain(await ana.open(`${page}?au=2026-03-01`)), 'the day before').toContain('Rien n’était engagé ce jour-là')
})

/** The keys of any form: as who sends a form that the page does not show. */
function keysOf(html: string) {
  const [, envoi] = /name="envoi" value="([^"]+)"/.exec(html)!
  const [, jeton] = /name="jeton" value="([^"]+)"/.exec(html)!
  return { envoi: envoi!, jeton: jeton! }
}
