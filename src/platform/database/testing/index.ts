import { randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import { inject } from 'vitest'
import { withDatabase } from '../address.ts'
import { type Connection, createPool, kyselyOf } from '../pool.ts'
import { quoted, type Roles } from '../roles.ts'
import type { DB } from '../types.generated.ts'
import { runOn } from './administration.ts'

export { appendOnlyFaults } from './append-only.ts'
export { catalogueDifference, readCatalogue } from './catalogue.ts'

/** A migrated database of one test file alone, empty but for what migrations put there. */
export type TestDatabase = AsyncDisposable & {
  readonly name: string
  /** Those of the template: shared by every test database. */
  readonly roles: Roles
  /** The pool of the app login, as the service has it. */
  readonly db: Kysely<DB>
  /** A pool of the owner, to prepare and to look. */
  readonly owner: Kysely<DB>
  /** How the app login connects. */
  readonly connection: Connection
  /** How the superuser connects. */
  readonly administration: Connection
  /** Closes both pools and drops the database. */
  drop(): Promise<void>
}

/** What the global setup started, and hands to each test process. */
export type TestServer = {
  /** To the server's own database `postgres`, as superuser. */
  readonly administration: Connection
  readonly template: string
  readonly roles: Roles
  /** How the app login connects to the template: same server, other login. */
  readonly app: Connection
}

declare module 'vitest' {
  export interface ProvidedContext {
    readonly testServer: TestServer
  }
}

/**
 * Gives a database of its own, cloned from the migrated template in about 50 ms.
 *
 * `await using database = await testDatabase()` in a test, or `beforeAll` and `afterAll(() => database.drop())`.
 */
export async function testDatabase(options: { readonly poolSize?: number } = {}): Promise<TestDatabase> {
  const { administration, template, roles, app } = inject('testServer')
  const name = `${template}_${randomBytes(5).toString('hex')}`
  await runOn(administration, [
    `CREATE DATABASE ${quoted(name)} TEMPLATE ${quoted(template)}`,
    `REVOKE CONNECT, TEMPORARY ON DATABASE ${quoted(name)} FROM PUBLIC`,
    `GRANT CONNECT ON DATABASE ${quoted(name)} TO ${quoted(roles.app)}`,
    `GRANT CONNECT, CREATE ON DATABASE ${quoted(name)} TO ${quoted(roles.owner)}`,
  ])

  const connection = withDatabase(app, name)
  const here = withDatabase(administration, name)
  const db = kyselyOf(createPool(connection, { applicationName: 'filigrane-test', size: options.poolSize ?? 5 }))
  const owner = kyselyOf(ownerPool(here, roles))
  const drop = async () => {
    await Promise.all([db.destroy(), owner.destroy()])
    await runOn(administration, [`DROP DATABASE IF EXISTS ${quoted(name)} WITH (FORCE)`])
  }
  return { name, roles, db, owner, connection, administration: here, drop, [Symbol.asyncDispose]: drop }
}

function ownerPool(administration: Connection, roles: Roles) {
  const pool = createPool(administration, { applicationName: 'filigrane-test-owner', size: 2 })
  pool.on('connect', (client) => void client.query(`SET ROLE ${quoted(roles.owner)}`))
  return pool
}
