import { type Kysely, type Selectable, sql, type Transaction, type Updateable } from 'kysely'
import type { Day } from '#kernel/calendar'
import { cents } from '#kernel/money'
import type { GrantBeneficiary as BeneficiaryRow, GrantConvention as ConventionRow, DB } from '#platform/database'
import type { Beneficiary, DeMinimis, Grant, GrantDraft, Nature, PaidActivity } from '../model.ts'

/** What narrows the list of the desk. */
export type Narrowing = {
  /** Words of the name, the purpose or the number of the beneficiary. */
  readonly words?: string
  readonly year?: number
  /** Not published yet. */
  readonly isWaiting?: boolean
}

/** After which grant a page begins: the last of the page before. */
export type After = { readonly grantedOn: Day; readonly id: string }

export async function findGrant(db: Kysely<DB>, id: string): Promise<Grant | undefined> {
  const rows = await conventions(db).where('id', '=', id).execute()
  return (await withBeneficiaries(db, rows))[0]
}

/** The last granted first. */
export async function listGrants(
  db: Kysely<DB>,
  { words = '', year, isWaiting }: Narrowing,
  limit: number,
  after?: After,
): Promise<readonly Grant[]> {
  const rows = await conventions(db)
    .$if(words !== '', (query) => query.where(answers(words)))
    .$if(year !== undefined, (query) => query.where(sql<boolean>`extract(year FROM granted_on) = ${year}`))
    .$if(isWaiting === true, (query) => query.where('published_at', 'is', null))
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(granted_on, id) < (${after?.grantedOn}::date, ${after?.id}::uuid)`),
    )
    .orderBy('grant_convention.granted_on', 'desc')
    .orderBy('grant_convention.id', 'desc')
    .limit(limit)
    .execute()
  return withBeneficiaries(db, rows)
}

export async function countGrants(db: Kysely<DB>, { words = '', year, isWaiting }: Narrowing) {
  const row = await db
    .selectFrom('grant_convention')
    .select([sql<string>`count(*)`.as('count'), sql<string | null>`sum(total_cents)`.as('total')])
    .$if(words !== '', (query) => query.where(answers(words)))
    .$if(year !== undefined, (query) => query.where(sql<boolean>`extract(year FROM granted_on) = ${year}`))
    .$if(isWaiting === true, (query) => query.where('published_at', 'is', null))
    .executeTakeFirstOrThrow()
  return { count: Number(row.count), totalCents: cents(BigInt(row.total ?? 0)) }
}

/** Published grants in the order they were granted, some at a time: the file is written as it is read. */
export async function* readPublished(
  db: Kysely<DB>,
  { from = '0001-01-01', to = '9999-12-31' }: { readonly from?: Day | undefined; readonly to?: Day | undefined } = {},
): AsyncGenerator<readonly Grant[]> {
  const day = sql<string>`coalesce(signed_on, granted_on)`
  let last: { readonly on: Day; readonly id: string } | undefined
  for (;;) {
    const after = last
    const rows = await conventions(db)
      .where('published_at', 'is not', null)
      .where(sql<boolean>`${day} BETWEEN ${from}::date AND ${to}::date`)
      .$if(after !== undefined, (query) =>
        query.where(sql<boolean>`(${day}, id) > (${after?.on}::date, ${after?.id}::uuid)`),
      )
      .orderBy(day)
      .orderBy('id')
      .limit(BATCH)
      .execute()
    const end = rows.at(-1)
    if (end) yield await withBeneficiaries(db, rows)
    if (!end || rows.length < BATCH) return
    last = { on: end.signed_on ?? end.granted_on, id: end.id }
  }
}

export async function lastChange(db: Kysely<DB>): Promise<Date | undefined> {
  const row = await db
    .selectFrom('grant_convention')
    .select(({ fn }) => fn.max('published_at').as('at'))
    .executeTakeFirst()
  return row?.at ?? undefined
}

export async function isGrantKnown(db: Kysely<DB>): Promise<boolean> {
  return (await db.selectFrom('grant_convention').select('id').limit(1).executeTakeFirst()) !== undefined
}

export async function insertGrant(
  transaction: Transaction<DB>,
  { beneficiaries, ...draft }: GrantDraft,
  { id, naturalKey, now }: { readonly id: string; readonly naturalKey: Uint8Array; readonly now: Date },
): Promise<void> {
  await transaction
    .insertInto('grant_convention')
    .values({
      id,
      natural_key: Buffer.from(naturalKey),
      engagement_id: draft.engagementId,
      created_at: now,
      ...rowOf(draft),
    })
    .execute()
  await insertBeneficiaries(transaction, id, beneficiaries)
}

/** Writes a grant anew, if it still is the one that was read. @returns  false when somebody corrected it meanwhile */
export async function rewriteGrant(
  transaction: Transaction<DB>,
  { beneficiaries, ...draft }: GrantDraft,
  { id, version }: { readonly id: string; readonly version: number },
): Promise<boolean> {
  if (!(await changeGrant(transaction, { id, version }, rowOf(draft)))) return false
  await transaction.deleteFrom('grant_beneficiary').where('convention_id', '=', id).execute()
  await insertBeneficiaries(transaction, id, beneficiaries)
  return true
}

/** Ties a grant to where it is committed and paid, or unties it. @returns  false when somebody changed it meanwhile */
export function tieEngagement(
  transaction: Transaction<DB>,
  known: { readonly id: string; readonly version: number },
  engagementId: string | null,
): Promise<boolean> {
  return changeGrant(transaction, known, { engagement_id: engagementId })
}

/** The grant an engagement carries out; one at most. */
export async function findByEngagement(db: Kysely<DB>, engagementIds: readonly string[]): Promise<Grant | undefined> {
  if (engagementIds.length === 0) return undefined
  const rows = await conventions(db).where('engagement_id', 'in', engagementIds).limit(1).execute()
  return (await withBeneficiaries(db, rows))[0]
}

/** @returns  false when it is published already, or unknown */
export async function markPublished(transaction: Transaction<DB>, id: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable('grant_convention')
    .set({ published_at: now })
    .where('id', '=', id)
    .where('published_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

const BATCH = 2_000

async function changeGrant(
  transaction: Transaction<DB>,
  { id, version }: { readonly id: string; readonly version: number },
  change: Updateable<ConventionRow>,
): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable('grant_convention')
    .set({ ...change, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

async function insertBeneficiaries(transaction: Transaction<DB>, id: string, beneficiaries: readonly Beneficiary[]) {
  await transaction
    .insertInto('grant_beneficiary')
    .values(beneficiaries.map((each, index) => ({ convention_id: id, position: index + 1, ...beneficiaryRow(each) })))
    .execute()
}

function rowOf(draft: Omit<GrantDraft, 'beneficiaries'>) {
  return {
    authority_name: draft.authorityName,
    authority_siret: draft.authoritySiret,
    granted_on: draft.grantedOn,
    signed_on: draft.signedOn,
    decision_id: draft.decisionId,
    decision_reference: draft.decisionReference,
    purpose: draft.purpose,
    nature: draft.nature,
    total_cents: draft.totalCents,
    in_kind_cents: draft.inKindCents,
    conditions: draft.conditions,
    pays_from: draft.paysFrom,
    pays_until: draft.paysUntil,
    rae_id: draft.raeId,
    is_eu_notified: draft.isEuNotified,
    scheme: draft.scheme,
    legal_basis: draft.legalBasis,
    payment_nature: draft.paidActivity,
    economic_basis: draft.economicBasis,
    de_minimis: draft.deMinimis,
    is_fictitious: draft.isFictitious,
  }
}

type Convention = Omit<Selectable<ConventionRow>, 'granted_on' | 'signed_on' | 'pays_from' | 'pays_until'> & {
  readonly granted_on: Day
  readonly signed_on: Day | null
  readonly pays_from: Day
  readonly pays_until: Day | null
}

function conventions(db: Kysely<DB>) {
  return db
    .selectFrom('grant_convention')
    .selectAll()
    .select([
      sql<Day>`granted_on::text`.as('granted_on'),
      sql<Day | null>`signed_on::text`.as('signed_on'),
      sql<Day>`pays_from::text`.as('pays_from'),
      sql<Day | null>`pays_until::text`.as('pays_until'),
    ])
    .$castTo<Convention>()
}

function answers(words: string) {
  const like = `%${words.replace(/[\\%_]/g, '\\$&')}%`
  return sql<boolean>`(purpose ILIKE ${like} OR id IN (
    SELECT convention_id FROM grant_beneficiary WHERE name ILIKE ${like} OR siret LIKE ${like} OR rna LIKE ${like}))`
}

async function withBeneficiaries(db: Kysely<DB>, rows: readonly Convention[]): Promise<readonly Grant[]> {
  if (rows.length === 0) return []
  const found = await db
    .selectFrom('grant_beneficiary')
    .selectAll()
    .where(sql<boolean>`convention_id = ANY(${rows.map(({ id }) => id)}::uuid[])`)
    .orderBy('convention_id')
    .orderBy('position')
    .execute()
  const byGrant = Map.groupBy(found, (row) => row.convention_id)
  return rows.map((row) => grantOf(row, (byGrant.get(row.id) ?? []).map(beneficiaryOf)))
}

function grantOf(row: Convention, beneficiaries: readonly Beneficiary[]): Grant {
  return {
    id: row.id,
    importId: row.import_id,
    authorityName: row.authority_name,
    authoritySiret: row.authority_siret,
    grantedOn: row.granted_on,
    signedOn: row.signed_on,
    decisionId: row.decision_id,
    decisionReference: row.decision_reference,
    purpose: row.purpose,
    nature: row.nature as Nature,
    totalCents: cents(row.total_cents),
    inKindCents: row.in_kind_cents === null ? null : cents(row.in_kind_cents),
    conditions: row.conditions,
    paysFrom: row.pays_from,
    paysUntil: row.pays_until,
    raeId: row.rae_id,
    isEuNotified: row.is_eu_notified,
    scheme: row.scheme,
    legalBasis: row.legal_basis,
    paidActivity: row.payment_nature as PaidActivity | null,
    economicBasis: row.economic_basis,
    deMinimis: row.de_minimis as DeMinimis | null,
    engagementId: row.engagement_id,
    publishedAt: row.published_at,
    isFictitious: row.is_fictitious,
    version: row.version,
    beneficiaries,
  }
}

function beneficiaryOf(row: Selectable<BeneficiaryRow>): Beneficiary {
  const { name, siret, rna } = row
  return { name, siret, rna, isNaturalPerson: row.is_natural_person, shareMillionths: row.share_millionths }
}

function beneficiaryRow({ name, siret, rna, isNaturalPerson, shareMillionths }: Beneficiary) {
  return { name, siret, rna, is_natural_person: isNaturalPerson, share_millionths: shareMillionths }
}
