import { type Kysely, sql, type Transaction } from 'kysely'
import type { Day } from '#kernel/calendar'
import { type Cents, cents } from '#kernel/money'
import type { DB } from '#platform/database'
import type { EngagementBalances } from '../../budget/engagement.ts'
import type { ExecutedLine, LineExecution, ReceiptExecution } from '../../budget/line.ts'
import type { AccountStage } from './accounts.ts'
import { listLines } from './lines.ts'

type Reader = Kysely<DB>
type Held = Partial<Record<AccountStage, Cents>>

/**
 * Lines of a year with what became of their credits, now or at the end of a day. What is engaged holds what is liquidated,
 * which holds what is mandated, which holds what is paid.
 */
export async function listExecution(db: Reader, year: number, on?: Day): Promise<readonly ExecutedLine[]> {
  const [lines, held] = await Promise.all([
    listLines(db, year),
    readHeld(db, sql`line.year = ${year}`, sql`line.id`, on),
  ])
  return lines.map((line) => {
    const own = held.get(line.id) ?? {}
    return { ...line, execution: executionOf(own, line.direction === 'expense'), receipts: receiptsOf(own) }
  })
}

/** The same for one line. */
export async function executionOfLine(db: Reader, lineId: string, on?: Day): Promise<LineExecution> {
  const held = await readHeld(db, sql`line.id = ${lineId}`, sql`line.id`, on)
  return executionOf(held.get(lineId) ?? {}, true)
}

/** Where the money of each of these engagements is; those that took no credits are absent. */
export async function balancesOfEngagements(
  db: Reader,
  ids: readonly string[],
  on?: Day,
): Promise<ReadonlyMap<string, EngagementBalances>> {
  if (ids.length === 0) return new Map()
  const held = await readHeld(db, sql`engagement.id = ANY(${ids}::uuid[])`, sql`engagement.id`, on)
  return new Map([...held].map(([id, own]) => [id, balancesFrom(own)]))
}

/** What is left of an authorisation. */
export async function leftOfAuthorisations(db: Reader): Promise<ReadonlyMap<string, Cents>> {
  const { rows } = await sql<{ id: string; left: bigint }>`
    SELECT account.authorisation_id AS id, (balance.credits_posted - balance.debits_posted)::bigint AS left
    FROM budget_account AS account JOIN ledger_balance AS balance USING (account_id)
    WHERE account.stage = 'authorised'`.execute(db)
  return new Map(rows.map(({ id, left }) => [id, cents(left)]))
}

/**
 * What engagements on one object of a decision hold at these stages, those whose convention is signed only. Nobody else
 * signs or mandates on that object before the end of the act.
 */
export async function holdDecided(
  transaction: Transaction<DB>,
  object: string,
  stages: readonly AccountStage[],
): Promise<Cents> {
  await sql`SELECT pg_advisory_xact_lock(${DECIDED}, hashtext(${object}))`.execute(transaction)
  return sumHeld(
    transaction,
    sql`engagement.decision_object = ${object} AND engagement.legally_committed_on IS NOT NULL`,
    stages,
  )
}

const DECIDED = 4_711_008

/** What engagements under an authorisation hold, of every year: its CP that are taken. */
export function engagedUnder(db: Reader, authorisationId: string): Promise<Cents> {
  const all = ['committed', 'liquidated', 'mandated', 'paid'] as const
  return sumHeld(db, sql`engagement.authorisation_id = ${authorisationId}`, all)
}

async function sumHeld(db: Reader, where: ReturnType<typeof sql>, stages: readonly AccountStage[]): Promise<Cents> {
  const { rows } = await sql<{ held: bigint }>`
    SELECT coalesce(sum(credits_posted - debits_posted), 0)::bigint AS held
    FROM budget_engagement AS engagement
    JOIN budget_account AS account ON account.engagement_id = engagement.id
    JOIN ledger_balance USING (account_id)
    WHERE ${where} AND account.stage = ANY(${stages}::text[])`.execute(db)
  return cents(rows[0]!.held)
}

function balancesFrom(held: Held): EngagementBalances {
  return {
    committedCents: held.committed ?? cents(0n),
    liquidatedCents: held.liquidated ?? cents(0n),
    mandatedCents: held.mandated ?? cents(0n),
    paidCents: held.paid ?? cents(0n),
  }
}

// Each cent is in one account: what is engaged is the sum of those further on.
function executionOf(held: Held, isExpense: boolean): LineExecution {
  const { committedCents, liquidatedCents, mandatedCents, paidCents } = balancesFrom(isExpense ? held : {})
  const mandated = cents(mandatedCents + paidCents)
  const liquidated = cents(liquidatedCents + mandated)
  const engaged = cents(committedCents + liquidated)
  const availableCents = isExpense ? (held.available ?? cents(0n)) : cents(0n)
  const carriedCents = held.carried ?? cents(0n)
  return {
    openedCents: cents(availableCents + engaged + carriedCents),
    engagedCents: engaged,
    liquidatedCents: liquidated,
    mandatedCents: mandated,
    paidCents,
    carriedCents,
    availableCents,
  }
}

function receiptsOf(held: Held): ReceiptExecution {
  const collectedCents = held.collected ?? cents(0n)
  const isReceipt = held.issued !== undefined
  return {
    forecastCents: isReceipt ? (held.available ?? cents(0n)) : cents(0n),
    issuedCents: cents((held.issued ?? 0n) + collectedCents),
    collectedCents,
  }
}

/** What the accounts of lines and of their engagements hold: from the balances for now, from the journal for a day. */
async function readHeld(
  db: Reader,
  where: ReturnType<typeof sql>,
  by: ReturnType<typeof sql>,
  on: Day | undefined,
): Promise<ReadonlyMap<string, Held>> {
  const held =
    on === undefined
      ? sql`SELECT credits_posted - debits_posted FROM ledger_balance WHERE account_id = account.account_id`
      : sql`SELECT coalesce((SELECT sum(amount_cents) FROM ledger_transfer AS came
                     WHERE came.credit_account = account.account_id AND came.kind IN ('posted', 'post') AND came.day <= ${on}), 0)
                 - coalesce((SELECT sum(amount_cents) FROM ledger_transfer AS left_it
                     WHERE left_it.debit_account = account.account_id AND left_it.kind IN ('posted', 'post')
                       AND left_it.day <= ${on}), 0)`
  const { rows } = await sql<{ id: string; stage: AccountStage; held: bigint }>`
    SELECT ${by} AS id, account.stage, sum((${held}))::bigint AS held
    FROM budget_account AS account
    LEFT JOIN budget_engagement AS engagement ON engagement.id = account.engagement_id
    JOIN budget_line AS line ON line.id = coalesce(account.line_id, engagement.line_id)
    WHERE ${where} GROUP BY 1, 2`.execute(db)
  const byId = new Map<string, Held>()
  for (const { id, stage, held: amount } of rows) byId.set(id, { ...byId.get(id), [stage]: cents(amount) })
  return byId
}
