import { type Kysely, sql } from 'kysely'
import { type Cents, cents } from '#kernel/money'
import type { DB } from '#platform/database'

/** What a line paid to organisations of a place. */
export type PaidAtPlace = {
  /** Of the line, as « F-65748-61 ». */
  readonly code: string
  /** SIREN of the EPCI where those who were paid have their seat; null: not known here, elsewhere, or a natural person. */
  readonly place: string | null
  readonly paidCents: Cents
}

/**
 * What was paid in a budget year, by line and by place: in one query, however many payments there are. A line without a
 * payment has no sum. A natural person has no place: nobody is found by where they live.
 */
export async function paidByLineAndPlace(db: Kysely<DB>, year: number): Promise<readonly PaidAtPlace[]> {
  const { rows } = await sql<{ readonly code: string; readonly place: string | null; readonly paid: bigint }>`
    SELECT line.code, commune.epci_code AS place, sum(liquidation.amount_cents)::bigint AS paid
    FROM budget_mandate AS mandate
    JOIN budget_liquidation AS liquidation ON liquidation.id = mandate.liquidation_id
    JOIN budget_engagement AS engagement ON engagement.id = liquidation.engagement_id
    JOIN budget_payee AS payee ON payee.id = engagement.payee_id
    JOIN budget_line AS line ON line.id = engagement.line_id
    LEFT JOIN structure ON structure.siren = left(payee.siret, 9) AND structure.state <> 'withdrawn'
    LEFT JOIN commune ON commune.code = structure.commune_code
    WHERE mandate.paid_on IS NOT NULL AND line.year = ${year}
    GROUP BY line.code, commune.epci_code
    ORDER BY line.code, commune.epci_code NULLS LAST`.execute(db)
  return rows.map(({ code, place, paid }) => ({ code, place, paidCents: cents(paid) }))
}
