import type { Kysely, Transaction } from 'kysely'
import type { DB } from '#platform/database'
import type { Seat, SeatOffice } from '../../sealed/poll.ts'

/** The seats held at that moment, by office and number. */
export async function listSeats(db: Kysely<DB>, pollId: string, now: Date): Promise<readonly Seat[]> {
  const rows = await seats(db, now).where('poll_id', '=', pollId).orderBy('office').orderBy('number').execute()
  return rows.map(seatOf)
}

/** The seat that this person holds in a poll at that moment, if they hold one of that office. */
export async function findSeat(
  db: Kysely<DB>,
  pollId: string,
  office: SeatOffice,
  personId: string,
  now: Date,
): Promise<Seat | undefined> {
  const row = await seats(db, now)
    .where('poll_id', '=', pollId)
    .where('office', '=', office)
    .where('person_id', '=', personId)
    .orderBy('number')
    .executeTakeFirst()
  return row && seatOf(row)
}

function seats(db: Kysely<DB>, now: Date) {
  return db
    .selectFrom('poll_seat')
    .selectAll()
    .where('since', '<=', now)
    .where((where) => where.or([where('until', 'is', null), where('until', '>', now)]))
}

type Row = Awaited<ReturnType<ReturnType<typeof seats>['executeTakeFirstOrThrow']>>

function seatOf(row: Row): Seat {
  return {
    id: row.id,
    pollId: row.poll_id,
    office: row.office as SeatOffice,
    number: row.number,
    personId: row.person_id,
    since: row.since,
    until: row.until,
  }
}

/** Gives a free seat, or one whose time is over. */
export async function insertSeat(transaction: Transaction<DB>, seat: Seat, givenBy: string): Promise<void> {
  await transaction
    .deleteFrom('poll_seat')
    .where('poll_id', '=', seat.pollId)
    .where('office', '=', seat.office)
    .where('number', '=', seat.number)
    .where('until', '<=', seat.since)
    .execute()
  await transaction
    .insertInto('poll_seat')
    .values({
      id: seat.id,
      poll_id: seat.pollId,
      office: seat.office,
      number: seat.number,
      person_id: seat.personId,
      given_by: givenBy,
      since: seat.since,
      until: seat.until,
    })
    .execute()
}

/** Ends it now, or takes it back when it has not begun. */
export async function endSeat(transaction: Transaction<DB>, id: string): Promise<void> {
  await transaction.deleteFrom('poll_seat').where('id', '=', id).execute()
}

/** Seats this person holds now, whatever the poll. */
export async function listSeatsOf(db: Kysely<DB>, personId: string, now: Date): Promise<readonly Seat[]> {
  const rows = await seats(db, now).where('person_id', '=', personId).orderBy('since').execute()
  return rows.map(seatOf)
}

/** Every seat a person was given, in words for who takes their data away. */
export async function listEverySeatOf(db: Kysely<DB>, personId: string) {
  const rows = await db
    .selectFrom('poll_seat')
    .innerJoin('sealed_poll', 'sealed_poll.id', 'poll_id')
    .select(['slug', 'office', 'number', 'since', 'until'])
    .where('person_id', '=', personId)
    .orderBy('since')
    .execute()
  return rows.map(({ slug, office, number, since, until }) => ({
    vote: slug,
    fonction: office,
    place: number,
    depuis: since,
    jusque: until,
  }))
}

/** Takes back the seats of polls that are not between their publication and their result. */
export async function endFreeSeatsOf(transaction: Transaction<DB>, personId: string): Promise<void> {
  await transaction
    .deleteFrom('poll_seat')
    .where('person_id', '=', personId)
    .where((where) =>
      where.or([
        where.not(
          where.exists(
            where
              .selectFrom('sealed_poll_manifest')
              .select('published_at')
              .whereRef('sealed_poll_manifest.poll_id', '=', 'poll_seat.poll_id'),
          ),
        ),
        where.exists(
          where
            .selectFrom('poll_milestone')
            .select('at')
            .whereRef('poll_milestone.poll_id', '=', 'poll_seat.poll_id')
            .where('kind', '=', 'result'),
        ),
      ]),
    )
    .execute()
}

export async function countSeatsOf(db: Kysely<DB>, personId: string): Promise<number> {
  const { count } = await db
    .selectFrom('poll_seat')
    .select((select) => select.fn.countAll().as('count'))
    .where('person_id', '=', personId)
    .executeTakeFirstOrThrow()
  return Number(count)
}
