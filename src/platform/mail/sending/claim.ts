import { type Kysely, sql, type Transaction } from 'kysely'
import type { DB } from '#platform/database'
import type { MailList, MailParagraph } from '../post.ts'
import { DEFAULT_PACE, type DomainState, pacedAfter, roomsOf } from './pace.ts'

/** A mail in the hands of one sender, with what is needed to write it out. */
export type MailInHand = {
  readonly id: string
  readonly kind: string
  readonly recipient: string
  readonly domain: string
  readonly subject: string
  readonly paragraphs: readonly MailParagraph[]
  readonly list: MailList | null
  readonly isAwaited: boolean
  readonly usefulUntil: Date | null
  readonly writtenAt: Date
  readonly deferralCount: number
}

export type Claiming = {
  readonly senderId: string
  readonly now: Date
  readonly leaseMs: number
  /** Hands that are free. */
  readonly most: number
  /** Hands that slow domains may hold together. */
  readonly slowMost: number
}

// Any number: it names the lock under which senders choose, one after the other, for a few milliseconds.
const CHOOSING = 4_711_016

/**
 * Takes mails in hand: those somebody waits for, then the oldest of each domain that has room. All limits are in the database
 * and senders choose one after the other, so they hold whatever the number of processes.
 *
 * @returns  nothing while the post is stopped or rests; one mail after a rest, to see
 */
export async function claimMails(db: Kysely<DB>, claiming: Claiming): Promise<readonly MailInHand[]> {
  return db.transaction().execute(async (transaction) => {
    await sql`SELECT pg_advisory_xact_lock(${CHOOSING})`.execute(transaction)
    const office = await transaction.selectFrom('mail_office').selectAll().executeTakeFirstOrThrow()
    if (office.stopped_at !== null || (office.resting_until !== null && office.resting_until > claiming.now)) return []
    const isTrying = office.failure_count > 0
    const taken = await takeDue(transaction, isTrying ? { ...claiming, most: 1 } : claiming)
    if (isTrying && taken.length > 0) await restWhileTrying(transaction, claiming)
    return taken
  })
}

async function takeDue(transaction: Transaction<DB>, claiming: Claiming): Promise<readonly MailInHand[]> {
  const awaited = await takeAwaited(transaction, claiming)
  const most = claiming.most - awaited.length
  return most === 0 ? awaited : [...awaited, ...(await takeByDomain(transaction, { ...claiming, most }))]
}

// One of us looks whether the server is back; the others wait for what it finds.
async function restWhileTrying(transaction: Transaction<DB>, { now, leaseMs }: Claiming): Promise<void> {
  const until = new Date(now.getTime() + leaseMs)
  await transaction.updateTable('mail_office').set({ resting_until: until }).execute()
}

function takeAwaited(transaction: Transaction<DB>, claiming: Claiming): Promise<readonly MailInHand[]> {
  const { now, most } = claiming
  return take(
    transaction,
    claiming,
    sql`SELECT id FROM mail WHERE state = 'waiting' AND is_awaited AND due_at <= ${now} AND ${isFree(now)}
        ORDER BY due_at LIMIT ${most} FOR UPDATE SKIP LOCKED`,
  )
}

async function takeByDomain(transaction: Transaction<DB>, claiming: Claiming): Promise<readonly MailInHand[]> {
  const { now, most, slowMost } = claiming
  const states = await listStates(transaction, now)
  const rooms = roomsOf(states, slowMost, now)
  if (rooms.length === 0) return []
  const taken = await take(
    transaction,
    claiming,
    sql`SELECT one.id
        FROM unnest(${rooms.map(({ domain }) => domain)}::text[], ${rooms.map(({ room }) => room)}::int[]) AS open (domain, room),
          LATERAL (
            SELECT id, due_at FROM mail
            WHERE domain = open.domain AND state = 'waiting' AND NOT is_awaited AND due_at <= ${now} AND ${isFree(now)}
            ORDER BY due_at LIMIT open.room FOR UPDATE SKIP LOCKED) AS one
        ORDER BY one.due_at LIMIT ${most}`,
  )
  await keepPace(transaction, states, taken, now)
  return taken
}

