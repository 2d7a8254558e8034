import type { Transaction } from 'kysely'
import type { DB } from '#platform/database'
import type { Reader } from './schemes.ts'

/** What an organisation said once, by the name it is kept under. */
export async function listSaidOnce(db: Reader, body: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await db.selectFrom('applicant_answer').select(['name', 'texts']).where('body', '=', body).execute()
  return new Map(rows.map(({ name, texts }) => [name, texts]))
}

export async function keepSaid(
  transaction: Transaction<DB>,
  said: {
    readonly body: string
    readonly name: string
    readonly texts: readonly string[]
    readonly dossierId: string
    readonly at: Date
  },
): Promise<void> {
  const { body, name, texts, dossierId, at } = said
  const kept = { texts: [...texts], dossier_id: dossierId, kept_at: at }
  await transaction
    .insertInto('applicant_answer')
    .values({ body, name, ...kept })
    .onConflict((conflict) => conflict.columns(['body', 'name']).doUpdateSet(kept))
    .execute()
}
