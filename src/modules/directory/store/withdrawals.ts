import { sql, type Transaction } from 'kysely'
import type { DB } from '#platform/database'

/**
 * Takes a structure out of everything that is shown or kept: its page, its establishments, its rows in every import. Its
 * numbers alone stay, so that no import brings it back under either.
 *
 * @param number  a SIREN, or an RNA number where there is no SIREN
 * @param slug  what its page's address becomes: the old one bore its name
 */
export async function withdrawUnit(
  transaction: Transaction<DB>,
  number: string,
  withdrawal: { readonly slug: string; readonly by: string | null; readonly at: Date },
): Promise<void> {
  const structure = await transaction
    .selectFrom('structure')
    .select(['id', 'siren', 'rna'])
    .where(number.startsWith('W') ? 'rna' : 'siren', '=', number)
    .executeTakeFirst()
  const numbers = new Set([number, structure?.siren ?? [], structure?.rna ?? []].flat())
  for (const each of numbers) await keepOut(transaction, each, withdrawal)
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
}

async function keepOut(
  transaction: Transaction<DB>,
  number: string,
  { by, at }: { readonly by: string | null; readonly at: Date },
): Promise<void> {
  const isRna = number.startsWith('W')
  await transaction
    .insertInto('directory_withdrawal')
    .values({ [isRna ? 'rna' : 'siren']: number, withdrawn_by: by, withdrawn_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  if (isRna) await deleteRowsOfAssociation(transaction, number)
  else await deleteRowsOf(transaction, number)
  // What an import would change was told with names.
  await sql`
    UPDATE directory_import SET difference = NULL, compared_after = NULL
    WHERE difference->'samples' @> ${JSON.stringify([{ key: number }])}::jsonb`.execute(transaction)
  await sql`DELETE FROM directory_import_refusal WHERE cell LIKE ${`${number}%`}`.execute(transaction)
}

async function deleteRowsOfAssociation(transaction: Transaction<DB>, rna: string): Promise<void> {
  await sql`DELETE FROM directory_import_row WHERE content->>'rna' = ${rna}`.execute(transaction)
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
}
