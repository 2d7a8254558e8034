import { type Kysely, sql } from 'kysely'
import type { DB } from '#platform/database'
import type { Day } from '../roles/days.ts'

/** One line of the trail. */
export type JournalEntry = {
  readonly id: string
  readonly doneAt: Date
  readonly act: string
  readonly object: string
  readonly actor: string
  readonly actingFor: string | null
  readonly details: Readonly<Record<string, unknown>>
  /** Of the seal that holds it; null: not sealed yet. */
  readonly seal: number | null
}

export type JournalQuestion = {
  readonly act?: string | undefined
  readonly object?: string | undefined
  /** Who did it, as « person:0198… ». */
  readonly actor?: string | undefined
  /** Days of the territory's calendar, both included. */
  readonly from?: Day | undefined
  readonly until?: Day | undefined
}

/** Where a page begins: after this entry, towards the past. */
export type JournalPlace = { readonly doneAt: Date; readonly id: string }

/** Entries that answer, the last first. */
export async function listJournal(
  db: Kysely<DB>,
  question: JournalQuestion,
  limit: number,
  after?: JournalPlace,
): Promise<readonly JournalEntry[]> {
  const rows = await asked(db, question)
    .leftJoin('audit_sealed_entry', 'entry_id', 'audit_entry.id')
    .select(['audit_entry.id', 'done_at', 'act', 'object', 'actor', 'acting_for', 'details', 'seal_number'])
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(done_at, audit_entry.id) < (${after!.doneAt}, ${after!.id}::uuid)`),
    )
    .orderBy('done_at', 'desc')
    .orderBy('audit_entry.id', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    doneAt: row.done_at,
    act: row.act,
    object: row.object,
    actor: row.actor,
    actingFor: row.acting_for,
    details: row.details as Readonly<Record<string, unknown>>,
    seal: row.seal_number,
  }))
}

/** Where the page of this entry would continue; undefined when there is no such entry. */
export async function findJournalPlace(db: Kysely<DB>, id: string): Promise<JournalPlace | undefined> {
  const row = await db.selectFrom('audit_entry').select('done_at').where('id', '=', id).executeTakeFirst()
  return row && { id, doneAt: row.done_at }
}

export async function countJournal(db: Kysely<DB>, question: JournalQuestion): Promise<number> {
  const row = await asked(db, question)
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** Acts that the trail holds, by code. */
export async function listActs(db: Kysely<DB>): Promise<readonly string[]> {
  const rows = await db.selectFrom('audit_entry').select('act').distinct().orderBy('act').execute()
  return rows.map(({ act }) => act)
}

function asked(db: Kysely<DB>, { act, object, actor, from, until }: JournalQuestion) {
  return db
    .selectFrom('audit_entry')
    .$if(act !== undefined, (query) => query.where('act', '=', act!))
    .$if(object !== undefined, (query) => query.where('object', '=', object!))
    .$if(actor !== undefined, (query) => query.where('actor', '=', actor!))
    .$if(from !== undefined, (query) => query.where('done_at', '>=', midnight(from!)))
    .$if(until !== undefined, (query) =>
      query.where('done_at', '<', sql<Date>`(${until!}::date + 1) AT TIME ZONE 'Europe/Paris'`),
    )
}

function midnight(day: Day) {
  return sql<Date>`${day}::date AT TIME ZONE 'Europe/Paris'`
}
