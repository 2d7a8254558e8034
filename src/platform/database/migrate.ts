import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { assert, done, type Result, refuse } from '#kernel/result'
import type { DatabaseRefusal } from './refusals.ts'
import { OFFICES, officeOf, quoted, type Roles } from './roles.ts'

export type Migration = {
  /** File name without its extension, as « 0001-platform ». */
  readonly name: string
  readonly sql: string
  /** Of the file's bytes, in hexadecimal. */
  readonly sha256: string
}

type Applied = { readonly name: string; readonly sha256: string }

/**
 * Runs the migrations a database has not had yet, in order, each in its own transaction.
 *
 * @param client  connected to the database, under the advisory lock, as the owner
 * @returns       the names of those that were run
 * @throws        when the SQL of a migration fails: nothing of that one remains
 */
export async function migrate(
  client: pg.Client,
  roles: Roles,
  migrations: readonly Migration[],
): Promise<Result<readonly string[], DatabaseRefusal>> {
  await client.query(MIGRATION_TABLE)
  const { rows: applied } = await client.query<Applied>('SELECT name, sha256 FROM migration ORDER BY name')
  const difference = differenceOf(applied, migrations)
  if (difference) return refuse(difference)

  const pending = migrations.slice(applied.length)
  for (const migration of pending) await apply(client, roles, migration)
  return done(pending.map(({ name }) => name))
}

/** The migrations of a folder, in order of number. */
export function readMigrations(folder: string): readonly Migration[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
  files.forEach((file, index) => {
    assert(/^\d{4}-[a-z0-9-]+\.sql$/.test(file), `a migration is named like 0001-platform.sql, not ${file}`)
    assert(Number(file.slice(0, 4)) === index + 1, `migrations are numbered without gap or repetition up to ${file}`)
  })
  return files.map((file) => {
    const sql = readFileSync(join(folder, file), 'utf8')
    return { name: file.slice(0, -'.sql'.length), sql, sha256: createHash('sha256').update(sql).digest('hex') }
  })
}

/** Puts the names of the roles where the SQL says `{{owner}}`, `{{app}}`, or an office of the vote as `{{caster}}`. */
export function withRoles(text: string, roles: Roles): string {
  return OFFICES.reduce(
    (sql, office) => sql.replaceAll(`{{${office}}}`, quoted(officeOf(roles, office))),
    text.replaceAll('{{owner}}', quoted(roles.owner)).replaceAll('{{app}}', quoted(roles.app)),
  )
}

// What was applied must be the beginning of what the code has.
function differenceOf(applied: readonly Applied[], migrations: readonly Migration[]): DatabaseRefusal | undefined {
  for (const [index, { name, sha256 }] of applied.entries()) {
    const known = migrations.find((migration) => migration.name === name)
    if (!known) return { reason: 'database-newer-than-code', detail: name }
    if (known.sha256 !== sha256) return { reason: 'migration-changed', detail: name }
    assert(migrations[index] === known, `a new migration comes after ${name}, which is applied already`)
  }
  return undefined
}

async function apply(client: pg.Client, roles: Roles, { name, sql, sha256 }: Migration): Promise<void> {
  try {
    await client.query('BEGIN')
    await client.query(withRoles(sql, roles))
    await client.query('INSERT INTO migration (name, sha256) VALUES ($1, $2)', [name, sha256])
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw new Error(`Migration ${name} failed`, { cause: error })
  }
}

// Written again in schema.sql, where it is explained; a test compares them.
const MIGRATION_TABLE = `
  CREATE TABLE IF NOT EXISTS migration (
    name text CONSTRAINT migration_pkey PRIMARY KEY,
    sha256 text NOT NULL CONSTRAINT migration_sha256_is_hexadecimal CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    applied_at timestamptz NOT NULL DEFAULT now()
  )`
