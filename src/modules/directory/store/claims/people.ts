import { sql, type Transaction } from 'kysely'
import type { DB } from '#platform/database'
import type { Reader } from '../imports.ts'

/** Takes a person out of what they claimed, wrote and told: texts of an organisation stay, without their name. */
export async function forgetPerson(
  transaction: Transaction<DB>,
  personId: string,
): Promise<{ readonly claims: bigint; readonly texts: bigint }> {
  const { numAffectedRows: claims = 0n } = await sql`
    DELETE FROM structure_claim WHERE person_id = ${personId}`.execute(transaction)
  // A draft nobody else saw goes with who wrote it.
  const { numAffectedRows: drafts = 0n } = await sql`
    DELETE FROM structure_revision WHERE person_id = ${personId} AND state IN ('draft', 'waiting', 'asked', 'refused', 'replaced')`.execute(
    transaction,
  )
  const { numAffectedRows: texts = 0n } = await sql`
    UPDATE structure_revision SET person_id = NULL WHERE person_id = ${personId}`.execute(transaction)
  await sql`DELETE FROM structure_declaration WHERE person_id = ${personId} AND state <> 'accepted'`.execute(
    transaction,
  )
  await sql`UPDATE structure_declaration SET person_id = NULL WHERE person_id = ${personId}`.execute(transaction)
  return { claims, texts: drafts + texts }
}

/** Everything people said of a structure that is withdrawn: claims, texts, pictures, what it was declared as. */
export async function forgetStructure(transaction: Transaction<DB>, structureId: string): Promise<void> {
  await sql`DELETE FROM structure_claim WHERE structure_id = ${structureId}`.execute(transaction)
  await sql`DELETE FROM structure_revision WHERE structure_id = ${structureId}`.execute(transaction)
  await sql`DELETE FROM structure_declaration WHERE structure_id = ${structureId}`.execute(transaction)
  await sql`UPDATE structure_report SET body = '', email = NULL WHERE structure_id = ${structureId} AND answered_at IS NOT NULL`.execute(
    transaction,
  )
}

/** Texts a person wrote for organisations. */
export async function listTextsBy(db: Reader, personId: string) {
  const { rows } = await sql<{
    readonly title: string
    readonly savedAt: Date
    readonly content: Readonly<Record<string, unknown>>
    readonly state: string
  }>`
    SELECT title, saved_at AS "savedAt", content, each.state FROM structure_revision AS each
    JOIN structure ON structure.id = structure_id WHERE person_id = ${personId} ORDER BY saved_at`.execute(db)
  return rows
}

/** A structure an ambassador speaks for, and where it is. */
export type AmbassadorSeat = { readonly structureId: string; readonly epciCode: string | null }

/** What a person was made an ambassador by: the structures they speak for that hold the label on that day. */
export async function listAmbassadorSeats(
  db: Reader,
  personId: string,
  told: { readonly mark: string; readonly today: string },
): Promise<readonly AmbassadorSeat[]> {
  const { rows } = await sql<AmbassadorSeat>`
    SELECT claim.structure_id AS "structureId", epci_code AS "epciCode"
    FROM structure_claim AS claim JOIN structure ON structure.id = claim.structure_id
    LEFT JOIN commune ON commune.code = structure.commune_code
    WHERE person_id = ${personId} AND is_ambassador AND claim.state = 'accepted' AND structure.state = 'active'
      AND EXISTS (
        SELECT FROM (SELECT DISTINCT ON (kind) * FROM structure_recognition
                     WHERE structure_id = claim.structure_id AND name = ${told.mark}
                     ORDER BY kind, recorded_at DESC, id DESC) AS last
        WHERE event = 'begun' AND coalesce(starts_on <= ${told.today}::date, true)
          AND coalesce(ends_on >= ${told.today}::date, true))`.execute(db)
  return rows
}

/** The EPCI a commune is in; null when it is in none, or there is no commune. */
export async function findEpciCode(db: Reader, communeCode: string | null): Promise<string | null> {
  const { rows } = await sql<{ readonly epci: string | null }>`
    SELECT epci_code AS epci FROM commune WHERE code = ${communeCode}`.execute(db)
  return rows[0]?.epci ?? null
}
