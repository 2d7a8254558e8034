import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { seededRandom, testContext } from '#platform/context/testing'
import { testDatabase } from '#platform/database/testing'
import { simulateVotes } from './simulated-votes.ts'

test('voters who send twice, from two tabs, or again, each have one ballot that counts, though connections are cut', async () => {
  await using database = await testDatabase({ poolSize: 8 })
  const chance = seededRandom(1)
  const cut = async () => {
    const { rows } = await sql`
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE usename = session_user AND datname = current_database() AND state <> 'idle' AND pid <> pg_backend_pid() LIMIT 1`
      .execute(database.db)
      .catch(() => ({ rows: [] }))
    return rows.length
  }
  const draw = (below: number) => Buffer.from(chance(4)).readUInt32BE() % below
  const report = await simulateVotes(testContext(database), {
    count: 200,
    draw,
    isSealed: false,
    cut,
    look: database.owner,
  })
  expect(report).toMatchObject({ ok: true, counted: 200, admitted: 200, lost: 0, failing: [] })
})
