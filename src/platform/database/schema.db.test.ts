import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import {
  appendOnlyFaults,
  catalogueDifference,
  readCatalogue,
  type TestDatabase,
  testDatabase,
} from '#platform/database/testing'
import { withRoles } from './migrate.ts'
import { OFFICES, officeOf, quoted } from './roles.ts'
import { runOn } from './throwaway/administration.ts'

const SOURCE = fileURLToPath(new URL('../..', import.meta.url))

// The order of the house (ARCHITECTURE.md): a module's tables refer to those before it only.
const MODULES =
  'accounts territory directory notices decisions agenda books programme projects grants ballots citizen-budget crowdfunding councils scic network observatory transparency'.split(
    ' ',
  )

test('the migrations and the schema files give the same database', async () => {
  await using byMigrations = await testDatabase()
  await using bySchemas = await testDatabase()
  await emptied(bySchemas)
  for (const path of schemaFiles()) {
    await sql.raw(withRoles(readFileSync(path, 'utf8'), bySchemas.roles)).execute(bySchemas.owner)
  }

  const difference = catalogueDifference(
    { label: 'migrations', catalogue: await readCatalogue(byMigrations.owner) },
    { label: 'schema files', catalogue: await readCatalogue(bySchemas.owner) },
  )
  expect(difference.join('\n')).toBe('')
})

test('every module that has a schema has its place in the order', () => {
  const written = readdirSync(`${SOURCE}/modules`).filter((name) => existsSync(`${SOURCE}/modules/${name}/schema.sql`))
  expect(MODULES).toEqual(expect.arrayContaining(written))
})

test('no append-only table can be changed, by the app login nor by the owner', async () => {
  await using database = await testDatabase()
  expect(await appendOnlyFaults(database)).toEqual([])
})

test('a table that only says it is append-only is found out, event by event', async () => {
  await using database = await testDatabase()
  await sql
    .raw(
      withRoles(
        `CREATE TABLE diary (page integer, line text);
         COMMENT ON TABLE diary IS 'append-only: so it says';
         CREATE TRIGGER diary_keeps_rows BEFORE DELETE ON diary FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
         GRANT SELECT, INSERT ON diary TO {{app}};
         GRANT UPDATE (line) ON diary TO {{app}};`,
        database.roles,
      ),
    )
    .execute(database.owner)

  expect(await appendOnlyFaults(database)).toEqual([
    'diary has no trigger BEFORE UPDATE FOR EACH STATEMENT that runs refuse_change()',
    'diary has no trigger BEFORE TRUNCATE FOR EACH STATEMENT that runs refuse_change()',
    'diary grants the app login more than SELECT and INSERT',
    'diary: the owner may UPDATE (done)',
    'diary: the owner may TRUNCATE (done)',
  ])
})

test('a difference between two databases is said in a line each', async () => {
  await using left = await testDatabase()
  await using right = await testDatabase()
  await sql`CREATE TABLE stall (name text NOT NULL)`.execute(left.owner)
  await sql`CREATE TABLE stall (name text, since date)`.execute(right.owner)
  await sql.raw(withRoles('REVOKE INSERT ON submission FROM {{app}}', right.roles)).execute(right.owner)

  const difference = catalogueDifference(
    { label: 'left', catalogue: await readCatalogue(left.owner) },
    { label: 'right', catalogue: await readCatalogue(right.owner) },
  )
  expect(difference.map((line) => line.split('\n')[0])).toEqual([
    'column stall.name: differs',
    'column stall.since: only in right',
    'table submission: differs',
  ])
})

function schemaFiles(): readonly string[] {
  const ofModules = MODULES.flatMap((name) => {
    const folder = `${SOURCE}/modules/${name}/schema`
    const parts = existsSync(folder) ? readdirSync(folder).sort(byNumber) : []
    return [`${folder}.sql`, ...parts.map((part) => `${folder}/${part}`)]
  })
  return [`${SOURCE}/platform/database/schema.sql`, ...ofModules].filter((path) => existsSync(path))
}

// « 10-… » comes after « 2-… ».
function byNumber(one: string, other: string): number {
  return one.localeCompare(other, 'en', { numeric: true })
}

async function emptied({ administration, roles }: TestDatabase): Promise<void> {
  await runOn(administration, [
    'DROP SCHEMA graphile_worker CASCADE',
    'DROP SCHEMA public CASCADE',
    'CREATE SCHEMA public AUTHORIZATION pg_database_owner',
    'GRANT USAGE ON SCHEMA public TO PUBLIC',
    `GRANT USAGE, CREATE ON SCHEMA public TO ${quoted(roles.owner)}`,
    `GRANT USAGE ON SCHEMA public TO ${[roles.app, ...OFFICES.map((office) => officeOf(roles, office))].map(quoted).join(', ')}`,
  ])
}
