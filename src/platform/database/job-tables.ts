import { Logger, runMigrations } from 'graphile-worker'
import { type Connection, createPool } from './pool.ts'
import type { Roles } from './roles.ts'

/** Creates the tables of graphile-worker, or brings them to its version, as the owner. */
export async function installJobTables(administration: Connection, roles: Roles): Promise<void> {
  const options = {
    applicationName: 'filigrane-setup',
    size: 1,
    statementTimeoutMs: 0,
    reading: 'driver',
    role: roles.owner,
  } as const
  const pool = createPool(administration, options)
  try {
    await runMigrations({ pgPool: pool, logger: SILENT })
    await pool.query(OPEN_ROWS)
  } finally {
    await pool.end()
  }
}

// graphile-worker closes its rows to all but their owner; the app login, which does the jobs, is let in by grants alone.
const OPEN_ROWS = `
  DO $$
  DECLARE closed regclass;
  BEGIN
    FOR closed IN
      SELECT oid FROM pg_class WHERE relnamespace = 'graphile_worker'::regnamespace AND relkind = 'r' AND relrowsecurity
    LOOP
      EXECUTE format('ALTER TABLE %s DISABLE ROW LEVEL SECURITY', closed);
    END LOOP;
  END $$`

const SILENT = new Logger(() => () => {})
