import type pg from 'pg'
import { done, type Result, refuse } from '#kernel/result'
import { withDatabase } from './address.ts'
import { connect } from './connect.ts'
import type { Connection } from './pool.ts'
import type { DatabaseRefusal } from './refusals.ts'
import { quoted } from './roles.ts'

const FORBIDDEN = '42501'
const LOCALE_UNKNOWN = '22023'
// Another process created it a moment before: 42P04, or 23505 when both were at it.
const EXISTS = new Set(['42P04', '23505'])

/** Creates an empty UTF-8 database whose order of texts is that of their code points, the same on every server. */
export async function createDatabase(administration: Connection, name: string): Promise<Result<void, DatabaseRefusal>> {
  const connected = await connect(withDatabase(administration, 'postgres'))
  if (!connected.ok) return connected
  try {
    const code = await create(connected.value, name)
    return code === FORBIDDEN ? refuse({ reason: 'database-missing', detail: name }) : done(undefined)
  } finally {
    await connected.value.end()
  }
}

async function create(client: pg.Client, name: string): Promise<string | undefined> {
  const { rows } = await client.query<{ number: number }>(
    `SELECT current_setting('server_version_num')::integer AS number`,
  )
  const locale =
    rows[0]!.number >= 170_000
      ? `LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LC_COLLATE 'C' LC_CTYPE 'C'`
      : `LOCALE_PROVIDER libc LOCALE 'C.UTF-8'`
  const base = `CREATE DATABASE ${quoted(name)} TEMPLATE template0 ENCODING 'UTF8'`
  const code = await codeOf(client, `${base} ${locale}`)
  // A system without C.UTF-8: the server's own order does.
  return code === LOCALE_UNKNOWN ? codeOf(client, base) : code
}

async function codeOf(client: pg.Client, statement: string): Promise<string | undefined> {
  try {
    await client.query(statement)
    return undefined
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (EXISTS.has(code)) return undefined
    if (code === FORBIDDEN || code === LOCALE_UNKNOWN) return code
    throw error
  }
}
