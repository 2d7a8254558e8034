import { type Kysely, sql } from 'kysely'
import { type DB, readAs } from '#platform/database'

/**
 * Which batch of printed codes let each mark of the roll in, as the registrar; passes are forgotten after an hour or so,
 * and so is this.
 *
 * @returns  identifiers of batches by those of the roll
 */
export function listUsedCodes(db: Kysely<DB>, pollId: string): Promise<ReadonlyMap<string, string>> {
  return readAs(db, 'registrar', async (registrar) => {
    const { rows } = await sql<{ roll_id: string; batch_id: string }>`
      SELECT roll.id AS roll_id, code.batch_id
      FROM voter_pass AS pass
      JOIN voting_code AS code ON code.id = pass.code_id
      JOIN roll_entry AS roll ON roll.poll_id = pass.poll_id AND roll.key = pass.key AND roll.homonym = pass.homonym
      WHERE pass.poll_id = ${pollId} AND pass.cast_at IS NOT NULL`.execute(registrar)
    return new Map(rows.map((row) => [row.roll_id, row.batch_id]))
  })
}
