import pg from 'pg'
import { type Connection, sessionOf } from '../pool.ts'

/** Runs statements one by one, each in its own transaction, on a connection of their own. */
export async function runOn(connection: Connection, statements: readonly string[]): Promise<void> {
  const client = new pg.Client(
    sessionOf(connection, { applicationName: 'filigrane-test-setup', statementTimeoutMs: 0 }),
  )
  client.on('error', () => {})
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}
