import { expect, test } from 'vitest'
import { awaitLock, takeLock } from './lock.ts'

const name = `test-${process.pid}`

test('a name is held by one, and by the next once it is let go', async () => {
  const mine = await takeLock(name)
  expect(mine).toBeDefined()
  expect(await takeLock(name)).toBeUndefined()
  const next = awaitLock(name, 60_000, () => void mine?.release())
  const theirs = await next
  expect(theirs).toBeDefined()
  await theirs?.release()
})

test('whoever waits longer than its patience gets nothing, and was told once that it waits', async () => {
  const mine = await takeLock(name)
  let told = 0
  expect(await awaitLock(name, 100, () => told++)).toBeUndefined()
  expect(told).toBe(1)
  await mine?.release()
})
