import { type Kysely, sql, type Transaction } from 'kysely'
import { cents } from '#kernel/money'
import type { DB } from '#platform/database'
import type { ExecutedLine } from '../../budget/line.ts'
import { keyOf } from '../../mirror/compare.ts'
import type { Entry, ExplainedGap, Gap, KnownLine, MirrorKind } from '../../mirror/model.ts'
import { MIRROR_KINDS } from '../../mirror/model.ts'
import { listExecution, listYears } from '../budget/index.ts'

type Reader = Kysely<DB>

/** An entry as it lies in a table. */
export type EntryRow = {
  readonly kind: string
  readonly year: number
  readonly reference: string
  readonly line_code: string
  readonly amount_cents: bigint | string
  readonly day: string
  readonly siret: string | null
  readonly label: string | null
}

export function entryOf(row: EntryRow): Entry {
  return {
    kind: row.kind as MirrorKind,
    year: row.year,
    reference: row.reference,
    lineCode: row.line_code,
    amountCents: cents(BigInt(row.amount_cents)),
    day: row.day,
    siret: row.siret,
    label: row.label,
  }
}

/** What the tool said of these entries until now, by their keys. */
export async function entriesLike(db: Reader, entries: readonly Entry[]): Promise<ReadonlyMap<string, Entry>> {
  if (entries.length === 0) return new Map()
  const rows = await db
    .selectFrom('budget_mirror_entry')
    .select(['kind', 'year', 'reference', 'line_code', 'amount_cents', 'siret', 'label'])
    .select(sql<string>`to_char(dated_on, 'YYYY-MM-DD')`.as('day'))
    .where('reference', 'in', [...new Set(entries.map(({ reference }) => reference))])
    .execute()
  return new Map(rows.map(entryOf).map((entry) => [keyOf(entry), entry]))
}

/** Lines a file may speak of: those of every year. */
export async function listKnownLines(db: Reader): Promise<readonly KnownLine[]> {
  const rows = await db.selectFrom('budget_line').select(['code', 'year', 'nature', 'function']).execute()
  return rows.map((row) => ({ code: row.code, year: row.year, article: row.nature, functionCode: row.function }))
}

/**
 * Where the tool and our journal differ, the latest year first: on a line where the tool says something, or in a year of which
 * it told that kind of piece.
 */
export async function listGaps(db: Reader): Promise<readonly ExplainedGap[]> {
  const theirs = await sumEntries(db)
  if (theirs.length === 0) return []
  const told = new Set(theirs.map(({ year, kind }) => `${year} ${kind}`))
  const years = (await listYears(db))
    .map(({ year }) => year)
    .filter((year) => theirs.some((each) => each.year === year))
  const lines = (await Promise.all(years.map((year) => listExecution(db, year)))).flat()
  const gaps = lines
    .filter(({ direction }) => direction === 'expense')
    .flatMap((line) =>
      MIRROR_KINDS.filter((kind) => told.has(`${line.year} ${kind}`)).map((kind) => gapOf(line, kind, theirs)),
    )
    .filter(({ oursCents, theirsCents }) => oursCents !== theirsCents)
  const explained = await listExplanations(db)
  return gaps.map((gap) => ({ ...gap, explanation: explained.get(keyOfGap(gap)) ?? null }))
}

function gapOf(line: ExecutedLine, kind: MirrorKind, theirs: readonly Sum[]): Gap {
  const { execution, year, code } = line
  const ours = { engaged: execution.engagedCents, mandated: execution.mandatedCents, paid: execution.paidCents }
  const told = theirs.find((each) => each.year === year && each.kind === kind && each.lineCode === code)
  return { year, lineCode: code, kind, oursCents: ours[kind], theirsCents: told?.cents ?? cents(0n) }
}

type Sum = {
  readonly year: number
  readonly lineCode: string
  readonly kind: MirrorKind
  readonly cents: ReturnType<typeof cents>
}

async function sumEntries(db: Reader): Promise<readonly Sum[]> {
  const { rows } = await sql<{ year: number; line_code: string; kind: MirrorKind; total: bigint }>`
    SELECT year, line_code, kind, sum(amount_cents)::bigint AS total FROM budget_mirror_entry
    GROUP BY year, line_code, kind`.execute(db)
  return rows.map(({ year, line_code, kind, total }) => ({ year, kind, lineCode: line_code, cents: cents(total) }))
}

async function listExplanations(
  db: Reader,
): Promise<ReadonlyMap<string, { readonly words: string; readonly at: Date }>> {
  const rows = await db.selectFrom('budget_mirror_explanation').selectAll().orderBy('explained_at').execute()
  return new Map(
    rows.map((row) => [
      keyOfGap({
        year: row.year,
        lineCode: row.line_code,
        kind: row.kind as MirrorKind,
        oursCents: cents(row.ours_cents),
        theirsCents: cents(row.theirs_cents),
      }),
      { words: row.words, at: row.explained_at },
    ]),
  )
}

export async function insertExplanation(
  transaction: Transaction<DB>,
  gap: Gap & { readonly id: string; readonly words: string; readonly by: string | null; readonly at: Date },
): Promise<void> {
  await transaction
    .insertInto('budget_mirror_explanation')
    .values({
      id: gap.id,
      year: gap.year,
      line_code: gap.lineCode,
      kind: gap.kind,
      ours_cents: gap.oursCents,
      theirs_cents: gap.theirsCents,
      words: gap.words,
      explained_by: gap.by,
      explained_at: gap.at,
    })
    .execute()
}

/** An explanation is of two sums: when one changes, it explains nothing any more. */
export function keyOfGap({ year, lineCode, kind, oursCents, theirsCents }: Gap): string {
  return `${year} ${lineCode} ${kind} ${oursCents} ${theirsCents}`
}
