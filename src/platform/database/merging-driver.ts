import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type Kysely,
  PostgresDriver,
  type TransactionSettings,
} from 'kysely'
import type pg from 'pg'
import type { DB } from './types.generated.ts'

// An act is five exchanges with the server: BEGIN, the submission, the act, its result, COMMIT. Sent together, the first
// two and the last two make it three, which doubles the rate. Everything else goes as kysely's own driver does it.

type Transacting = { opening: string | undefined; isOver: boolean }

/**
 * Runs a statement that gives no row, in one exchange with the BEGIN of its transaction, if it is the first, or with the
 * COMMIT, if it is the last.
 *
 * @param statement  one SQL statement whole, values written in it (see `literal`)
 */
export async function executeFirst(transaction: Kysely<DB>, statement: string): Promise<void> {
  await transaction.executeQuery(marked(statement, FIRST))
}

export async function executeLast(transaction: Kysely<DB>, statement: string): Promise<void> {
  await transaction.executeQuery(marked(statement, LAST))
}

/** kysely's driver for PostgreSQL, which also knows `executeFirst` and `executeLast`. */
export function mergingDriver(pool: pg.Pool): Driver {
  const driver = new PostgresDriver({ pool })
  const states = new WeakMap<DatabaseConnection, Transacting>()
  const isOpen = (connection: DatabaseConnection): boolean => {
    const state = states.get(connection)
    states.set(connection, { opening: undefined, isOver: false })
    return !state?.opening && !state?.isOver
  }
  return {
    init: (options) => driver.init(options),
    destroy: () => driver.destroy(),
    acquireConnection: async (options) => {
      const connection = await driver.acquireConnection(options)
      if (!states.has(connection)) merge(connection, states)
      return connection
    },
    releaseConnection: (connection) => driver.releaseConnection(own(connection)),
    beginTransaction: async (connection, settings) => {
      states.set(connection, { opening: openingOf(settings), isOver: false })
    },
    commitTransaction: async (connection) => {
      if (isOpen(connection)) await driver.commitTransaction(own(connection))
    },
    rollbackTransaction: async (connection) => {
      if (isOpen(connection)) await driver.rollbackTransaction(own(connection))
    },
    savepoint: (connection, name, compile) => driver.savepoint(connection, name, compile),
    rollbackToSavepoint: (connection, name, compile) => driver.rollbackToSavepoint(connection, name, compile),
    releaseSavepoint: (connection, name, compile) => driver.releaseSavepoint(connection, name, compile),
  }
}

// Every connection that comes here was acquired here.
function own(connection: DatabaseConnection): Parameters<PostgresDriver['releaseConnection']>[0] {
  return connection as ReturnType<typeof own>
}

const FIRST = new WeakSet<CompiledQuery>()
const LAST = new WeakSet<CompiledQuery>()

function marked(statement: string, set: WeakSet<CompiledQuery>): CompiledQuery {
  const query = CompiledQuery.raw(statement)
  set.add(query)
  return query
}

/** Makes a connection send BEGIN with or before the first statement of a transaction, and COMMIT with its last one. */
function merge(connection: DatabaseConnection, states: WeakMap<DatabaseConnection, Transacting>): void {
  states.set(connection, { opening: undefined, isOver: false })
  const send = connection.executeQuery.bind(connection) as DatabaseConnection['executeQuery']
  connection.executeQuery = async (query, options) => {
    const { opening } = states.get(connection)!
    if (opening) states.set(connection, { opening: undefined, isOver: false })
    if (opening && FIRST.has(query)) return send(CompiledQuery.raw(`${opening};\n${query.sql}`), options)
    if (opening) await send(CompiledQuery.raw(opening), options)
    if (!LAST.has(query)) return send(query, options)
    const result = await send(CompiledQuery.raw(`${query.sql};\nCOMMIT`), options)
    states.set(connection, { opening: undefined, isOver: true })
    return result as never
  }
}

function openingOf({ isolationLevel, accessMode }: TransactionSettings): string {
  return ['START TRANSACTION', isolationLevel && `ISOLATION LEVEL ${isolationLevel}`, accessMode]
    .filter(Boolean)
    .join(' ')
}
