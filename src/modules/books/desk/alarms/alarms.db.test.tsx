import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cents } from '#kernel/money'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { type Role, sessions, type Visitor } from '#platform/sessions'
import { openAccounts, transferAlone } from '../../commands/ledger/index.ts'
import { countOpenAlarms } from '../../store/ledger/index.ts'
import { alarmsDesk } from './index.tsx'

const FRAME = {
  ...{ serviceName: 'Filigrane', territoryName: 'Essai', watermark: '', navigation: [] },
  assets: { stylesheet: '', fonts: [] },
  footer: { mention: '', columns: [] },
}
const PATH = '/agents/budget/alarmes'
const HEADERS = { Cookie: '__Host-session=secret; __Host-navigateur=browser' }
let database: TestDatabase
let transferId: string

beforeAll(async () => {
  database = await testDatabase()
  const context = testContext(database)
  const accounts = [1, 2].map(() => ({ id: context.newId(), code: 'trial.account', limit: 'none' as const }))
  await database.db.transaction().execute((transaction) => openAccounts(transaction, accounts))
  transferId = context.newId()
  const request = { id: transferId, kind: 'posted', debit: accounts[0]!.id, credit: accounts[1]!.id } as const
  const words = { code: 'trial.pay', on: '2026-03-02' }
  await transferAlone(context, [{ ...request, ...words, amount: cents(12_500n) }])
  await transferAlone(context, [{ ...request, ...words, amount: cents(99_900n) }])
})
afterAll(() => database.drop())

test('an alarm says what is written, and is handled once', async () => {
  const app = appOf('finance-agent')
  const html = await (await app.request(PATH, { headers: HEADERS })).text()
  expect(html.replaceAll(/[\u00a0\u202f]/g, ' ')).toContain('125 €')
  expect(html, 'what was asked instead is kept nowhere').not.toContain('999')
  expect(html).toContain(transferId)
  const form = html.split('<form').find((each) => each.includes(`action="${PATH}/`))!
  const [, action] = /action="([^"]*)"/.exec(form)!
  const hidden = [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)]
  const send = (path: string) => {
    const body = new URLSearchParams(hidden.map(([, name, value]) => [name!, value!]))
    return app.request(path, { method: 'POST', body, headers: HEADERS })
  }
  expect(await countOpenAlarms(database.db)).toBe(1)
  expect((await send(action!)).status).toBe(303)
  expect(await countOpenAlarms(database.db)).toBe(0)
  expect(await (await app.request(PATH, { headers: HEADERS })).text()).toContain('Examinée le')
  expect((await send(`${PATH}/00000000-0000-4000-8000-000000000000`)).status, 'nothing of that number').toBe(422)
})

test('an instructor does not handle alarms, and an address that is none answers that there is nothing', async () => {
  expect((await appOf('agent').request(PATH, { headers: HEADERS })).status).toBe(403)
  const odd = `${PATH}/00000000-${'-'.repeat(27)}`
  expect((await appOf('finance-agent').request(odd, { method: 'POST', headers: HEADERS })).status).toBe(404)
})

function appOf(role: Role): Hono {
  const person = { personId: '00000000-0000-7000-8000-000000000001', sessionId: 'one', displayName: role }
  const visitor: Visitor = {
    ...{ ...person, assurance: 'passkey' as const, signedInAt: new Date(0) },
    roles: [{ role, object: null }],
  }
  return new Hono().use(sessions(async () => visitor)).route('/', alarmsDesk(testContext(database), FRAME))
}
