import { sql } from 'kysely'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { countByState, fillQueue, listInHand, messageIdIn, startSender, tallyOf } from './outage.testing.ts'
import { startPeer } from './peer.testing.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

const PATIENCE = { timeout: 120_000, interval: 50 }
const HANDS = 6

test('a sender killed in the middle loses no mail; only what it had in hand may come twice, under the same name', async () => {
  const { db, connection } = database
  const peer = await startPeer()
  onTestFinished(() => peer.stop())
  await fillQueue(db, 300, 1)
  const options = { connection, port: peer.port, leaseMs: 2_000, hands: HANDS }

  const first = startSender(options)
  onTestFinished(() => first.kill())
  await expect.poll(() => peer.raw.length, PATIENCE).toBeGreaterThan(80)
  await first.kill()
  const inHand = await listInHand(db)
  expect(inHand.size).toBeLessThanOrEqual(HANDS)
  expect((await countByState(db)).waiting).toBeGreaterThan(0)

  const others = [startSender(options), startSender(options)]
  onTestFinished(async () => void (await Promise.all(others.map((other) => other.kill()))))
  await expect.poll(() => countByState(db), PATIENCE).toEqual({ sent: 300 })

  const times = tallyOf(peer.raw.map(messageIdIn))
  const { rows } = await sql<{ id: string }>`SELECT id FROM mail`.execute(db)
  expect([...times.keys()].sort()).toEqual(rows.map(({ id }) => id).sort())
  const twice = [...times].filter(([, count]) => count > 1)
  expect(twice.every(([id, count]) => count === 2 && inHand.has(id))).toBe(true)
}, 240_000)
