import type { Kysely } from 'kysely'
import { generate, PostgresDialect } from 'kysely-codegen'
import type { DB } from './types.generated.ts'

/**
 * The TypeScript types of the tables of a migrated database: what `types.generated.ts` must hold.
 *
 * @param db  a connection that sees every table
 */
export function generateTypes(db: Kysely<DB>): Promise<string> {
  return generate({
    db,
    dialect: new PostgresDialect({ dateParser: 'string', numericParser: 'string' }),
    includePattern: 'public.*',
    outFile: null,
    // One type in and out: money never enters as a float, nor a moment as a text.
    typeMapping: { int8: 'bigint', numeric: 'string', timestamptz: 'Date' },
  })
}
