import { type Kysely, sql, type Transaction } from 'kysely'
import { cents } from '#kernel/money'
import { assert } from '#kernel/result'
import type { DB } from '#platform/database'
import type { Role } from '#platform/sessions'
import type { Amounts, Campaign, Demand, DemandStep, Level } from '../../preparation/model.ts'

type Reader = Kysely<DB>

/** Who looks at demands while nobody said otherwise: a proposal of the house. */
const HOUSE_LEVELS: readonly Level[] = [
  { rank: 1, name: 'Agent', roles: ['agent', 'finance-agent', 'administrator'] },
  { rank: 2, name: 'Chef de mission', roles: ['administrator', 'agent'] },
  { rank: 3, name: 'Direction', roles: ['administrator'] },
  { rank: 4, name: 'Élu', roles: ['elected-member', 'administrator'] },
]

/** Levels from the first to the last; those of the house while the territory set none. */
export async function listLevels(db: Reader): Promise<readonly Level[]> {
  const rows = await db.selectFrom('budget_level').selectAll().orderBy('rank').execute()
  if (rows.length === 0) return HOUSE_LEVELS
  return rows.map(({ rank, name, roles }) => ({ rank, name, roles: roles as Role[] }))
}

export async function storeLevels(transaction: Transaction<DB>, levels: readonly Level[]): Promise<void> {
  await transaction.deleteFrom('budget_level').execute()
  await transaction
    .insertInto('budget_level')
    .values(levels.map(({ rank, name, roles }) => ({ rank, name, roles: [...roles] })))
    .execute()
}

export async function insertCampaign(
  transaction: Transaction<DB>,
  campaign: Campaign & { readonly openedBy: string | null },
): Promise<void> {
  await transaction
    .insertInto('budget_campaign')
    .values({
      id: campaign.id,
      year: campaign.year,
      opens_on: campaign.opensOn,
      closes_on: campaign.closesOn,
      opened_by: campaign.openedBy,
    })
    .execute()
}

/** Preparations there were, the latest first. */
export async function listCampaigns(db: Reader): Promise<readonly Campaign[]> {
  return (await campaigns(db).orderBy('year', 'desc').execute()).map(campaignOf)
}

export async function findCampaign(db: Reader, year: number): Promise<Campaign | undefined> {
  const row = await campaigns(db).where('year', '=', year).executeTakeFirst()
  return row && campaignOf(row)
}

/** Held until the end of the transaction: nobody asks for more while it is proposed. */
export async function lockCampaign(transaction: Transaction<DB>, year: number): Promise<Campaign | undefined> {
  await sql`SELECT FROM budget_campaign WHERE year = ${year} FOR UPDATE`.execute(transaction)
  return findCampaign(transaction, year)
}

export async function markProposed(
  transaction: Transaction<DB>,
  id: string,
  stageId: string,
  now: Date,
): Promise<void> {
  await transaction
    .updateTable('budget_campaign')
    .set({ stage_id: stageId, proposed_at: now })
    .where('id', '=', id)
    .execute()
}

/** Demands of a campaign by the code of their line, each with all that was said of it. */
export async function listDemands(db: Reader, campaignId: string): Promise<readonly Demand[]> {
  const { rows } = await sql<DemandRow>`
    SELECT demand.id, demand.campaign_id, demand.line_code, demand.version, (
      SELECT jsonb_agg(jsonb_build_object(
        'id', step.id, 'level', step.level, 'commitment', step.commitment_cents::text,
        'reason', reason.reason, 'at', step.taken_at,
        'years', (SELECT jsonb_agg(jsonb_build_object('year', each.year, 'cents', each.amount_cents::text) ORDER BY each.year)
                  FROM budget_demand_year each WHERE each.step_id = step.id)
      ) ORDER BY step.rank)
      FROM budget_demand_step step LEFT JOIN budget_demand_reason reason ON reason.step_id = step.id
      WHERE step.demand_id = demand.id) AS steps
    FROM budget_demand demand WHERE demand.campaign_id = ${campaignId} ORDER BY demand.line_code`.execute(db)
  return rows.map(demandOf)
}

export async function insertDemand(
  transaction: Transaction<DB>,
  demand: Pick<Demand, 'id' | 'campaignId' | 'lineCode'>,
): Promise<void> {
  await transaction
    .insertInto('budget_demand')
    .values({ id: demand.id, campaign_id: demand.campaignId, line_code: demand.lineCode, version: 1 })
    .execute()
}

/** Another word on a demand. @returns  false when somebody wrote since it was read */
export async function raiseVersion(transaction: Transaction<DB>, id: string, version: number): Promise<boolean> {
  const raised = await transaction
    .updateTable('budget_demand')
    .set({ version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return raised.numUpdatedRows === 1n
}

export async function insertDemandStep(
  transaction: Transaction<DB>,
  demandId: string,
  step: DemandStep & { readonly by: string | null },
): Promise<void> {
  const { amounts } = step
  await transaction
    .insertInto('budget_demand_step')
    .values({
      id: step.id,
      demand_id: demandId,
      level: step.level,
      commitment_cents: amounts.commitmentCents,
      taken_by: step.by,
      taken_at: step.at,
    })
    .execute()
  const years = amounts.years.map(({ year, cents: amount }) => ({ step_id: step.id, year, amount_cents: amount }))
  await transaction.insertInto('budget_demand_year').values(years).execute()
  await transaction.insertInto('budget_demand_reason').values({ step_id: step.id, reason: step.reason }).execute()
}

function campaigns(db: Reader) {
  return db
    .selectFrom('budget_campaign')
    .select(['id', 'year', 'proposed_at'])
    .select(sql<string>`to_char(opens_on, 'YYYY-MM-DD')`.as('opens_on'))
    .select(sql<string>`to_char(closes_on, 'YYYY-MM-DD')`.as('closes_on'))
}

type CampaignRow = Awaited<ReturnType<ReturnType<typeof campaigns>['executeTakeFirstOrThrow']>>

function campaignOf(row: CampaignRow): Campaign {
  return {
    id: row.id,
    year: row.year,
    opensOn: row.opens_on,
    closesOn: row.closes_on,
    proposedAt: row.proposed_at,
  }
}

type DemandRow = {
  readonly id: string
  readonly campaign_id: string
  readonly line_code: string
  readonly version: number
  readonly steps: readonly {
    readonly id: string
    readonly level: number
    readonly commitment: string | null
    readonly reason: string | null
    readonly at: string
    readonly years: readonly { readonly year: number; readonly cents: string }[]
  }[]
}

function demandOf(row: DemandRow): Demand {
  const [first, ...others] = row.steps.map(
    (step): DemandStep => ({
      id: step.id,
      level: step.level,
      amounts: {
        commitmentCents: step.commitment === null ? null : cents(BigInt(step.commitment)),
        years: step.years.map(({ year, cents: amount }): Amounts['years'][number] => ({
          year,
          cents: cents(BigInt(amount)),
        })),
      },
      reason: step.reason ?? '',
      at: new Date(step.at),
    }),
  )
  assert(first, 'a demand has its first step')
  return {
    id: row.id,
    campaignId: row.campaign_id,
    lineCode: row.line_code,
    version: row.version,
    steps: [first, ...others],
  }
}
