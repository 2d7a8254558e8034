import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { OFFICES, readAs } from '#platform/database'
import { testDatabase } from '#platform/database/testing'

const ROLL = ['roll_person', 'roll_entry']

test('no office reads the roll and what is sealed, as the catalogue says', async () => {
  await using database = await testDatabase()
  for (const office of [...OFFICES, undefined]) {
    const role = office ? `${database.roles.app}_${office}` : database.roles.app
    const { rows } = await sql<{ roll: boolean; sealed: boolean }>`
      SELECT bool_or(has_any_column_privilege(${role}, t.oid, 'SELECT')) AS roll,
             has_column_privilege(${role}, 'envelope', 'ciphertext', 'SELECT')
             OR has_column_privilege(${role}, 'envelope', 'enc', 'SELECT') AS sealed
      FROM pg_class AS t WHERE t.relname IN (${sql.join(ROLL)})`.execute(database.owner)
    expect([role, rows[0]!.roll && rows[0]!.sealed]).toEqual([role, false])
    if (office !== 'opener') expect([role, rows[0]!.sealed]).toEqual([role, false])
  }
})

test('nor by trying: each reads what its work needs, and the pool none of it', async () => {
  await using database = await testDatabase()
  const look = {
    person: sql`SELECT birth_name FROM roll_person`,
    mark: sql`SELECT key FROM roll_entry`,
    sealed: sql`SELECT enc, ciphertext FROM envelope`,
    link: sql`SELECT envelope_id FROM envelope_link`,
  }
  const allowed = {
    registrar: ['person', 'mark'],
    caster: ['mark', 'link'],
    commission: ['mark', 'link'],
    opener: ['sealed'],
  } as const
  for (const [name, query] of Object.entries(look)) {
    await expect(query.execute(database.db), name).rejects.toMatchObject({ code: '42501' })
    for (const office of OFFICES) {
      const reading = readAs(database.db, office, (each) => query.execute(each))
      const may = (allowed[office] as readonly string[]).includes(name)
      const outcome = await reading.then(
        () => 'read',
        (error: { code: string }) => error.code,
      )
      expect([office, name, outcome]).toEqual([office, name, may ? 'read' : '42501'])
    }
  }
})
