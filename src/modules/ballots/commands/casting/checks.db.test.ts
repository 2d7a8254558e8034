import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testContext } from '#platform/context/testing'
import { actingAs } from '#platform/database'
import { testDatabase } from '#platform/database/testing'
import { voteChecks } from '../../checks.vote.ts'
import { newCast, newPasses } from '../../testing/casting.ts'
import { openPoll } from '../../testing/sealed-poll.ts'
import { castBallot } from './index.ts'

test('the checks of a vote hold, and each finds what it looks for', async () => {
  await using database = await testDatabase()
  const context = testContext(database)
  const { poll } = await openPoll(context)
  const passes = await newPasses(context, poll, ['Martin', 'Bernard', 'Petit'])
  for (const pass of [...passes, passes[0]!]) await castBallot(context, newCast(context, poll, pass))
  const failing = async () => {
    const found: string[] = []
    for (const { name, office, query } of voteChecks) {
      const { rows } = await database.db
        .transaction()
        .execute((transaction) =>
          office ? actingAs(transaction, office, (each) => query.execute(each)) : query.execute(transaction),
        )
      if (rows.length > 0) found.push(name)
    }
    return found
  }
  expect(await failing()).toEqual([])

  // Triggers stop the owner's mistakes, never a superuser: the checks see what one did.
  const damage = async (statement: string) => {
    await sql
      .raw(`ALTER TABLE ${/(?:FROM|UPDATE|INTO) (\w+)/.exec(statement)![1]} DISABLE TRIGGER USER`)
      .execute(database.owner)
    await sql.raw(statement).execute(database.owner)
  }
  await damage('UPDATE log_leaf SET content = replace(content, \'envelope":"\', \'envelope":"0\') WHERE index = 1')
  expect(await failing()).toEqual(['ballots.envelopes-are-in-the-log', 'ballots.leaves-are-their-hash'])
  await damage('DELETE FROM log_leaf WHERE index = 5')
  expect(await failing()).toContain('ballots.log-is-whole')
  expect(await failing()).toContain('ballots.one-counted-ballot-a-mark')
  await damage('DELETE FROM log_head WHERE size = 6')
  expect(await failing()).toContain('ballots.last-head-covers-the-log')
  await damage('DELETE FROM envelope_link WHERE envelope_id IN (SELECT id FROM envelope WHERE leaf_index = 2)')
  expect(await failing()).toContain('ballots.every-mark-has-a-ballot')
  expect(await failing()).toContain('ballots.every-envelope-has-a-mark')
})
