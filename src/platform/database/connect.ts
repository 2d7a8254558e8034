import pg from 'pg'
import { done, type Result, refuse } from '#kernel/result'
import { placeOf } from './address.ts'
import { type Connection, sessionOf } from './pool.ts'
import type { DatabaseRefusal } from './refusals.ts'

/** Opens one connection of our own, without limit of time on its statements, to a server and a database that suit us. */
export async function connect(connection: Connection): Promise<Result<pg.Client, DatabaseRefusal>> {
  const client = new pg.Client(sessionOf(connection, { applicationName: 'filigrane-setup', statementTimeoutMs: 0 }))
  client.on('error', () => {}) // The statement under way, or the next one, says it too.
  try {
    await client.connect()
  } catch (error) {
    await client.end().catch(() => {})
    return refuse(refusalOf(error, client, connection))
  }
  const misfit = await misfitOf(client)
  if (!misfit) return done(client)
  await client.end()
  return refuse(misfit)
}

async function misfitOf(client: pg.Client): Promise<DatabaseRefusal | undefined> {
  const { rows } = await client.query<{ number: number; version: string; encoding: string }>(
    `SELECT current_setting('server_version_num')::integer AS number,
            current_setting('server_version') AS version,
            current_setting('server_encoding') AS encoding`,
  )
  const { number, version, encoding } = rows[0]!
  if (number < 150_000) return { reason: 'server-too-old', detail: version }
  if (encoding !== 'UTF8') return { reason: 'database-not-utf8', detail: encoding }
  return undefined
}

const PASSWORD_REFUSED = new Set(['28P01', '28000'])
const NO_SUCH_DATABASE = '3D000'

function refusalOf(error: unknown, client: pg.Client, connection: Connection): DatabaseRefusal {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const message = error instanceof Error ? error.message : String(error)
  if (code === NO_SUCH_DATABASE) return { reason: 'database-missing', detail: client.database ?? '' }
  // pg itself complains when the server asks for a password and it has none.
  if (PASSWORD_REFUSED.has(code) || message.startsWith('SASL')) {
    return { reason: 'password-refused', detail: client.user ?? '' }
  }
  return { reason: 'server-unreachable', detail: `${placeOf(connection)} : ${code || message}` }
}
