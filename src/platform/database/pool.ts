import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { mergingDriver } from './merging-driver.ts'
import type { DB } from './types.generated.ts'

/** How to reach one database as one login. `host` may be the folder of a Unix socket. */
export type Connection = Pick<
  pg.ClientConfig,
  'connectionString' | 'host' | 'port' | 'user' | 'password' | 'database' | 'ssl'
>

export type PoolOptions = {
  /** Shown in PostgreSQL's own lists of sessions. */
  readonly applicationName: string
  /** Connections at most; 10 by default. */
  readonly size?: number
  /** A statement that lasts longer is cancelled; 15 s by default, 0 for never. */
  readonly statementTimeoutMs?: number
  /** A role to become at once, as by SET ROLE. */
  readonly role?: string
  /** `driver` for a library that reads rows itself and expects what pg gives by default; `ours` by default. */
  readonly reading?: 'ours' | 'driver'
  /** Told when an idle connection breaks: the pool replaces it by itself. */
  readonly onError?: (error: Error) => void
}

/** A pool of connections, read as `bigint` for int8, text for numeric and date, `Date` for timestamptz. */
export function createPool(connection: Connection, options: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    ...sessionOf(connection, options),
    max: options.size ?? 10,
    ...(options.reading === 'driver' ? {} : { types: { getTypeParser } }),
  })
  // A connection that breaks between two statements of a transaction says so by an event; unheard, it ends the process.
  const heard = options.onError ?? (() => {})
  pool.on('error', heard)
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

export function kyselyOf(pool: pg.Pool): Kysely<DB> {
  const dialect = new PostgresDialect({ pool })
  return new Kysely<DB>({
    dialect: {
      createAdapter: () => dialect.createAdapter(),
      createDriver: () => mergingDriver(pool),
      createIntrospector: (db) => dialect.createIntrospector(db),
      createQueryCompiler: () => dialect.createQueryCompiler(),
    },
  })
}

/** A connection's settings: time in UTC, no statement and no open transaction without end. */
export function sessionOf(connection: Connection, options: PoolOptions): pg.ClientConfig {
  return {
    ...connection,
    application_name: options.applicationName,
    connectionTimeoutMillis: 10_000,
    statement_timeout: options.statementTimeoutMs ?? 15_000,
    idle_in_transaction_session_timeout: 60_000,
    options: Object.entries({ ...SESSION, ...(options.role ? { role: options.role } : {}) })
      .map(([name, value]) => `-c ${name}=${value.replace(/[\\\s]/g, '\\$&')}`)
      .join(' '),
    keepAlive: true,
  }
}

// standard_conforming_strings: `literal` doubles quotes and leaves backslashes.
const SESSION = { timezone: 'UTC', client_min_messages: 'warning', standard_conforming_strings: 'on' }

const INT8 = 20
const DATE = 1082
const TIMESTAMP = 1114
const NUMERIC = 1700
const INT8_ARRAY = 1016
const NUMERIC_ARRAY = 1231
const DATE_ARRAY = 1182

// pg reads int8 as text, numeric[] as floats, and a date as midnight of the machine's own time zone.
const getTypeParser: typeof pg.types.getTypeParser = (oid: number, format?: 'text' | 'binary') => {
  if (format === 'binary') return pg.types.getTypeParser(oid, 'binary')
  if (oid === INT8) return BigInt
  if (oid === INT8_ARRAY)
    return (text: string) => textArray(text).map((element) => (element === null ? null : BigInt(element)))
  if (oid === DATE || oid === TIMESTAMP || oid === NUMERIC) return String
  if (oid === DATE_ARRAY || oid === NUMERIC_ARRAY) return textArray
  return pg.types.getTypeParser(oid, 'text')
}

// One dimension; the elements of these types have neither comma nor quote.
function textArray(text: string): (string | null)[] {
  if (text === '{}') return []
  return text
    .slice(1, -1)
    .split(',')
    .map((element) => (element === 'NULL' ? null : element))
}
