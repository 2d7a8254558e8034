import { sql, type Transaction } from 'kysely'
import type { DB } from '#platform/database'

/**
 * Takes a unit out of everything that is shown or kept: its page, its establishments, its rows in every import. The
 * number alone stays, so that no import brings it back.
 *
 * @param slug  what its page's address becomes: the old one bore its name
 */
export async function withdrawUnit(
  transaction: Transaction<DB>,
  siren: string,
  withdrawal: { readonly slug: string; readonly by: string | null; readonly at: Date },
): Promise<void> {
  await transaction
    .insertInto('directory_withdrawal')
    .values({ siren, withdrawn_by: withdrawal.by, withdrawn_at: withdrawal.at })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const structure = await transaction.selectFrom('structure').select('id').where('siren', '=', siren).executeTakeFirst()
  if (structure) {
    await transaction.deleteFrom('establishment').where('structure_id', '=', structure.id).execute()
    await transaction
      .updateTable('structure')
      .set({
        slug: withdrawal.slug,
        rna: null,
        title: '',
        acronym: null,
        purpose: '',
        search_key: '',
        naf_rev2: null,
        naf_2025: null,
        size_band: null,
        size_band_year: null,
        created_on: null,
        commune_code: null,
        state: 'withdrawn',
        family: null,
        reasons: '[]',
        sources: '[]',
        provenance: '{}',
      })
      .where('id', '=', structure.id)
      .execute()
    await transaction
      .updateTable('structure_conflict')
      .set({ gone_at: withdrawal.at })
      .where('structure_id', '=', structure.id)
      .where('gone_at', 'is', null)
      .execute()
  }
  await deleteRowsOf(transaction, siren)
}

async function deleteRowsOf(transaction: Transaction<DB>, siren: string): Promise<void> {
  await sql`
    DELETE FROM directory_import_row
    WHERE content->>'siren' = ${siren} OR (part = 'point' AND key LIKE ${`${siren}%`})`.execute(transaction)
  // Among spare units it stands with others, which stay.
  await sql`
    WITH taken AS (
      DELETE FROM directory_import_row WHERE part = 'spare' AND key = left(${siren}, 4) RETURNING *
    )
    INSERT INTO directory_import_row (import_id, part, key, content)
    SELECT import_id, part, key, jsonb_build_object(
      'units', jsonb_path_query_array(content, '$.units[*] ? (@.siren != $siren)', ${JSON.stringify({ siren })}::jsonb),
      'establishments',
      jsonb_path_query_array(content, '$.establishments[*] ? (@.siren != $siren)', ${JSON.stringify({ siren })}::jsonb))
    FROM taken`.execute(transaction)
  // What an import would change was told with names.
  await sql`
    UPDATE directory_import SET difference = NULL, compared_after = NULL
    WHERE difference->'samples' @> ${JSON.stringify([{ key: siren }])}::jsonb`.execute(transaction)
  await sql`DELETE FROM directory_import_refusal WHERE cell LIKE ${`${siren}%`}`.execute(transaction)
}
