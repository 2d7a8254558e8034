import type { Kysely } from 'kysely'
import type pg from 'pg'
import { done, type Result, refuse } from '#kernel/result'
import { administrationOf, type DatabasePlace, withLogin } from './address.ts'
import { appPassword, passwordVerifier } from './app-password.ts'
import { connect } from './connect.ts'
import { createDatabase } from './create-database.ts'
import { installJobTables } from './job-tables.ts'
import { type Migration, migrate } from './migrate.ts'
import { type Connection, createPool, kyselyOf } from './pool.ts'
import type { DatabaseRefusal } from './refusals.ts'
import { areRolesReady, quoted, type Roles, rolesOf, rolesScript } from './roles.ts'
import type { DB } from './types.generated.ts'

export type OpenOptions = {
  readonly migrations: readonly Migration[]
  readonly applicationName?: string
  /** Connections of the pool at most; 10 by default. */
  readonly poolSize?: number
  /** A statement of the pool that lasts longer is cancelled; 15 s by default, 0 for never (imports, exports). */
  readonly statementTimeoutMs?: number
  /** Told each step that may last, in French. */
  readonly onStep?: (step: string) => void
  /** Told when an idle connection breaks; the pool replaces it by itself. */
  readonly onError?: (error: Error) => void
}

/** An open database, its tables up to date. */
export type Database = AsyncDisposable & {
  readonly name: string
  readonly roles: Roles
  /** The pool of the app login. */
  readonly db: Kysely<DB>
  /** How the app login connects: for the jobs and the listeners, which hold connections of their own. */
  readonly connection: Connection
  /** How the administrative login connects: for backups and the owner's commands. */
  readonly administration: Connection
  close(): Promise<void>
}

/**
 * Opens the database of this installation: creates it and its roles when they are missing, runs the migrations as
 * the owner, then opens the pool as the app login. Several processes may do it at once: one migrates, the others wait.
 *
 * @throws  when a migration fails, or PostgreSQL says something we did not foresee
 */
export async function openDatabase(
  place: DatabasePlace,
  options: OpenOptions,
): Promise<Result<Database, DatabaseRefusal>> {
  const found = administrationOf(place)
  if (!found.ok) return found
  const { name, administration } = found.value

  const connected = await connectOrCreate(administration, name, options)
  if (!connected.ok) return connected
  const client = connected.value
  try {
    await client.query('SELECT pg_advisory_lock($1)', [PREPARATION_LOCK])
    const app = await prepareRoles(client, place, administration, name)
    if (!app.ok) return app
    const migrated = await prepareTables(client, administration, rolesOf(name), options)
    if (!migrated.ok) return migrated
    return done(openPool(name, administration, app.value, options))
  } finally {
    await client.end()
  }
}

// Any number, the same in every process; advisory locks belong to one database.
const PREPARATION_LOCK = 4_711_001

async function connectOrCreate(
  administration: Connection,
  name: string,
  options: OpenOptions,
): Promise<Result<pg.Client, DatabaseRefusal>> {
  const first = await connect(administration)
  if (first.ok || first.refusal.reason !== 'database-missing') return first
  options.onStep?.(`Création de la base « ${name} »…`)
  const created = await createDatabase(administration, name)
  return created.ok ? connect(administration) : created
}

/** Makes the roles what they must be. Gives how the app login connects. */
async function prepareRoles(
  client: pg.Client,
  place: DatabasePlace,
  administration: Connection,
  name: string,
): Promise<Result<Connection, DatabaseRefusal>> {
  const password = 'url' in place ? appPassword(place.secretsFolder, name) : undefined
  const login = (await client.query<{ login: string }>('SELECT session_user AS login')).rows[0]!.login
  const script = rolesScript(name, { login, ...(password ? { passwordVerifier: passwordVerifier(password) } : {}) })
  const app = withLogin(administration, rolesOf(name).app, password)

  const isReady = (await areRolesReady(client, name)) && (await connects(app))
  if (isReady) return done(app)
  if (!(await isAllowed(client, script))) return refuse({ reason: 'roles-missing', detail: script })
  const tried = await connect(app)
  if (!tried.ok) return tried
  await tried.value.end()
  return done(app)
}

async function connects(app: Connection): Promise<boolean> {
  const tried = await connect(app)
  if (tried.ok) await tried.value.end()
  return tried.ok
}

async function isAllowed(client: pg.Client, script: string): Promise<boolean> {
  try {
    await client.query(`BEGIN;\n${script}\nCOMMIT;`)
    return true
  } catch (error) {
    await client.query('ROLLBACK')
    if (error instanceof Error && 'code' in error && error.code === '42501') return false
    throw error
  }
}

async function prepareTables(
  client: pg.Client,
  administration: Connection,
  roles: Roles,
  { migrations, onStep }: OpenOptions,
): Promise<Result<void, DatabaseRefusal>> {
  await client.query(`SET ROLE ${quoted(roles.owner)}`)
  const migrated = await migrate(client, roles, migrations)
  if (!migrated.ok) return migrated
  if (migrated.value.length > 0) onStep?.(`Base mise à jour : ${migrated.value.join(', ')}.`)
  await installJobTables(administration, roles)
  return done(undefined)
}

function openPool(name: string, administration: Connection, connection: Connection, options: OpenOptions): Database {
  const { applicationName = 'filigrane', poolSize = 10, statementTimeoutMs = 15_000, onError = () => {} } = options
  const db = kyselyOf(createPool(connection, { applicationName, size: poolSize, statementTimeoutMs, onError }))
  const close = () => db.destroy()
  return { name, roles: rolesOf(name), db, connection, administration, close, [Symbol.asyncDispose]: close }
}
