import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { seededRandom, testContext } from '#platform/context/testing'
import { cloneTemplate, startThrowaway, type ThrowawayDatabase } from '#platform/database/throwaway'
import { simulateVotes } from '../src/modules/ballots/testing/simulated-votes.ts'
import type { Simulation } from './main.ts'

// Ballots are really sealed up to here; beyond, what looks like one.
const MOST_SEALED = 10_000

/**
 * Voters with retries, double tabs and second votes, a connection cut at one act in twenty: each person admitted has exactly
 * one ballot that counts, every acknowledged ballot is in the urn, and every check holds.
 */
export const run: Simulation = async ({ count, seed }) => {
  const { server, stop } = await startThrowaway({ durable: false, url: process.env.DATABASE_URL })
  try {
    await using database = await cloneTemplate(server, { poolSize: 8 })
    const context = testContext(database, { random: (bytes) => new Uint8Array(randomBytes(bytes)) })
    const chance = seededRandom(seed)
    const report = await simulateVotes(context, {
      count,
      draw: (below) => Buffer.from(chance(4)).readUInt32BE() % below,
      isSealed: count <= MOST_SEALED,
      cut: () => cutOne(database),
      look: database.owner,
      say: (line) => console.log(line),
    })
    return { work: 'votes', count, seed, ...report }
  } finally {
    await stop()
  }
}

/** Cuts the connection of whatever is being done now, wherever it is. */
async function cutOne({ db }: ThrowawayDatabase): Promise<number> {
  // A login sees its own sessions, and may end them.
  const { rows } = await sql`
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE usename = session_user AND datname = current_database() AND state <> 'idle' AND pid <> pg_backend_pid() LIMIT 1`
    .execute(db)
    .catch(() => ({ rows: [] }))
  return rows.length
}
