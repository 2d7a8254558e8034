import { expect, test } from 'vitest'
import { testContext } from '#platform/context/testing'
import { testDatabase } from '#platform/database/testing'
import { findSealedPoll, listShownOptions } from '../store/sealed/index.ts'
import { openPoll } from './sealed-poll.ts'

test('a poll of tests is open, and waits while its rehearsal has not passed', async () => {
  await using database = await testDatabase()
  const context = testContext(database)
  const { poll } = await openPoll(context)
  expect(poll).toMatchObject({ stage: 'open', isFictitious: true, settings: { householdCap: 8 } })
  expect(await listShownOptions(context.db, poll.id)).toHaveLength(6)

  const { poll: waiting } = await openPoll(context, { slug: 'autre', isRehearsed: false })
  expect(waiting.stage).toBe('waiting')
  expect(await findSealedPoll(context.db, 'autre', waiting.closesAt)).toMatchObject({ stage: 'deciding' })
  expect(await findSealedPoll(context.db, 'inconnu', context.now())).toBeUndefined()
})