/** Domains that have a mail waiting, found by leaping from one to the next in the index. */
async function listStates(transaction: Transaction<DB>, now: Date): Promise<readonly DomainState[]> {
  const { rows } = await sql<Omit<DomainState, 'pace'> & { perMinute: number | null; atOnce: number | null }>`
    WITH RECURSIVE waiting AS (
      (SELECT domain FROM mail WHERE state = 'waiting' AND NOT is_awaited ORDER BY domain LIMIT 1)
      UNION ALL
      SELECT (SELECT mail.domain FROM mail WHERE state = 'waiting' AND NOT is_awaited AND mail.domain > waiting.domain
              ORDER BY mail.domain LIMIT 1)
      FROM waiting WHERE waiting.domain IS NOT NULL
    ), in_hand AS (
      SELECT domain, count(*)::int AS count FROM mail WHERE leased_by IS NOT NULL AND leased_until > ${now} GROUP BY domain
    )
    SELECT waiting.domain, paced_until AS "pacedUntil", resting_until AS "restingUntil", coalesce(is_slow, false) AS "isSlow",
           coalesce(in_hand.count, 0) AS "inHand", coalesce(own.per_minute, shared.per_minute) AS "perMinute",
           coalesce(own.at_once, shared.at_once) AS "atOnce"
    FROM waiting
    LEFT JOIN mail_domain ON mail_domain.domain = waiting.domain
    LEFT JOIN in_hand ON in_hand.domain = waiting.domain
    LEFT JOIN mail_pace AS own ON own.domain = waiting.domain
    LEFT JOIN mail_pace AS shared ON shared.domain = '*'
    WHERE waiting.domain IS NOT NULL`.execute(transaction)
  return rows.map(({ perMinute, atOnce, ...state }) => ({
    ...state,
    pace: { perMinute: perMinute ?? DEFAULT_PACE.perMinute, atOnce: atOnce ?? DEFAULT_PACE.atOnce },
  }))
}

async function take(
  transaction: Transaction<DB>,
  { senderId, now, leaseMs }: Claiming,
  chosen: ReturnType<typeof sql>,
): Promise<readonly MailInHand[]> {
  const { rows } = await sql<MailInHand>`
    WITH chosen AS MATERIALIZED (${chosen})
    UPDATE mail SET leased_by = ${senderId}, leased_until = ${new Date(now.getTime() + leaseMs)}
    FROM chosen WHERE mail.id = chosen.id
    RETURNING mail.id, kind, recipient, domain, subject, paragraphs, list, is_awaited AS "isAwaited",
              useful_until AS "usefulUntil", written_at AS "writtenAt", deferral_count AS "deferralCount"`.execute(
    transaction,
  )
  return rows
}

async function keepPace(
  transaction: Transaction<DB>,
  states: readonly DomainState[],
  taken: readonly MailInHand[],
  now: Date,
): Promise<void> {
  const counts = Map.groupBy(taken, ({ domain }) => domain)
  const paced = states.flatMap((state) => {
    const count = counts.get(state.domain)?.length ?? 0
    return count === 0 ? [] : [{ domain: state.domain, until: pacedAfter(state, count, now) }]
  })
  if (paced.length === 0) return
  await sql`
    INSERT INTO mail_domain (domain, paced_until)
    SELECT * FROM unnest(${paced.map(({ domain }) => domain)}::text[], ${paced.map(({ until }) => until)}::timestamptz[])
    ON CONFLICT (domain) DO UPDATE SET paced_until = excluded.paced_until`.execute(transaction)
}

function isFree(now: Date) {
  return sql`(leased_until IS NULL OR leased_until <= ${now})`
}
