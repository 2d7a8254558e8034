import pg from 'pg'
import { type Connection, sessionOf } from '../pool.ts'
import { quoted, type Roles } from '../roles.ts'

/** Drops the databases of one test run (the template and its clones), then the two roles. */
export async function dropTestDatabases(administration: Connection, template: string, roles: Roles): Promise<void> {
  const client = new pg.Client(
    sessionOf(administration, { applicationName: 'filigrane-test-setup', statementTimeoutMs: 0 }),
  )
  client.on('error', () => {})
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(
      'SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1) ORDER BY datname',
      [template],
    )
    for (const { name } of rows) await client.query(`DROP DATABASE IF EXISTS ${quoted(name)} WITH (FORCE)`)
    for (const role of [roles.app, roles.owner]) await client.query(`DROP ROLE IF EXISTS ${quoted(role)}`)
  } finally {
    await client.end()
  }
}
