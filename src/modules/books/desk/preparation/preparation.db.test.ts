import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { FINANCE, INSTRUCTOR, lineOf, OTHER, openWorld, vote } from '../../commands/budget/world.testing.ts'
import * as store from '../../store/preparation/index.ts'
import { browserOf, plain } from '../browser.testing.ts'
import { preparationDesk } from './index.tsx'

const PATH = '/agents/budget/preparation'
const FRAME = {
  ...{ serviceName: 'Filigrane', territoryName: 'Essai', watermark: '', navigation: [] },
  assets: { stylesheet: '', fonts: [] },
  footer: { mention: '', columns: [] },
}
let database: TestDatabase
let ana: ReturnType<typeof browserOf>
let cleo: ReturnType<typeof browserOf>
let elected: ReturnType<typeof browserOf>
let demand: string

beforeAll(async () => {
  database = await testDatabase()
  const { context } = await openWorld(database, () => new Date('2026-09-01T09:00:00Z'))
  const lineId = await lineOf(context, { code: 'F-1', label: 'Comptoirs' })
  await vote(context, 'bp', [[lineId, 1000]])
  const desk = preparationDesk(context, FRAME)
  ana = browserOf(desk, INSTRUCTOR, 'agent')
  cleo = browserOf(desk, FINANCE, 'finance-agent')
  elected = browserOf(desk, OTHER, 'elected-member')
})
afterAll(() => database.drop())

test('each form of the page tells its own faults only, and keeps what was typed', async () => {
  const wrong = await ana.send(PATH, PATH, { annee: '27', ouverture: '2026-07-01', fin: '2026-11-30' })
  const html = plain(await wrong.text())
  expect(wrong.status).toBe(422)
  expect(html.split('Écrivez une année, comme 2027.').length - 1, 'beside the field and in the summary').toBe(2)
  expect(html).toContain('value="27"')
  const posts = await ana.send(PATH, `${PATH}/postes`, { 'annee-postes': '2026', sorte: 'agents', nombre: 'quatre' })
  expect(posts.status).toBe(422)
  expect(
    (await ana.send(PATH, `${PATH}/postes`, { 'annee-postes': '2026', nombre: '4', sorte: 'agents' })).status,
  ).toBe(422)
})

test('a year is prepared once: a form sent twice opens one, another one is told it exists', async () => {
  const asked = { annee: '2027', ouverture: '2026-07-01', fin: '2026-11-30' }
  const keys = await ana.hidden(PATH, PATH)
  const twice = [await ana.post(PATH, { ...keys, ...asked }), await ana.post(PATH, { ...keys, ...asked })]
  expect(twice.map(({ status }) => status)).toEqual([303, 303])
  expect(await store.listCampaigns(database.db)).toHaveLength(1)
  const again = await ana.send(PATH, PATH, asked)
  expect([again.status, plain(await again.text())]).toEqual([422, expect.stringContaining('existe déjà')])
})

test('a demand without a readable amount or a reason is refused, then written', async () => {
  const page = `${PATH}/2027?ligne=F-1`
  const action = `${PATH}/2027`
  const wrong = await ana.send(page, action, { ligne: 'F-1', 'annee-0': 'beaucoup', motif: 'Plus de comptoirs' })
  expect([wrong.status, plain(await wrong.text())]).toEqual([422, expect.stringContaining('Écrivez un montant')])
  const mute = await ana.send(page, action, { ligne: 'F-1', 'annee-0': '1200', motif: '' })
  expect([mute.status, plain(await mute.text())]).toEqual([422, expect.stringContaining('Écrivez pourquoi')])
  const done = await ana.send(page, action, { ligne: 'F-1', 'annee-0': '1200', motif: 'Plus de comptoirs' })
  expect(done.status).toBe(303)
  demand = done.headers.get('Location')!
})

test('two people who arbitrate at once: the second sees the first word, and keeps the own one', async () => {
  const level = (await store.listLevels(database.db)).find(({ roles }) => roles.includes('finance-agent'))!
  const word = (amount: string, reason: string) => ({ niveau: String(level.rank), 'annee-0': amount, motif: reason })
  const late = await cleo.hidden(demand, demand)
  expect((await cleo.send(demand, demand, word('1100', 'Première lecture'))).status).toBe(303)
  const refused = await cleo.post(demand, { ...late, ...word('900', 'Seconde lecture') })
  const html = plain(await refused.text())
  expect(refused.status).toBe(422)
  expect(html).toContain('Première lecture')
  expect(html).toContain('Seconde lecture')
  expect(html).toContain('value="900"')
})

test('the note is a PDF and the demands a workbook, whatever is still to be arbitrated', async () => {
  const note = await ana.get(`${PATH}/2027/note.pdf`)
  const bytes = Buffer.from(await note.arrayBuffer())
  expect([note.status, note.headers.get('Content-Type')]).toEqual([200, 'application/pdf'])
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
  const book = await ana.get(`${PATH}/2027/demandes.xlsx`)
  const zip = Buffer.from(await book.arrayBuffer())
  expect(book.status).toBe(200)
  expect(zip.subarray(0, 4)).toEqual(Buffer.from([0x50, 0x4b, 3, 4]))
  expect(zip.includes('xl/workbook.xml')).toBe(true)
  expect((await ana.get(`${PATH}/2099/note.pdf`)).status).toBe(404)
})

test('an elected member reads the demands and opens no year', async () => {
  expect((await elected.get(demand)).status).toBe(200)
  expect(await elected.open(PATH)).not.toContain('Ouvrir cette préparation')
  expect((await elected.post(PATH, { annee: '2028' })).status).toBe(403)
})
