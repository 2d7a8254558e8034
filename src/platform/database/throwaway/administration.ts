import pg from 'pg'
import { type Connection, sessionOf } from '../pool.ts'
import { OFFICES, officeOf, quoted, type Roles } from '../roles.ts'

/** Runs statements one by one, each in its own transaction, on a connection of their own. */
export function runOn(connection: Connection, statements: readonly string[]): Promise<void> {
  return connectedTo(connection, async (client) => {
    for (const statement of statements) await client.query(statement)
  })
}

/** Drops a template and its clones, then their roles. */
export function dropAll(administration: Connection, template: string, roles: Roles): Promise<void> {
  return connectedTo(administration, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      'SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1) ORDER BY datname',
      [template],
    )
    for (const { name } of rows) await client.query(`DROP DATABASE IF EXISTS ${quoted(name)} WITH (FORCE)`)
    const offices = OFFICES.map((office) => officeOf(roles, office))
    for (const role of [roles.app, ...offices, roles.owner]) await client.query(`DROP ROLE IF EXISTS ${quoted(role)}`)
  })
}

/**
 * Drops what runs that were killed left on a server we do not start: their names carry the moment they began.
 *
 * @param prefix  of the names: then eight signs, the milliseconds since 1970 in base 36
 * @param before  older runs are dropped
 */
export function dropOlderRuns(administration: Connection, prefix: string, before: Date): Promise<void> {
  const limit = `${prefix}${before.getTime().toString(36)}`
  return connectedTo(administration, async (client) => {
    const { rows } = await client.query<{ statement: string }>(
      `SELECT format('DROP DATABASE IF EXISTS %I WITH (FORCE)', datname) AS statement FROM pg_database
       WHERE starts_with(datname, $1) AND datname COLLATE "C" < $2
       UNION ALL
       SELECT format('DROP ROLE IF EXISTS %I', rolname) FROM pg_roles
       WHERE starts_with(rolname, $1) AND rolname COLLATE "C" < $2`,
      [prefix, limit],
    )
    // What another run drops at the same moment is dropped.
    for (const { statement } of rows) await client.query(statement).catch(() => {})
  })
}

async function connectedTo(connection: Connection, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client(sessionOf(connection, { applicationName: 'filigrane-throwaway', statementTimeoutMs: 0 }))
  client.on('error', () => {})
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
