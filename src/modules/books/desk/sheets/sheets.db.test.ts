import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cents } from '#kernel/money'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { type Role, sessions, type Visitor } from '#platform/sessions'
import { committed, FINANCE, lineOf, must, openWorld, submissionOf, vote } from '../../commands/budget/world.testing.ts'
import { commitLegally, prepareLiquidation } from '../../index.ts'
import { sheetsDesk } from './index.ts'

let database: TestDatabase
let engagement: string
let liquidation: string
let read: (path: string, role?: Role) => Promise<Response>

beforeAll(async () => {
  database = await testDatabase()
  const world = await openWorld(database, () => new Date('2026-03-02T09:00:00Z'))
  const lineId = await lineOf(world.context, { code: 'F-1', label: 'Comptoirs' })
  await vote(world.context, 'bp', [[lineId, 1000]])
  engagement = await committed(world, lineId, 600, {
    payee: { kind: 'natural', siret: null, name: 'Dominique Secret' },
  })
  const { finance, instructor } = world
  const legal = { engagementId: engagement, version: 2, reference: 'Bon 1', on: '2026-03-02' as const }
  must(await commitLegally(finance, { submission: submissionOf(finance), ...legal }))
  const bill = {
    document: 'Facture 7',
    receivedOn: '2026-03-02',
    isAttached: false,
    amountCents: cents(25_000n),
  } as const
  const asked = {
    submission: submissionOf(instructor),
    engagementId: engagement,
    version: 3,
    checkedConditions: [],
    ...bill,
  }
  liquidation = must(await prepareLiquidation(instructor, asked)).id
  read = async (path, role = 'finance-agent') => {
    const visitor: Visitor = {
      ...{ personId: FINANCE, sessionId: FINANCE, displayName: role, assurance: 'passkey' as const },
      signedInAt: new Date(0),
      roles: [{ role, object: null }],
    }
    const app = new Hono().use(sessions(async () => visitor)).route('/', sheetsDesk(world.context))
    return app.request(path, { headers: { Cookie: '__Host-session=secret' } })
  }
})
afterAll(() => database.drop())

test('the sheet of an expense and the statement of what is owed are accessible PDF', async () => {
  for (const path of [engagementPath('fiche.pdf'), liquidationPath('etat.pdf')]) {
    const answer = await read(path)
    expect([path, answer.status, answer.headers.get('Cache-Control')]).toEqual([path, 200, 'no-store'])
    const bytes = Buffer.from(await answer.arrayBuffer())
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
    expect(bytes.toString('latin1')).toMatch(/pdfuaid|MarkInfo/)
  }
})

test('the same as tables say the amounts, and name no natural person', async () => {
  const sheet = await (await read(engagementPath('fiche.csv'))).text()
  expect(sheet).toContain('Crédits engagés')
  expect(sheet).toContain('600,00')
  const statement = await (await read(liquidationPath('etat.csv'))).text()
  expect(statement).toContain('250,00')
  expect(statement).toContain('Préparée, à signer')
  for (const text of [sheet, statement]) {
    expect(text).toContain('Une personne')
    expect(text).not.toContain('Secret')
  }
})

test('who has no part in expenses reads no sheet, and an unknown one is not found', async () => {
  expect((await read(engagementPath('fiche.csv'), 'elected-member')).status).toBe(403)
  expect((await read('/agents/budget/liquidations/0198aaaa-0000-7000-8000-000000000000/etat.pdf')).status).toBe(404)
})

function engagementPath(file: string): string {
  return `/agents/budget/engagements/${engagement}/${file}`
}

function liquidationPath(file: string): string {
  return `/agents/budget/liquidations/${liquidation}/${file}`
}
