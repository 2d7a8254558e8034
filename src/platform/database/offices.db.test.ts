import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { actingAs, readAs } from './offices.ts'
import { OFFICES, officeOf } from './roles.ts'
import { testDatabase } from './testing/index.ts'

test('the pool becomes an office for one part of an act, and is itself again', async () => {
  await using database = await testDatabase()
  const who = sql<{ name: string }>`SELECT current_user AS name`

  for (const office of OFFICES) {
    const names = await database.db.transaction().execute(async (transaction) => {
      const within = await actingAs(transaction, office, (each) => who.execute(each))
      return [within.rows[0]!.name, (await who.execute(transaction)).rows[0]!.name]
    })
    expect(names).toEqual([officeOf(database.roles, office), database.roles.app])
    expect((await readAs(database.db, office, (each) => who.execute(each))).rows).toEqual([
      { name: officeOf(database.roles, office) },
    ])
  }
})

test('the pool inherits nothing of an office: it must say so, part by part', async () => {
  await using database = await testDatabase()
  const caster = sql.id(officeOf(database.roles, 'caster'))
  await sql`CREATE TABLE urn (mark integer)`.execute(database.owner)
  await sql`GRANT SELECT ON urn TO ${caster}`.execute(database.owner)

  const look = sql`SELECT FROM urn`
  await expect(look.execute(database.db)).rejects.toMatchObject({ code: '42501' })
  await expect(readAs(database.db, 'opener', (each) => look.execute(each))).rejects.toMatchObject({ code: '42501' })
  expect((await readAs(database.db, 'caster', (each) => look.execute(each))).rows).toEqual([])
})
