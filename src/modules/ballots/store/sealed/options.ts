import { type Kysely, sql, type Transaction } from 'kysely'
import type { DB } from '#platform/database'
import type { ShownOption } from '../../sealed/poll.ts'

export type Picture = { readonly content: Uint8Array; readonly mediaType: string; readonly words: string }

/** What voters are shown, by position. */
export async function listShownOptions(db: Kysely<DB>, pollId: string): Promise<readonly ShownOption[]> {
  const rows = await db
    .selectFrom('sealed_poll_option')
    .select(['code', 'position', 'name', 'summary', 'place', 'cost_amount', 'picture_words'])
    .where('poll_id', '=', pollId)
    .orderBy('position')
    .execute()
  return rows.map(({ cost_amount: cost, picture_words: pictureWords, ...row }) => ({ ...row, cost, pictureWords }))
}

export async function findPicture(db: Kysely<DB>, pollId: string, code: string): Promise<Picture | undefined> {
  const row = await db
    .selectFrom('sealed_poll_option')
    .select(['picture', 'picture_type', 'picture_words'])
    .where('poll_id', '=', pollId)
    .where('code', '=', code)
    .executeTakeFirst()
  if (!row?.picture || row.picture_type === null) return undefined
  return { content: new Uint8Array(row.picture), mediaType: row.picture_type, words: row.picture_words ?? '' }
}

/** SHA-256 of each picture, in hexadecimal, by code of its option. */
export async function listPictureHashes(db: Kysely<DB>, pollId: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ code: string; hash: string }>`
    SELECT code, encode(sha256(picture), 'hex') AS hash FROM sealed_poll_option
    WHERE poll_id = ${pollId} AND picture IS NOT NULL`.execute(db)
  return new Map(rows.map(({ code, hash }) => [code, hash]))
}

export type WrittenOption = Omit<ShownOption, 'pictureWords' | 'position'>

/** Adds options after those there are; one whose code is known is written over, its picture kept. */
export async function writeOptions(
  transaction: Transaction<DB>,
  pollId: string,
  options: readonly WrittenOption[],
): Promise<void> {
  if (options.length === 0) return
  const { max } = await transaction
    .selectFrom('sealed_poll_option')
    .select((select) => select.fn.max('position').as('max'))
    .where('poll_id', '=', pollId)
    .executeTakeFirstOrThrow()
  const first = max === null ? 0 : Number(max) + 1
  const rows = options.map(({ code, name, summary, place, cost }, index) => ({
    poll_id: pollId,
    code,
    name,
    summary,
    place,
    cost_amount: cost,
    position: first + index,
  }))
  await transaction
    .insertInto('sealed_poll_option')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['poll_id', 'code']).doUpdateSet((row) => ({
        name: row.ref('excluded.name'),
        summary: row.ref('excluded.summary'),
        place: row.ref('excluded.place'),
        cost_amount: row.ref('excluded.cost_amount'),
      })),
    )
    .execute()
}

export async function updatePicture(
  transaction: Transaction<DB>,
  pollId: string,
  code: string,
  picture: Picture | null,
): Promise<void> {
  await transaction
    .updateTable('sealed_poll_option')
    .set({
      picture: picture && Buffer.from(picture.content),
      picture_type: picture?.mediaType ?? null,
      picture_words: picture?.words ?? null,
    })
    .where('poll_id', '=', pollId)
    .where('code', '=', code)
    .execute()
}

export async function deleteOption(transaction: Transaction<DB>, pollId: string, code: string): Promise<void> {
  await transaction.deleteFrom('sealed_poll_option').where('poll_id', '=', pollId).where('code', '=', code).execute()
}

/** The order drawn by lot at the publication: it becomes the one of the list. */
export async function writePositions(
  transaction: Transaction<DB>,
  pollId: string,
  order: readonly string[],
): Promise<void> {
  await sql`
    UPDATE sealed_poll_option SET position = drawn.place - 1
    FROM unnest(${[...order]}::text[]) WITH ORDINALITY AS drawn (code, place)
    WHERE poll_id = ${pollId} AND sealed_poll_option.code = drawn.code`.execute(transaction)
}
