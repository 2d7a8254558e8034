import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { sendReport } from '../commands/claims/index.ts'
import { listWaitingReports } from '../store/claims/index.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
  await sql`
    INSERT INTO structure (id, slug, siren, title, purpose, search_key, state, is_partly_diffused, family, reasons, sources,
      rule_version, provenance, is_fictitious, checked_at)
    VALUES ('00000000-0000-7000-8000-00000000e001', 'atelier-velo', '999000001', 'Atelier vélo', '', 'velo', 'active', false,
      'association', '[{}]', '[]', 'x', '{}', true, now())`.execute(database.owner)
})
afterAll(() => database.drop())

test('a flood of requests to be withdrawn is kept whole, each with its clock, and fills no mailbox', async () => {
  const context = testContext(database)
  const contact = { ...context.settings.contact, email: 'ess@exemple.fr' }
  const house = { ...context, settings: { ...context.settings, contact } }
  for (let n = 0; n < 8; n += 1) {
    const submission = { key: `flood-of-withdrawals-${process.pid}-${n}`, body: n }
    const told = { slug: 'atelier-velo', fields: { sujet: 'withdrawal' }, address: undefined, network: '192.0.2.7' }
    expect((await sendReport(house, { submission, ...told })).ok).toBe(true)
  }
  const waiting = await listWaitingReports(database.db, 20)
  expect(waiting.filter(({ dueAt }) => dueAt !== null)).toHaveLength(8)
  const { rows } = await sql`SELECT FROM mail WHERE kind = 'directory.withdrawal-asked'`.execute(database.owner)
  expect(rows).toHaveLength(5)
})
