import pg from 'pg'
import { type Connection, sessionOf } from '../pool.ts'
import { quoted, type Roles } from '../roles.ts'

/** Runs statements one by one, each in its own transaction, on a connection of their own. */
export function runOn(connection: Connection, statements: readonly string[]): Promise<void> {
  return connectedTo(connection, async (client) => {
    for (const statement of statements) await client.query(statement)
  })
}

/** Drops a template and its clones, then their two roles. */
export function dropAll(administration: Connection, template: string, roles: Roles): Promise<void> {
  return connectedTo(administration, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      'SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1) ORDER BY datname',
      [template],
    )
    for (const { name } of rows) await client.query(`DROP DATABASE IF EXISTS ${quoted(name)} WITH (FORCE)`)
    for (const role of [roles.app, roles.owner]) await client.query(`DROP ROLE IF EXISTS ${quoted(role)}`)
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
