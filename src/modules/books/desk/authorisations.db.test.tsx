import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { enforce, FINANCE, INSTRUCTOR, lineOf, openWorld, vote } from '../commands/budget/world.testing.ts'
import * as store from '../store/budget/index.ts'
import { browserOf, plain } from './desk.testing.tsx'

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

test('an authorisation shows the sum of its years, opens once decided, and a demand draws on it', async () => {
  const line = await lineOf(world.context, { code: 'F-ae' })
  await vote(world.context, 'bp', [[line, 1000]])
  const path = `${DESK}/autorisations`
  const words = { genre: 'ae', nom: 'Trois ans d’aides', code: 'AE-2026-1', 'premiere-annee': '2026', 'cp-1': '100' }
  const short = await cleo.send(path, path, { ...words, montant: '300', 'cp-2': '150' })
  expect([short.status, plain(await short.text())]).toEqual([
    422,
    expect.stringContaining('Les crédits de paiement font 250 € en tout, et l’autorisation 300 €'),
  ])
  const proposed = await cleo.send(path, path, { ...words, montant: '300', 'cp-2': '200' })
  const page = proposed.headers.get('Location')!
  expect(plain(await ana.open(page))).toMatch(/Somme des CP[\s\S]*300 €/)
  const id = page.split('/').at(-1)!
  await enforce(world.context, `budget-authorisation:${id}`)
  expect((await cleo.send(page, `${page}/ouvrir`, {})).status).toBe(303)

  const demand = { ligne: line, nature: 'purchase', qui: 'natural', nom: 'Dominique', objet: 'Étude', montant: '100' }
  const over = { ...demand, autorisation: id, pluriannuel: '250' }
  const asked = (await ana.send(`${DESK}/demander`, `${DESK}/demander`, over)).headers.get('Location')!
  expect((await cleo.send(asked, `${asked}/engager`, { montant: '100' })).status).toBe(303)
  expect(await cleo.open(asked)).toContain('Trois ans d’aides (AE-2026-1)')
  expect((await store.leftOfAuthorisations(database.db)).get(id)).toBe(5_000n)
})

test('a liquidation sent back is prepared again', async () => {
  const line = await lineOf(world.context, { code: 'F-renvoi' })
  await vote(world.context, 'bp', [[line, 1000]])
  const demand = { ligne: line, nature: 'purchase', qui: 'natural', nom: 'Dominique', objet: 'Étude', montant: '100' }
  const page = (await ana.send(`${DESK}/demander`, `${DESK}/demander`, demand)).headers.get('Location')!
  await cleo.send(page, `${page}/engager`, { montant: '100' })
  await cleo.send(page, `${page}/juridique`, { reference: 'Bon', jour: '2026-03-02' })
  const bill = { piece: 'Facture', recu: '2026-03-02', somme: '100' }
  await ana.send(page, `${page}/liquider`, bill)
  const mute = await cleo.send(page, `${page}/renvoyer`, { renvoi: '' })
  expect(mute.status, 'not without a reason').toBe(422)
  expect((await cleo.send(page, `${page}/renvoyer`, { renvoi: 'Facture illisible' })).status).toBe(303)
  expect(await ana.open(page)).toContain('Facture illisible')
  expect((await ana.send(page, `${page}/liquider`, { ...bill, piece: 'Facture lisible' })).status).toBe(303)
})

test('a titre de recette is issued, then its collection is noted', async () => {
  const line = await lineOf(world.context, { code: 'R-1', direction: 'receipt', chapter: '77', nature: '773' })
  const path = `${DESK}/titres`
  const owed = {
    ligne: line,
    objet: 'Participation',
    montant: '60',
    qui: 'legal',
    siret: '99900012800010',
    nom: 'Épicerie (exemple)',
  }
  const wrong = await cleo.send(path, path, { ...owed, siret: '123' })
  expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('14 chiffres du SIRET')])
  const issued = await cleo.send(path, path, owed)
  const page = issued.headers.get('Location')!
  const early = await cleo.send(page, `${page}/encaisser`, { jour: '2026-03-03' })
  expect(early.status, 'not tomorrow').toBe(422)
  expect((await cleo.send(page, `${page}/encaisser`, { jour: '2026-03-02' })).status).toBe(303)
  const executed = (await store.listExecution(database.db, 2026)).find(({ id }) => id === line)
  expect(executed?.receipts).toMatchObject({ issuedCents: 6_000n, collectedCents: 6_000n })
  expect(plain(await ana.open(path))).toContain('2 mars 2026')
})
