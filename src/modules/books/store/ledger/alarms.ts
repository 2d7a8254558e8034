import { type Kysely, sql } from 'kysely'
import type { Day } from '#kernel/calendar'
import type { TransferId } from '#kernel/ledger'
import type { Cents } from '#kernel/money'
import type { DB } from '#platform/database'

export type Alarm = {
  readonly id: string
  readonly transferId: TransferId
  readonly raisedAt: Date
  readonly handledAt: Date | null
}

type NewAlarm = Pick<Alarm, 'id' | 'transferId' | 'raisedAt'> & {
  /** SHA-256 of what was asked. */
  readonly asked: Uint8Array
}

/** Whether it is a new one: the same request refused again is the same alarm. */
export async function insertAlarm(db: Kysely<DB>, { id, transferId, asked, raisedAt }: NewAlarm): Promise<boolean> {
  const { rows } = await sql`
    INSERT INTO ledger_alarm (id, transfer_id, asked_sha256, raised_at)
    VALUES (${id}, ${transferId}, ${Buffer.from(asked)}, ${raisedAt})
    ON CONFLICT ON CONSTRAINT ledger_alarm_is_raised_once DO NOTHING
    RETURNING 1`.execute(db)
  return rows.length > 0
}

/** Whether it was open. */
export async function insertHandling(db: Kysely<DB>, alarmId: string, handledAt: Date): Promise<boolean> {
  const { rows } = await sql`
    INSERT INTO ledger_alarm_handling (alarm_id, handled_at)
    SELECT id, ${handledAt}::timestamptz FROM ledger_alarm WHERE id = ${alarmId}
    ON CONFLICT (alarm_id) DO NOTHING
    RETURNING 1`.execute(db)
  return rows.length > 0
}

export type ToldAlarm = Alarm & {
  /** What is written under that identifier; what was asked instead is kept as a fingerprint only. */
  readonly written: {
    readonly code: string
    readonly amountCents: Cents
    readonly on: Day
    readonly recordedAt: Date
  } | null
}

/** Alarms to look into first, then the last ones, each beside what is written. */
export async function tellAlarms(db: Kysely<DB>, limit: number): Promise<readonly ToldAlarm[]> {
  const { rows } = await sql<Alarm & Nullable<NonNullable<ToldAlarm['written']>>>`
    SELECT alarm.id, transfer_id AS "transferId", raised_at AS "raisedAt", handled_at AS "handledAt", transfer.code,
      amount_cents AS "amountCents", day AS on, recorded_at AS "recordedAt"
    FROM ledger_alarm AS alarm
    LEFT JOIN ledger_alarm_handling ON alarm_id = alarm.id
    LEFT JOIN ledger_transfer AS transfer ON transfer.id = transfer_id
    ORDER BY handled_at IS NOT NULL, raised_at DESC, alarm.id LIMIT ${limit}`.execute(db)
  return rows.map(({ code, amountCents, on, recordedAt, ...alarm }) => {
    if (code === null || amountCents === null || on === null || recordedAt === null) return { ...alarm, written: null }
    return { ...alarm, written: { code, amountCents, on, recordedAt } }
  })
}

type Nullable<Row> = { readonly [Name in keyof Row]: Row[Name] | null }

export async function countOpenAlarms(db: Kysely<DB>): Promise<number> {
  const { rows } = await sql<{ readonly count: bigint }>`
    SELECT count(*) FROM ledger_alarm
    WHERE NOT EXISTS (SELECT FROM ledger_alarm_handling WHERE alarm_id = ledger_alarm.id)`.execute(db)
  return Number(rows[0]!.count)
}

/** The last first. */
export async function listAlarms(db: Kysely<DB>, limit: number): Promise<readonly Alarm[]> {
  const { rows } = await sql<Alarm>`
    SELECT alarm.id, transfer_id AS "transferId", raised_at AS "raisedAt", handled_at AS "handledAt"
    FROM ledger_alarm AS alarm LEFT JOIN ledger_alarm_handling ON alarm_id = alarm.id
    ORDER BY raised_at DESC, alarm.id LIMIT ${limit}`.execute(db)
  return rows
}
