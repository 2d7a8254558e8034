// A process of its own for a test: it tells many people, says when it is in the middle of a batch, and goes no further.
import { Kysely, PostgresDialect } from 'kysely'
import { TEST_NOW, testContext } from '#platform/context/testing'
import { createPool, type DB } from '#platform/database'
import { tellFollowers } from './index.ts'

const pool = createPool(JSON.parse(process.argv[2]!), { applicationName: 'telling', size: 2 })
const context = testContext({ db: new Kysely<DB>({ dialect: new PostgresDialect({ pool }) }) }, { seed: 99 })
let batches = 0
const acting = {
  ...context,
  now: () => {
    batches += 1
    // Each batch asks for the time before it writes: the second has begun, and its telling is locked.
    if (batches === 2) {
      console.log('in the middle')
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
    }
    return TEST_NOW
  },
}
await tellFollowers(acting, process.argv[3]!)
