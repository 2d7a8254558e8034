import { type Kysely, sql, type Transaction } from 'kysely'
import { actingAs, type DB, readAs } from '#platform/database'

/** A text message that waits. */
export type WaitingSms = { readonly recipient: string; readonly words: string; readonly usefulUntil: Date }

/** What one more message costs, and what its day may hold. */
export type SmsSpending = {
  readonly day: string
  readonly cents: bigint
  readonly dayCents: bigint
  readonly dayMessages: number
}

/**
 * Pays one message, under the lock of its day: several processes together spend no more than the budget.
 *
 * @returns  false when the day does not hold one more
 */
export async function spendOnSms(registrar: Transaction<DB>, spending: SmsSpending): Promise<boolean> {
  const { day, cents, dayCents, dayMessages } = spending
  if (cents > dayCents || dayMessages < 1) return false
  const { rows } = await sql`
    INSERT INTO sms_day (day, spent_cents, message_count, budget_cents, budget_messages)
    VALUES (${day}, ${cents}, 1, ${dayCents}, ${dayMessages})
    ON CONFLICT (day) DO UPDATE SET spent_cents = sms_day.spent_cents + excluded.spent_cents,
      message_count = sms_day.message_count + 1,
      budget_cents = excluded.budget_cents, budget_messages = excluded.budget_messages
      WHERE sms_day.spent_cents + excluded.spent_cents <= ${dayCents} AND sms_day.message_count < ${dayMessages}
    RETURNING day`.execute(registrar)
  return rows.length === 1
}

/** What was spent that day, and of how much; undefined: nothing. */
export type SmsDay = {
  readonly spentCents: bigint
  readonly messageCount: number
  readonly budgetCents: bigint
  readonly budgetMessages: number
}

export function findSmsDay(db: Kysely<DB>, day: string): Promise<SmsDay | undefined> {
  return readAs(db, 'registrar', async (registrar) => {
    const { rows } = await sql<SmsDay>`
      SELECT spent_cents AS "spentCents", message_count AS "messageCount", budget_cents AS "budgetCents",
             budget_messages AS "budgetMessages"
      FROM sms_day WHERE day = ${day}`.execute(registrar)
    return rows[0]
  })
}

export async function insertSms(registrar: Transaction<DB>, id: string, sms: WaitingSms): Promise<void> {
  const { recipient, words, usefulUntil } = sms
  await registrar.insertInto('vote_sms').values({ id, recipient, words, useful_until: usefulUntil }).execute()
}

/** A message to send; undefined when it was sent, or is no use any more. */
export function findWaitingSms(db: Kysely<DB>, id: string, now: Date): Promise<WaitingSms | undefined> {
  return readAs(db, 'registrar', async (registrar) => {
    const row = await registrar.selectFrom('vote_sms').selectAll().where('id', '=', id).executeTakeFirst()
    if (!row || row.useful_until <= now) return undefined
    return { recipient: row.recipient, words: row.words, usefulUntil: row.useful_until }
  })
}

/** Its number is forgotten: it was sent, or never will be. */
export async function deleteSms(db: Kysely<DB>, id: string): Promise<void> {
  await db.transaction().execute((transaction) =>
    actingAs(transaction, 'registrar', async (registrar) => {
      await registrar.deleteFrom('vote_sms').where('id', '=', id).execute()
    }),
  )
}
