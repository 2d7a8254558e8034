import { type Kysely, sql, type Transaction } from 'kysely'
import type { DB } from '#platform/database'
import { keyOf } from '../../mirror/compare.ts'
import type { Entry, LineFault, Outcome, ReadLine } from '../../mirror/model.ts'
import { type EntryRow, entryOf } from './entries.ts'

type Reader = Kysely<DB>

export type MirrorImport = {
  readonly id: string
  readonly fileName: string
  readonly sha256: string
  readonly headers: readonly string[]
  readonly state: 'sent' | 'read' | 'accepted' | 'discarded'
  readonly sentAt: Date
  readonly readAt: Date | null
  readonly settledAt: Date | null
  readonly counts: Readonly<Record<Outcome, number>>
}

export async function insertImport(
  transaction: Transaction<DB>,
  sent: Pick<MirrorImport, 'id' | 'fileName' | 'sha256' | 'headers' | 'sentAt'> & {
    readonly content: Uint8Array
    readonly sentBy: string | null
  },
): Promise<void> {
  await transaction
    .insertInto('budget_mirror_import')
    .values({
      id: sent.id,
      file_name: sent.fileName,
      sha256: sent.sha256,
      headers: [...sent.headers],
      content: Buffer.from(sent.content),
      state: 'sent',
      sent_by: sent.sentBy,
      sent_at: sent.sentAt,
    })
    .execute()
}

/** Readings, the last first. */
export async function listImports(db: Reader, limit: number): Promise<readonly MirrorImport[]> {
  return (await imports(db).orderBy('sent_at', 'desc').limit(limit).execute()).map(importOf)
}

export async function findImport(db: Reader, id: string): Promise<MirrorImport | undefined> {
  const row = await imports(db).where('id', '=', id).executeTakeFirst()
  return row && importOf(row)
}

/** The reading and its file, held until the transaction ends. */
export async function lockImport(
  transaction: Transaction<DB>,
  id: string,
): Promise<(MirrorImport & { readonly content: Uint8Array | null }) | undefined> {
  const row = await imports(transaction).select('content').where('id', '=', id).forUpdate().executeTakeFirst()
  return row && { ...importOf(row), content: row.content }
}

/** One acceptance after the other: the second sees what the first changed. */
export async function holdMirror(transaction: Transaction<DB>): Promise<void> {
  await sql`LOCK TABLE budget_mirror_entry IN SHARE ROW EXCLUSIVE MODE`.execute(transaction)
}

/** Whether a file was accepted after that moment: differences read before it are no longer the good ones. */
export async function isAcceptedSince(db: Reader, moment: Date): Promise<boolean> {
  const row = await db
    .selectFrom('budget_mirror_import')
    .select('id')
    .where('state', '=', 'accepted')
    .where('settled_at', '>=', moment)
    .executeTakeFirst()
  return row !== undefined
}

/** Lines of the file as they were read, a part of it at a time. */
export async function insertRows(
  transaction: Transaction<DB>,
  importId: string,
  lines: readonly ReadLine[],
): Promise<void> {
  if (lines.length === 0) return
  const values = lines.map((line) => ({
    import_id: importId,
    number: line.number,
    outcome: line.outcome,
    faults: line.outcome === 'refused' ? [...line.faults] : [],
    before: line.outcome === 'different' ? JSON.stringify(plainOf(line.before)) : null,
    ...(line.outcome === 'refused' ? {} : columnsOf(line.entry)),
  }))
  await transaction.insertInto('budget_mirror_row').values(values).execute()
}

/** Which of these keys stand already in this reading. */
export async function keysIn(
  transaction: Transaction<DB>,
  importId: string,
  entries: readonly Entry[],
): Promise<ReadonlySet<string>> {
  if (entries.length === 0) return new Set()
  const rows = await transaction
    .selectFrom('budget_mirror_row')
    .select(['kind', 'year', 'reference'])
    .where('import_id', '=', importId)
    .where('reference', 'in', [...new Set(entries.map(({ reference }) => reference))])
    .execute()
  return new Set(
    rows.map((row) => keyOf({ kind: row.kind as Entry['kind'], year: row.year!, reference: row.reference! })),
  )
}

/** The reading is done: its file goes, its counts stay. */
export async function markRead(
  transaction: Transaction<DB>,
  id: string,
  counts: MirrorImport['counts'],
  now: Date,
): Promise<void> {
  await transaction
    .updateTable('budget_mirror_import')
    .set({
      state: 'read',
      content: null,
      read_at: now,
      new_count: counts.new,
      same_count: counts.same,
      different_count: counts.different,
      refused_count: counts.refused,
    })
    .where('id', '=', id)
    .execute()
}

