import { readdirSync, readFileSync } from 'node:fs'
import { type Kysely, sql } from 'kysely'
import pg from 'pg'
import type { DB } from '#platform/database'

/** What work has cost so far: microseconds of processor of this process and of PostgreSQL, bytes of WAL, exchanges. */
export type Cost = {
  readonly clientUs: number
  /** 0 where the server is not on this machine. */
  readonly serverUs: number
  readonly walBytes: number
  readonly exchanges: number
}

export const NO_COST: Cost = { clientUs: 0, serverUs: 0, walBytes: 0, exchanges: 0 }

/** A meter of what is spent: unlike rates, its differences hold on a machine that does something else too. */
export async function startMeter(db: Kysely<DB>): Promise<() => Promise<Cost>> {
  const { rows } = await sql<{ readonly pid: number }>`SELECT pg_backend_pid() AS pid`.execute(db)
  const server = parentOf(String(rows[0]!.pid))
  const exchanges = countExchanges()
  return async () => {
    const { rows } = await sql<{ readonly bytes: string }>`
      SELECT (pg_current_wal_insert_lsn() - '0/0')::text AS bytes`.execute(db)
    const { user, system } = process.cpuUsage()
    const serverUs = server === undefined ? 0 : spentUnder(server)
    return { clientUs: user + system, serverUs, walBytes: Number(rows[0]!.bytes), exchanges: exchanges() }
  }
}

export function addSpent(sum: Cost, before: Cost, after: Cost): Cost {
  return {
    clientUs: sum.clientUs + after.clientUs - before.clientUs,
    serverUs: sum.serverUs + after.serverUs - before.serverUs,
    walBytes: sum.walBytes + after.walBytes - before.walBytes,
    exchanges: sum.exchanges + after.exchanges - before.exchanges,
  }
}

// Each call of `query` is one exchange with the server, a connection's first words aside.
function countExchanges(): () => number {
  let count = 0
  const query = pg.Client.prototype.query as (...words: unknown[]) => unknown
  pg.Client.prototype.query = function counted(this: pg.Client, ...words: unknown[]) {
    count += 1
    return query.apply(this, words)
  } as typeof pg.Client.prototype.query
  return () => count
}

// PostgreSQL is a process a connection, and a few more, all children of the first.
function spentUnder(server: string): number {
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(name) === server)
  return children.reduce((sum, pid) => sum + spentBy(pid), 0)
}

function parentOf(pid: string): string | undefined {
  return /^PPid:\s*(\d+)$/m.exec(read(`/proc/${pid}/status`))?.[1]
}

// The first number is nanoseconds of processor.
function spentBy(pid: string): number {
  return Number(read(`/proc/${pid}/schedstat`).split(' ')[0] || 0) / 1000
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
