import { expect, test } from 'vitest'
import { bytesOfHex, proofsFromTiles, verifyConsistency, verifyHead } from '#kernel/merkle'
import { TEST_NOW, testContext } from '#platform/context/testing'
import { testDatabase } from '#platform/database/testing'
import { findTile, listPublishedHeads } from '../../store/casting/index.ts'
import { newCast, newPasses } from '../../testing/casting.ts'
import { openPoll } from '../../testing/sealed-poll.ts'
import { castBallot, publishHeads } from './index.ts'

test('the log is shown every hour, and each hour begins with the whole of the one before', async () => {
  await using database = await testDatabase()
  let now = TEST_NOW
  const context = testContext(database, { now: () => now })
  const { poll } = await openPoll(context)
  const passes = await newPasses(
    context,
    poll,
    Array.from({ length: 30 }, (_, at) => `Voisin ${at}`),
  )
  for (const hour of [1, 2, 3]) {
    const these = passes.slice(10 * (hour - 1), 10 * hour)
    await Promise.all([...these, these[0]!].map((pass) => castBallot(context, newCast(context, poll, pass))))
    now = new Date(TEST_NOW.getTime() + hour * 3_600_000)
    await publishHeads(context)
    await publishHeads(context)
  }

  const shown = await listPublishedHeads(database.db, poll.id)
  expect(shown.map(({ head, voterCount }) => [head.size, voterCount])).toEqual([
    [1, 0],
    [13, 10],
    [25, 20],
    [37, 30],
  ])
  const last = shown.at(-1)!.head
  const proofs = proofsFromTiles((name) => findTile(database.db, poll.id, name), last.size)
  for (const { head } of shown) {
    expect(await verifyHead(head, bytesOfHex(poll.manifest.logKey))).toBe(true)
    const [oldRoot, newRoot] = [bytesOfHex(head.root), bytesOfHex(last.root)]
    const proof = await proofs.consistency(head.size, last.size)
    expect(verifyConsistency({ from: head.size, to: last.size, oldRoot, newRoot, proof })).toBe(true)
  }
})
