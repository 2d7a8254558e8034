import { sql } from 'kysely'
import type { ThrowawayDatabase } from '../throwaway/index.ts'

/**
 * What is wrong with the tables whose comment begins with « append-only: »: none must be changeable, as the catalogue
 * says and as trying proves, by the app login and by the owner.
 *
 * @returns  one sentence by fault
 */
export async function appendOnlyFaults(database: ThrowawayDatabase): Promise<readonly string[]> {
  const tables = await listAppendOnlyTables(database)
  const faults = await Promise.all(
    tables.map(async (table) => [...missing(table), ...(await changes(database, table))]),
  )
  return faults.flat()
}

/** The tables that say they are append-only, by name. */
export async function listAppendOnlyTables(database: ThrowawayDatabase): Promise<readonly AppendOnlyTable[]> {
  const { rows } = await sql<AppendOnlyTable>`
    SELECT relname AS name, coalesce(guarded, 0) AS guarded, can_change AS "canChange", first_column AS "firstColumn"
    FROM pg_class AS t
    CROSS JOIN LATERAL (
      SELECT has_any_column_privilege(${database.roles.app}, t.oid, 'UPDATE')
          OR has_table_privilege(${database.roles.app}, t.oid, 'DELETE, TRUNCATE, TRIGGER') AS can_change
    ) AS rights
    CROSS JOIN LATERAL (
      SELECT attname AS first_column FROM pg_attribute
      WHERE attrelid = t.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '' AND attidentity <> 'a'
      ORDER BY attnum LIMIT 1
    ) AS columns
    LEFT JOIN LATERAL (
      SELECT bit_or(tgtype::integer) & ${GUARDED_EVENTS} AS guarded FROM pg_trigger
      WHERE tgrelid = t.oid AND tgfoid = 'refuse_change()'::regprocedure AND tgenabled IN ('O', 'A')
        -- BEFORE, for each statement, without a condition.
        AND tgtype::integer & 2 = 2 AND tgtype::integer & 1 = 0 AND tgqual IS NULL AND tgattr = ''
    ) AS triggers ON true
    WHERE t.relnamespace = 'public'::regnamespace AND t.relkind IN ('r', 'p')
      AND obj_description(t.oid, 'pg_class') LIKE 'append-only:%'
    ORDER BY relname`.execute(database.owner)
  return rows
}

type AppendOnlyTable = {
  readonly name: string
  /** The events a trigger refuses, as bits of pg_trigger.tgtype. */
  readonly guarded: number
  readonly canChange: boolean
  readonly firstColumn: string
}

const GUARDED_EVENTS = 8 + 16 + 32
const EVENTS = [
  ['DELETE', 8],
  ['UPDATE', 16],
  ['TRUNCATE', 32],
] as const

function missing(table: AppendOnlyTable): readonly string[] {
  const unguarded = EVENTS.filter(([, bit]) => (table.guarded & bit) === 0).map(([event]) => event)
  return [
    ...unguarded.map(
      (event) => `${table.name} has no trigger BEFORE ${event} FOR EACH STATEMENT that runs refuse_change()`,
    ),
    ...(table.canChange ? [`${table.name} grants the app login more than SELECT and INSERT`] : []),
  ]
}

const REFUSED_TO_APP = '42501'
const REFUSED_TO_OWNER = '23001'

async function changes(database: ThrowawayDatabase, table: AppendOnlyTable): Promise<readonly string[]> {
  const name = sql.id(table.name)
  const column = sql.id(table.firstColumn)
  const statements = {
    UPDATE: sql`UPDATE ${name} SET ${column} = ${column}`,
    DELETE: sql`DELETE FROM ${name}`,
    TRUNCATE: sql`TRUNCATE ${name} CASCADE`,
  }
  const faults: string[] = []
  for (const [event, statement] of Object.entries(statements)) {
    const byApp = await codeOf(() => statement.execute(database.db))
    if (byApp !== REFUSED_TO_APP) faults.push(`${table.name}: the app login may ${event} (${byApp ?? 'done'})`)
    const byOwner = await codeOf(() => statement.execute(database.owner))
    if (byOwner !== REFUSED_TO_OWNER) faults.push(`${table.name}: the owner may ${event} (${byOwner ?? 'done'})`)
  }
  return faults
}

async function codeOf(attempt: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await attempt()
    return undefined
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error)
  }
}
