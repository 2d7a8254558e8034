import { expect, test } from 'vitest'
import type { Context } from '#platform/context'
import { retentionTasks } from './tasks.ts'

test('a purge that fails does not hold the others back, and is said', async () => {
  const told: object[] = []
  const ran: string[] = []
  const purge = (name: string, rows: bigint) => ({
    name,
    run: async () => {
      ran.push(name)
      if (rows < 0n) throw new Error('the table is away')
      return rows
    },
  })
  const contributions = [
    { module: 'accounts', purges: [purge('a', 2n), purge('b', -1n)] },
    { module: 'territory', purges: [purge('c', 0n), purge('d', 1n)] },
  ]
  const context = { db: undefined, contributions, now: () => new Date(0) } as unknown as Context
  const tasks = retentionTasks({ info: (details) => told.push(details) })
  await expect(tasks['retention.purge']({}, context)).rejects.toThrow('the table is away')
  expect(ran).toEqual(['a', 'b', 'c', 'd'])
  expect(told).toEqual([
    { purge: 'a', rows: 2 },
    { purge: 'd', rows: 1 },
  ])
})
