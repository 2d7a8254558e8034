// A process of its own for a test: it sends what is due, says when it is in the middle of somebody, and goes no further.
import { Kysely, PostgresDialect } from 'kysely'
import { testContext } from '#platform/context/testing'
import { createPool, type DB } from '#platform/database'
import { sendDue } from './commands.sending.ts'

const pool = createPool(JSON.parse(process.argv[2]!), { applicationName: 'sending', size: 2 })
const context = testContext({ db: new Kysely<DB>({ dialect: new PostgresDialect({ pool }) }) }, { seed: 99 })
let drawn = 0
await sendDue({
  ...context,
  newId: () => {
    drawn += 1
    // Each digest draws two: the last one is half written.
    if (drawn === 24) {
      console.log('in the middle')
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
    }
    return context.newId()
  },
})
