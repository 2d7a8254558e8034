import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { FINANCE, INSTRUCTOR, lineOf, openWorld, vote } from '../commands/budget/world.testing.ts'
import * as store from '../store/budget/index.ts'
import { browserOf, plain } from './desk.testing.tsx'

let database: TestDatabase
let world: Awaited<ReturnType<typeof openWorld>>
let lineId: string
beforeAll(async () => {
  database = await testDatabase()
  world = await openWorld(database, () => new Date('2026-03-02T09:00:00Z'))
  lineId = await lineOf(world.context, { code: 'F-1', label: 'Comptoirs' })
  await vote(world.context, 'bp', [[lineId, 1000]])
})
afterAll(() => database.drop())

test('two people commit, liquidate and pay from the desk, and the line says what is left', async () => {
  const [ana, cleo] = [
    browserOf(world.context, INSTRUCTOR, 'agent'),
    browserOf(world.context, FINANCE, 'finance-agent'),
  ]
  const desk = '/agents/budget'
  const demand = { ligne: lineId, nature: 'purchase', qui: 'natural', nom: 'Dominique', objet: 'Atelier' }
  const wrong = await ana.send(`${desk}/demander`, `${desk}/demander`, { ...demand, montant: '' })
  expect(wrong.status, 'the amount is missing').toBe(422)
  const asked = await ana.send(`${desk}/demander`, `${desk}/demander`, { ...demand, montant: '1200' })
  const page = asked.headers.get('Location')!
  expect(page).toContain(`${desk}/engagements/`)
  expect(await cleo.open(desk)).toContain('Vérifier la demande')

  const over = await cleo.send(page, `${page}/engager`, { montant: '1200' })
  expect(over.status).toBe(422)
  expect(plain(await over.text())).toContain('Il reste 1 000 € sur cette ligne')
  expect((await cleo.send(page, `${page}/engager`, { montant: '800' })).status, 'in part').toBe(303)
  expect((await cleo.send(page, `${page}/juridique`, { reference: 'Bon 1', jour: '2026-03-02' })).status).toBe(303)
  const bill = { piece: 'Facture 1', recu: '2026-03-02', somme: '800' }
  expect((await ana.send(page, `${page}/liquider`, bill)).status).toBe(303)

  const [engagement] = await store.listEngagements(database.db, { lineId })
  const [liquidation] = await store.listLiquidations(database.db, { engagementIds: [engagement!.id] })
  const [condition] = await store.listConditions(database.db, engagement!.id)
  const unseen = await cleo.send(page, `${page}/signer`, {})
  expect(await unseen.text()).toContain('Il manque')
  const seen = { [`vues-${liquidation!.id}`]: condition!.id }
  expect((await cleo.send(page, `${page}/signer`, seen)).status).toBe(303)
  expect((await cleo.send(page, `${page}/mandater`, {})).status).toBe(303)
  expect((await cleo.send(page, `${page}/payer`, { 'jour-comptable': '2026-03-02' })).status).toBe(303)
  expect(await cleo.open(page)).toContain('Payé par le comptable')
  expect(plain(await cleo.open(`${desk}/lignes/${lineId}`))).toContain('200 €')
})

test('an instructor engages nothing', async () => {
  const ana = browserOf(world.context, INSTRUCTOR, 'agent')
  const [engagement] = await store.listEngagements(database.db, { lineId })
  const answer = await ana.post(`/agents/budget/engagements/${engagement!.id}/engager`, { montant: '1' })
  expect(answer.status).toBe(403)
})
