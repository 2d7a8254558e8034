import { seededRandom, testContext } from '#platform/context/testing'
import { cloneTemplate, startThrowaway } from '#platform/database/throwaway'
import { simulate } from '../src/modules/books/ledger/simulation.testing.ts'
import type { Simulation } from './main.ts'

// Each part begins with new accounts, so that what two journals hold in memory stays small.
const PART = 20_000

/**
 * Random requests asked of the journal and of a plain one in memory, connections cut on the way: the same rows, the same
 * balances, debits equal to credits, every check passed.
 */
export const run: Simulation = async ({ count, seed }) => {
  const { server, stop } = await startThrowaway({ durable: true, url: process.env.DATABASE_URL })
  const startMs = performance.now()
  let [done, written, cuts, rows] = [0, 0, 0, 0]
  try {
    await using database = await cloneTemplate(server, { poolSize: 10 })
    while (done < count) {
      const part = Math.min(PART, count - done)
      const chance = seededRandom(seed * 1_000_003 + done)
      const report = await simulate(testContext(database, { seed: seed * 1_000_003 + done + 1 }), part, chance)
      done += part
      written += report.written
      cuts += report.cuts
      rows += report.rows
      const seconds = Math.round((performance.now() - startMs) / 1000)
      console.log(`${done} requests, ${written} groups written, ${cuts} connections cut, ${seconds} s`)
    }
    const rate = Math.round((done / (performance.now() - startMs)) * 1000)
    return { work: 'payments', count: done, seed, ok: true, written, rows, cuts, rate, differenceCents: 0 }
  } catch (error) {
    console.error(error)
    return { work: 'payments', count: done, seed, ok: false, written, rows, cuts }
  } finally {
    await stop()
  }
}
