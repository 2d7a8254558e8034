import { sql } from 'kysely'
import { expect, inject, test } from 'vitest'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { quoted } from '../roles.ts'
import { dropOlderRuns, runOn } from './administration.ts'

test('two databases of a run know nothing of each other', async () => {
  await using one = await testDatabase()
  await using other = await testDatabase()
  await sql`CREATE TABLE stall (name text)`.execute(one.owner)
  expect(await listed(other, `SELECT 1 FROM pg_tables WHERE tablename = 'stall'`)).toEqual([])
})

test('a database is dropped at the end, even where a connection was left open', async () => {
  const database = await testDatabase()
  const begun = await database.owner.startTransaction().execute()
  const { administration } = inject('testServer')
  await runOn(administration, [`DROP DATABASE ${quoted(database.name)} WITH (FORCE)`])
  await begun
    .rollback()
    .execute()
    .catch(() => {})
  await database.drop()
  await using other = await testDatabase()
  expect(await listed(other, `SELECT 1 FROM pg_database WHERE datname = '${database.name}'`)).toEqual([])
})

test('what a killed run left is dropped once it is old, what is recent stays', async () => {
  await using database = await testDatabase()
  const { administration } = inject('testServer')
  const prefix = `left_${database.name.slice(-10)}_`
  const [old, recent] = ['2026-01-01', '2026-01-03'].map((day) => `${prefix}${Date.parse(day).toString(36)}abcd`)
  await runOn(administration, [
    `CREATE DATABASE ${quoted(old!)}`,
    `CREATE ROLE ${quoted(`${old}_app`)}`,
    `CREATE ROLE ${quoted(`${recent}_app`)}`,
  ])

  await dropOlderRuns(administration, prefix, new Date('2026-01-02'))
  const left = await listed(
    database,
    `SELECT datname AS name FROM pg_database WHERE starts_with(datname, '${prefix}')
     UNION ALL SELECT rolname FROM pg_roles WHERE starts_with(rolname, '${prefix}')`,
  )
  await runOn(administration, [`DROP ROLE ${quoted(`${recent}_app`)}`])
  expect(left).toEqual([{ name: `${recent}_app` }])
})

async function listed(database: TestDatabase, query: string): Promise<readonly unknown[]> {
  return (await sql.raw(query).execute(database.owner)).rows
}
