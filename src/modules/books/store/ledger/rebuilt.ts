import { sql } from 'kysely'
import { legs, MONTH, summedLegs } from './legs.ts'

const SUMS = sql`
  sum(debits_pending) AS debits_pending, sum(debits_posted) AS debits_posted, sum(credits_pending) AS credits_pending,
  sum(credits_posted) AS credits_posted`

/** Accounts with a limit whose balance is not the sum of their lines. */
export const differingBalances = sql`
  WITH limited AS (SELECT array_agg(account_id) AS ids FROM ledger_balance),
  rebuilt AS (
    SELECT account_id, ${SUMS} FROM (${legs(sql`(SELECT ids FROM limited)::uuid[]`, sql`true`)}) AS leg GROUP BY account_id
  )
  SELECT kept.account_id FROM ledger_balance AS kept LEFT JOIN rebuilt USING (account_id)
  WHERE (kept.debits_pending, kept.debits_posted, kept.credits_pending, kept.credits_posted) IS DISTINCT FROM (
    coalesce(rebuilt.debits_pending, 0), coalesce(rebuilt.debits_posted, 0), coalesce(rebuilt.credits_pending, 0),
    coalesce(rebuilt.credits_posted, 0))`

/** Months whose sums are not those of the lines they hold, or that should be and are not. */
export const differingMonths = sql`
  WITH rebuilt AS (
    SELECT account_id, key AS month, ${SUMS}
    FROM (${summedLegs(null, sql`rank <= (SELECT up_to_rank FROM ledger_closing)`, MONTH)}) AS leg
    GROUP BY 1, 2
  )
  SELECT account_id || ' ' || month AS month FROM ledger_month AS kept FULL JOIN rebuilt USING (account_id, month)
  WHERE (kept.debits_pending, kept.debits_posted, kept.credits_pending, kept.credits_posted) IS DISTINCT FROM
    (rebuilt.debits_pending, rebuilt.debits_posted, rebuilt.credits_pending, rebuilt.credits_posted)`

/** Pending transfers posted beyond their amount, posted after their end, or whose state is not what the lines say. */
export const differingPendings = sql`
  WITH life AS (
    SELECT pending_id AS id,
      coalesce(sum(amount_cents) FILTER (WHERE kind = 'post'), 0) AS posted,
      sum(amount_cents) AS used,
      count(*) FILTER (WHERE kind <> 'post') AS ends,
      max(rank) FILTER (WHERE kind = 'post') AS last_post,
      min(rank) FILTER (WHERE kind <> 'post') AS first_end
    FROM ledger_transfer WHERE pending_id IS NOT NULL GROUP BY pending_id
  )
  SELECT coalesce(held.id, pending.id, life.id)
  FROM (SELECT id, amount_cents FROM ledger_transfer WHERE kind = 'pending') AS held
  FULL JOIN ledger_pending AS pending USING (id)
  FULL JOIN life USING (id)
  WHERE held.id IS NULL OR pending.id IS NULL
    OR pending.amount_cents <> held.amount_cents
    OR pending.posted_cents <> coalesce(life.posted, 0)
    OR pending.is_ended <> (coalesce(life.ends, 0) > 0)
    OR life.used > held.amount_cents OR life.ends > 1
    OR (life.ends = 1 AND life.used <> held.amount_cents) OR life.last_post > life.first_end`
