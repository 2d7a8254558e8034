import type { Kysely } from 'kysely'
import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import type { DB } from '#platform/database'
import { countWaiting, type MailState } from '../mails.ts'

/** What is measured of mails: how many, how they ended, how long the server took. Never to whom. */
export type MailMetrics = {
  ended(kind: string, state: MailState): void
  timed<Value>(deliver: () => Promise<Value>): Promise<Value>
}

export function mailMetrics(registry: Registry, db: Kysely<DB>): MailMetrics {
  const ends = new Counter({
    name: 'mails_ended_total',
    help: 'Mails by how they ended: sent, refused, too-late, kept',
    labelNames: ['kind', 'state'],
    registers: [registry],
  })
  const durations = new Histogram({
    name: 'mail_delivery_duration_seconds',
    help: 'Time the mail server took to answer for one mail',
    labelNames: ['answered'],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [registry],
  })
  new Gauge({
    name: 'mails_waiting',
    help: 'Mails that wait to be sent',
    registers: [registry],
    async collect() {
      this.set(await countWaiting(db))
    },
  })
  return {
    ended: (kind, state) => ends.inc({ kind, state }),
    timed: async (deliver) => {
      const stop = durations.startTimer()
      const answered = await deliver().catch((error: unknown) => {
        stop({ answered: 'no' })
        throw error
      })
      stop({ answered: 'yes' })
      return answered
    },
  }
}
