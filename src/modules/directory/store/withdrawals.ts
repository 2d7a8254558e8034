import { createHmac } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import { fold } from '#kernel/search'
import type { DB } from '#platform/database'
import type { Reader } from './imports.ts'

/** What the key is for that names of who withdrew are marked with. */
export const WITHDRAWAL_KEY = 'directory withdrawals'

export type Withdrawal = { readonly by: string | null; readonly at: Date }

/**
 * Takes a structure out of everything that is shown or kept: its page, its establishments, its rows in every import. Its
 * numbers alone stay, so that no import brings it back under either; of who has none, a keyed mark of its name and place.
 *
 * @param slug  what its page's address becomes: the old one bore its name
 * @param key   of `WITHDRAWAL_KEY`
 */
export async function withdrawUnit(
  transaction: Transaction<DB>,
  who: { readonly number: string } | { readonly structureId: string },
  withdrawal: Withdrawal & { readonly slug: string; readonly key: Uint8Array },
): Promise<void> {
  const structure = await findWithdrawing(transaction, who)
  const numbers = new Set(['number' in who ? who.number : [], structure?.siren ?? [], structure?.rna ?? []].flat())
  const structureId = structure?.id ?? null
  for (const each of numbers) await keepOut(transaction, each, { ...withdrawal, structureId })
  if (!structure) return
  if (numbers.size === 0) {
    const { by, at, key } = withdrawal
    const mark = markOf(key, structure.title, structure.commune_code)
    await insertWithdrawal(transaction, { name_mark: mark }, { by, at, structureId })
  }
  await emptyStructure(transaction, structure.id, withdrawal)
}

/** Keeps a number out of the directory, and takes its rows out of every import that is kept. */
export async function keepOut(
  transaction: Transaction<DB>,
  number: string,
  withdrawal: Withdrawal & { readonly structureId?: string | null },
): Promise<void> {
  const isRna = number.startsWith('W')
  await insertWithdrawal(transaction, { [isRna ? 'rna' : 'siren']: number }, withdrawal)
  if (isRna) await deleteRowsOfAssociation(transaction, number)
  else await deleteRowsOf(transaction, number)
  // What an import would change was told with names.
  await sql`
    UPDATE directory_import SET difference = NULL, compared_after = NULL
    WHERE difference->'samples' @> ${JSON.stringify([{ key: number }])}::jsonb`.execute(transaction)
  await sql`DELETE FROM directory_import_refusal WHERE cell LIKE ${`${number}%`}`.execute(transaction)
}

/** SIREN and RNA numbers of who asked not to be shown. */
export async function listWithdrawn(db: Reader): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('directory_withdrawal').select(['siren', 'rna']).execute()
  return new Set(rows.flatMap(({ siren, rna }) => siren ?? rna ?? []))
}

/** Whether a name, in a commune, is of who asked not to be shown when they had no number. */
export async function readWithdrawnNames(
  db: Reader,
  key: Uint8Array,
): Promise<(title: string, communeCode: string | null) => boolean> {
  const rows = await db
    .selectFrom('directory_withdrawal')
    .select('name_mark')
    .where('name_mark', 'is not', null)
    .execute()
  const marks = new Set(rows.map(({ name_mark: mark }) => mark!.toString('hex')))
  if (marks.size === 0) return () => false
  return (title, communeCode) => marks.has(markOf(key, title, communeCode).toString('hex'))
}

/** Whether somebody withdrew under one of these numbers, or this name there. */
export async function isKeptOut(db: Reader, told: Told, key: Uint8Array): Promise<boolean> {
  const { rows } = await sql`SELECT FROM directory_withdrawal WHERE ${isOf(told, key)} LIMIT 1`.execute(db)
  return rows.length > 0
}

/** Lets a structure come back that withdrew under one of these numbers, or this name there: under each of its numbers. */
export async function liftWithdrawal(transaction: Transaction<DB>, told: Told, key: Uint8Array): Promise<void> {
  await sql`
    DELETE FROM directory_withdrawal
    WHERE ${isOf(told, key)}
      OR structure_id IN (SELECT structure_id FROM directory_withdrawal WHERE ${isOf(told, key)})`.execute(transaction)
}

type Told = {
  readonly siren: string | null
  readonly rna: string | null
  readonly title: string
  readonly communeCode: string | null
}

function isOf({ siren, rna, title, communeCode }: Told, key: Uint8Array) {
  return sql<boolean>`(siren = ${siren} OR rna = ${rna} OR name_mark = ${markOf(key, title, communeCode)})`
}

// Keyed: who reads the table cannot try names of shelters on it.
function markOf(key: Uint8Array, title: string, communeCode: string | null): Buffer {
  return createHmac('sha256', key)
    .update(
      `${communeCode ?? ''}\n${fold(title)
        .replace(/[^a-z0-9]+/g, ' ')
        .trim()}`,
    )
    .digest()
}

function findWithdrawing(
  transaction: Transaction<DB>,
  who: { readonly number: string } | { readonly structureId: string },
) {
  const found = transaction.selectFrom('structure').select(['id', 'siren', 'rna', 'title', 'commune_code'])
  if ('structureId' in who) return found.where('id', '=', who.structureId).executeTakeFirst()
  return found.where(who.number.startsWith('W') ? 'rna' : 'siren', '=', who.number).executeTakeFirst()
}

async function insertWithdrawal(
  transaction: Transaction<DB>,
  known: { readonly siren?: string; readonly rna?: string; readonly name_mark?: Buffer },
  { by, at, structureId = null }: Withdrawal & { readonly structureId?: string | null },
): Promise<void> {
  await transaction
    .insertInto('directory_withdrawal')
    .values({ ...known, withdrawn_by: by, withdrawn_at: at, structure_id: structureId })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

async function emptyStructure(
  transaction: Transaction<DB>,
  id: string,
  { slug, at }: { readonly slug: string; readonly at: Date },
): Promise<void> {
  await transaction.deleteFrom('establishment').where('structure_id', '=', id).execute()
  await transaction
    .updateTable('structure')
    .set({
      slug,
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
    .where('id', '=', id)
    .execute()
  await transaction
    .updateTable('structure_conflict')
    .set({ gone_at: at })
    .where('structure_id', '=', id)
    .where('gone_at', 'is', null)
    .execute()
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
