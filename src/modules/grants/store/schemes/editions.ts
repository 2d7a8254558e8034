import type { Selectable, Transaction } from 'kysely'
import type { DB, SchemeEdition as EditionRow } from '#platform/database'
import { type Edition, rulesFrom, rulesText, type Stage, type Window } from '../../schemes/index.ts'
import type { Reader } from './schemes.ts'

export type NewEdition = Pick<
  Edition,
  'id' | 'schemeId' | 'slug' | 'title' | 'prefix' | 'rules' | 'decisionId' | 'isFictitious'
> & { readonly createdAt: Date }

/** @returns  what is taken already, or undefined when it was written */
export async function insertEdition(
  transaction: Transaction<DB>,
  edition: NewEdition,
): Promise<'slug-taken' | 'prefix-taken' | undefined> {
  const { id, schemeId, slug, title, prefix, rules, decisionId, isFictitious, createdAt } = edition
  const taken = await transaction
    .selectFrom('scheme_edition')
    .select('slug')
    .where((where) => where.or([where('slug', '=', slug), where('prefix', '=', prefix)]))
    .executeTakeFirst()
  if (taken) return taken.slug === slug ? 'slug-taken' : 'prefix-taken'
  await transaction
    .insertInto('scheme_edition')
    .values({
      ...{ id, slug, title, prefix, scheme_id: schemeId, rules: rulesText(rules), decision_id: decisionId },
      ...{ is_fictitious: isFictitious, created_at: createdAt },
    })
    .execute()
  return undefined
}

export async function findEdition(
  db: Reader,
  by: { readonly id: string } | { readonly slug: string },
): Promise<Edition | undefined> {
  const row = await db
    .selectFrom('scheme_edition')
    .selectAll()
    .where((where) => ('id' in by ? where('id', '=', by.id) : where('slug', '=', by.slug)))
    .executeTakeFirst()
  return row && editionOf(row, await listWindows(db, [row.id]))
}

/** Held until the act ends: two people who publish, or who move a date, come one after the other. */
export async function lockEdition(transaction: Transaction<DB>, id: string): Promise<Edition | undefined> {
  const row = await transaction
    .selectFrom('scheme_edition')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && editionOf(row, await listWindows(transaction, [row.id]))
}

/** The last begun first. */
export async function listEditions(db: Reader, schemeId?: string): Promise<readonly Edition[]> {
  const rows = await db
    .selectFrom('scheme_edition')
    .selectAll()
    .$if(schemeId !== undefined, (query) => query.where('scheme_id', '=', schemeId!))
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  const windows = await listWindows(
    db,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => editionOf(row, windows))
}

/** Rewrites what an edition that is not published says; whoever asked for its publication has to ask again. */
export async function rewriteEdition(
  transaction: Transaction<DB>,
  { id, version, title, rules, decisionId }: Pick<Edition, 'id' | 'version' | 'title' | 'rules' | 'decisionId'>,
): Promise<void> {
  await transaction
    .updateTable('scheme_edition')
    .set({ title, rules: rulesText(rules), decision_id: decisionId, asked_by: null, version: version + 1 })
    .where('id', '=', id)
    .execute()
}

export async function askPublication(transaction: Transaction<DB>, id: string, askedBy: string): Promise<void> {
  await transaction.updateTable('scheme_edition').set({ asked_by: askedBy }).where('id', '=', id).execute()
}

export async function publishEdition(
  transaction: Transaction<DB>,
  {
    id,
    by,
    at,
    fingerprint,
  }: { readonly id: string; readonly by: string; readonly at: Date; readonly fingerprint: string },
): Promise<void> {
  await transaction
    .updateTable('scheme_edition')
    .set({ published_by: by, published_at: at, fingerprint })
    .where('id', '=', id)
    .execute()
}

export async function setWindow(transaction: Transaction<DB>, editionId: string, window: Window): Promise<void> {
  const { stage, opensAt, closesAt } = window
  await transaction
    .insertInto('scheme_window')
    .values({ edition_id: editionId, stage, opens_at: opensAt, closes_at: closesAt })
    .onConflict((conflict) =>
      conflict.columns(['edition_id', 'stage']).doUpdateSet({ opens_at: opensAt, closes_at: closesAt }),
    )
    .execute()
}

/** Keeps that a date was moved. */
export async function insertMove(
  transaction: Transaction<DB>,
  move: {
    readonly id: string
    readonly editionId: string
    readonly known: Window
    readonly window: Window
    readonly by: string
    readonly at: Date
  },
): Promise<void> {
  const { id, editionId, known, window, by, at } = move
  await transaction
    .insertInto('scheme_window_move')
    .values({
      ...{ id, edition_id: editionId, stage: window.stage, moved_by: by, moved_at: at },
      ...{ opened_at: known.opensAt, closed_at: known.closesAt, opens_at: window.opensAt, closes_at: window.closesAt },
    })
    .execute()
}

type WindowRow = Window & { readonly editionId: string }

async function listWindows(db: Reader, editionIds: readonly string[]): Promise<readonly WindowRow[]> {
  if (editionIds.length === 0) return []
  const rows = await db.selectFrom('scheme_window').selectAll().where('edition_id', 'in', editionIds).execute()
  return rows.map(({ edition_id, stage, opens_at, closes_at }) => ({
    ...{ editionId: edition_id, stage: stage as Stage, opensAt: opens_at, closesAt: closes_at },
  }))
}

function editionOf(row: Selectable<EditionRow>, windows: readonly WindowRow[]): Edition {
  return {
    ...{ id: row.id, schemeId: row.scheme_id, slug: row.slug, title: row.title, prefix: row.prefix },
    ...{ rules: rulesFrom(row.rules), decisionId: row.decision_id, askedBy: row.asked_by, version: row.version },
    ...{ publishedAt: row.published_at, fingerprint: row.fingerprint, isFictitious: row.is_fictitious },
    windows: windows
      .filter(({ editionId }) => editionId === row.id)
      .map(({ stage, opensAt, closesAt }) => ({ stage, opensAt, closesAt })),
  }
}
