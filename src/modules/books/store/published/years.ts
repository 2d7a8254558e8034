import type { Kysely } from 'kysely'
import { cents } from '#kernel/money'
import { findStanding } from '#modules/decisions'
import type { DB } from '#platform/database'
import type { BudgetLine, BudgetYear, ExecutedLine } from '../../budget/line.ts'
import { type BudgetStage, objectOfStage } from '../../budget/stage.ts'
import type { PublicStage, PublicYear } from '../../published/model.ts'
import { listExecution, listStages, listYears } from '../budget/index.ts'
import { listPosts } from '../preparation/posts.ts'

/** The last years, the latest first. */
export async function listPublicYears(db: Kysely<DB>, limit = MOST_YEARS): Promise<readonly PublicYear[]> {
  const [years, posts] = await Promise.all([listYears(db), listPosts(db)])
  return Promise.all(years.slice(0, limit).map((year) => publicYear(db, year, posts)))
}

export async function findPublicYear(db: Kysely<DB>, year: number): Promise<PublicYear | undefined> {
  const [years, posts] = await Promise.all([listYears(db), listPosts(db)])
  const found = years.find((each) => each.year === year)
  return found && publicYear(db, found, posts)
}

/**
 * A line in each year that has it, the latest first. A year somebody only opened or proposed is not a budget: it tells
 * what the line is as long as no other year does.
 */
export async function listLineYears(db: Kysely<DB>, code: string): Promise<readonly ExecutedLine[]> {
  const rows = await db
    .selectFrom('budget_line')
    .select('year')
    .where('code', '=', code)
    .orderBy('year', 'desc')
    .execute()
  const years = await Promise.all(rows.slice(0, MOST_YEARS).map(({ year }) => listExecution(db, year)))
  const decided = years.filter((lines) => lines.some(({ execution }) => execution.openedCents > 0n))
  return (decided.length > 0 ? decided : years).flatMap((lines) => lines.filter((line) => line.code === code))
}

/** Years that have a page. */
export async function listYearNumbers(db: Kysely<DB>): Promise<readonly number[]> {
  return (await listYears(db)).map(({ year }) => year)
}

// A page tells no more at once.
const MOST_YEARS = 8

async function publicYear(db: Kysely<DB>, year: BudgetYear, posts: PublicYear['posts']): Promise<PublicYear> {
  const [lines, stages] = await Promise.all([listExecution(db, year.year), listStages(db, year.year)])
  return {
    year: year.year,
    isClosed: year.closedAt !== null,
    lines,
    stages: await Promise.all(stages.map((stage) => publicStage(db, stage, lines))),
    posts: posts.filter((each) => each.year === year.year),
  }
}

async function publicStage(db: Kysely<DB>, stage: BudgetStage, lines: readonly BudgetLine[]): Promise<PublicStage> {
  const byId = new Map(lines.map((line) => [line.id, line]))
  const totals = new Map<string, PublicStage['totals'][number]>()
  for (const { lineId, amountCents } of stage.amounts) {
    const line = byId.get(lineId)
    if (!line) continue
    const { section, direction } = line
    const key = `${section} ${direction}`
    totals.set(key, { section, direction, cents: cents((totals.get(key)?.cents ?? 0n) + amountCents) })
  }
  return {
    id: stage.id,
    kind: stage.kind,
    number: stage.number,
    title: stage.title,
    source: stage.source,
    isOpen: stage.openedAt !== null,
    standing: await findStanding(db, objectOfStage(stage.id)),
    totals: [...totals.values()],
  }
}
