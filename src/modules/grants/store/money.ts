import type { Kysely } from 'kysely'
import { type Cents, cents } from '#kernel/money'
import { type Engagement, findEngagement, listEngagements, listPayments, type Payment } from '#modules/books'
import type { DB } from '#platform/database'
import type { Grant } from '../model.ts'
import { findByEngagement } from './grants.ts'

/** Where a grant is committed and paid. */
export type Money = {
  readonly engagement: Engagement
  /** Those of the engagement and of what it was carried over to, the last first. */
  readonly payments: readonly Payment[]
  readonly paidCents: Cents
}

/** @returns  undefined while the grant is tied to no engagement */
export async function findMoney(db: Kysely<DB>, { engagementId }: Grant): Promise<Money | undefined> {
  const engagement = engagementId === null ? undefined : await findEngagement(db, engagementId)
  if (!engagement) return undefined
  const chain = [engagement.id]
  const all = await listEngagements(db, { payeeId: engagement.payee.id })
  // What a year leaves is carried over to another engagement, which may be carried over in its turn.
  for (const id of chain) chain.push(...all.filter(({ carriedFrom }) => carriedFrom === id).map((each) => each.id))
  const found = await Promise.all(chain.map((id) => listPayments(db, { engagementId: id })))
  const payments = found.flat().toSorted((a, b) => (a.paidOn < b.paidOn ? 1 : -1))
  return { engagement, payments, paidCents: cents(payments.reduce((sum, { amountCents }) => sum + amountCents, 0n)) }
}

/** The published grant a payment carries out. */
export async function findGrantOfPayment(db: Kysely<DB>, mandateId: string): Promise<Grant | undefined> {
  const [payment] = await listPayments(db, { mandateId })
  if (payment?.kind !== 'grant') return undefined
  const chain: string[] = []
  let id: string | null = payment.engagementId
  while (id !== null && !chain.includes(id)) {
    chain.push(id)
    id = (await findEngagement(db, id))?.carriedFrom ?? null
  }
  const grant = await findByEngagement(db, chain)
  return grant?.publishedAt ? grant : undefined
}

/** Engagements of grants at the name of its beneficiaries, the last asked first; those declined are left out. */
export async function listEngagementsOf(db: Kysely<DB>, { beneficiaries }: Grant): Promise<readonly Engagement[]> {
  const sirets = beneficiaries.flatMap(({ siret }) => siret ?? [])
  const found = await Promise.all(sirets.map((siret) => listEngagements(db, { siret })))
  return found.flat().filter(({ kind, declinedAt }) => kind === 'grant' && declinedAt === null)
}
