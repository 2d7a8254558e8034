// A process of its own, for a test or a measure: it sends what waits until it is killed, and says now and then how it goes.
import { Kysely, PostgresDialect } from 'kysely'
import { Registry } from 'prom-client'
import { testContext } from '#platform/context/testing'
import { createPool, type DB } from '#platform/database'
import { readMailServer } from '../server.ts'
import { type Courier, openCourier } from './courier.ts'
import { mailMetrics } from './metrics.ts'
import { openPostOffice } from './office.ts'

const { connection, port, leaseMs, hands } = JSON.parse(process.argv[2]!)
const pool = createPool(connection, { applicationName: 'filigrane', size: 5 })
const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
const server = readMailServer(`smtp://127.0.0.1:${port}`)
if (!server.ok) throw new Error(server.refusal)

// Between the server's answer and our note of it: the time in which a death makes a mail leave twice.
const answeredAt: number[] = []
const gapsMs: number[] = []
const real = openCourier(server.value, undefined, hands)
const courier: Courier = {
  deliver: async (message) => {
    const delivery = await real.deliver(message)
    answeredAt.push(performance.now())
    return delivery
  },
  close: real.close,
}
const metrics = mailMetrics(new Registry(), db)
const quiet = () => {}
openPostOffice(testContext({ db }, { now: () => new Date() }), {
  courier,
  from: { name: 'ESS du territoire', address: 'ess@exemple.fr' },
  url: 'https://ess.exemple.fr',
  isDemonstration: false,
  metrics: {
    ...metrics,
    ended: () => {
      gapsMs.push(performance.now() - answeredAt.shift()!)
    },
  },
  log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
  leaseMs,
  hands,
})
setInterval(() => {
  console.log(JSON.stringify({ rss: process.memoryUsage().rss, gapsMs: gapsMs.splice(0) }))
}, 250)
