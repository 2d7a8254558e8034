import type { WorkerEvents } from 'graphile-worker'
import type pg from 'pg'
import type { JobLog } from './log.ts'

// A process killed in the middle of a job leaves it locked, and graphile-worker gives it back after four hours only.
// So each process holds an advisory lock named after its pool on its listening connection, which dies with it: a job
// locked by a pool whose lock nobody holds is abandoned, and any other process gives it back.

// Any number: advisory locks of this kind are named by it and the hash of the pool's name.
const PRESENCE = 4_711_002

/** Holds this process's lock for as long as its listening connection lives. */
export function holdPresence(events: WorkerEvents): void {
  events.on('pool:listen:success', ({ workerPool, client }) => {
    const hold = () => client.query('SELECT pg_advisory_lock_shared($1, hashtext($2))', [PRESENCE, workerPool.id])
    // The library is about to send its LISTEN; ours comes when the connection has nothing left to send.
    client.once('drain', () => void hold().catch(() => {}))
  })
}

/** Gives back the jobs of processes that died. Those locked a moment ago are left: their process may be starting. */
export async function releaseAbandoned(pool: pg.Pool, log: JobLog, graceSeconds = 30): Promise<void> {
  try {
    const { rows } = await pool.query<{ worker: string }>(ABANDONED, [PRESENCE, graceSeconds])
    if (rows.length === 0) return
    await pool.query('SELECT graphile_worker.force_unlock_workers($1)', [rows.map(({ worker }) => worker)])
    log.warn({ processes: rows.length }, 'jobs of a process that died are given back')
  } catch {
    // PostgreSQL is away: the next look will do.
  }
}

const ABANDONED = `
  SELECT locked_by AS worker FROM graphile_worker._private_jobs
  WHERE locked_by IS NOT NULL
  GROUP BY locked_by
  HAVING max(locked_at) < now() - make_interval(secs => $2)
     AND NOT EXISTS (
       SELECT FROM pg_locks
       WHERE locktype = 'advisory' AND granted AND objsubid = 2
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
         AND classid::bigint = $1 AND objid = hashtext(locked_by)::bigint::bit(32)::bigint::oid
     )`