export async function settle(
  transaction: Transaction<DB>,
  id: string,
  state: 'accepted' | 'discarded',
  settled: { readonly at: Date; readonly by: string | null },
): Promise<void> {
  await transaction
    .updateTable('budget_mirror_import')
    .set({ state, content: null, settled_at: settled.at, settled_by: settled.by })
    .where('id', '=', id)
    .execute()
}

/** What is new and what differs becomes what the tool says now. */
export async function applyRows(transaction: Transaction<DB>, importId: string): Promise<void> {
  await sql`
    INSERT INTO budget_mirror_entry (kind, year, reference, line_code, amount_cents, dated_on, siret, label, import_id)
    SELECT kind, year, reference, line_code, amount_cents, dated_on, siret, label, import_id
    FROM budget_mirror_row WHERE import_id = ${importId} AND outcome IN ('new', 'different')
    ON CONFLICT (kind, year, reference) DO UPDATE SET
      line_code = excluded.line_code, amount_cents = excluded.amount_cents, dated_on = excluded.dated_on,
      siret = excluded.siret, label = excluded.label, import_id = excluded.import_id`.execute(transaction)
}

/** Lines of one outcome, in the order of the file. */
export async function listRows(
  db: Reader,
  importId: string,
  { outcome, after, limit }: { readonly outcome?: Outcome | undefined; readonly after: number; readonly limit: number },
): Promise<readonly ReadLine[]> {
  const rows = await db
    .selectFrom('budget_mirror_row')
    .select(['number', 'outcome', 'faults', 'before', 'kind', 'year', 'reference', 'line_code', 'amount_cents'])
    .select(['siret', 'label', sql<string>`to_char(dated_on, 'YYYY-MM-DD')`.as('day')])
    .where('import_id', '=', importId)
    .where('number', '>', after)
    .$if(outcome !== undefined, (query) => query.where('outcome', '=', outcome!))
    .orderBy('number')
    .limit(limit)
    .execute()
  return rows.map((row): ReadLine => {
    const { number, faults } = row
    if (row.outcome === 'refused') return { number, outcome: 'refused', faults: faults as LineFault[] }
    const entry = entryOf(row as EntryRow)
    if (row.outcome === 'different')
      return { number, outcome: 'different', entry, before: entryOf(row.before as unknown as EntryRow) }
    return { number, outcome: row.outcome as 'new' | 'same', entry }
  })
}

/** Files that nobody read go the next day: they may name natural persons. */
export async function forgetFiles(db: Reader, before: Date): Promise<bigint> {
  const updated = await db
    .updateTable('budget_mirror_import')
    .set({ state: 'discarded', content: null, settled_at: before })
    .where('state', '=', 'sent')
    .where('sent_at', '<', before)
    .executeTakeFirst()
  return updated.numUpdatedRows
}

function imports(db: Reader) {
  return db
    .selectFrom('budget_mirror_import')
    .select(['id', 'file_name', 'sha256', 'headers', 'state', 'sent_at', 'read_at', 'settled_at'])
    .select(['new_count', 'same_count', 'different_count', 'refused_count'])
}

type ImportRow = Awaited<ReturnType<ReturnType<typeof imports>['executeTakeFirstOrThrow']>>

function importOf(row: ImportRow): MirrorImport {
  return {
    id: row.id,
    fileName: row.file_name,
    sha256: row.sha256,
    headers: row.headers,
    state: row.state as MirrorImport['state'],
    sentAt: row.sent_at,
    readAt: row.read_at,
    settledAt: row.settled_at,
    counts: { new: row.new_count, same: row.same_count, different: row.different_count, refused: row.refused_count },
  }
}

function columnsOf(entry: Entry) {
  return {
    kind: entry.kind,
    year: entry.year,
    reference: entry.reference,
    line_code: entry.lineCode,
    amount_cents: entry.amountCents,
    dated_on: entry.day,
    siret: entry.siret,
    label: entry.label,
  }
}

// Kept as JSON, where a bigint is a text.
function plainOf(entry: Entry) {
  const { dated_on, amount_cents, ...columns } = columnsOf(entry)
  return { ...columns, day: dated_on, amount_cents: String(amount_cents) }
}
