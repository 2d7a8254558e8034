import type { Kysely } from 'kysely'
import { cents } from '#kernel/money'
import type { DB } from '#platform/database'
import type { ExecutedLine } from '../../budget/line.ts'
import type { LineBefore } from '../../preparation/model.ts'
import { listExecution, listYears } from '../budget/index.ts'

/**
 * The lines a demand may be written for, each with the last year before the one prepared in which it was executed, and what is
 * still owed of it: engaged in any year before, not paid, not carried further.
 *
 * @param year  the one prepared
 */
export async function listLinesBefore(db: Kysely<DB>, year: number): Promise<readonly LineBefore[]> {
  const years = (await listYears(db)).map((each) => each.year).filter((each) => each < year)
  const executed = await Promise.all(years.slice(0, YEARS_BACK).map((each) => listExecution(db, each)))
  const byCode = new Map<string, readonly ExecutedLine[]>()
  for (const line of executed.flat()) byCode.set(line.code, [...(byCode.get(line.code) ?? []), line])
  return [...byCode.values()].flatMap((lines) => {
    const [last] = lines
    if (!last) return []
    const due = lines.reduce((sum, { execution }) => sum + execution.engagedCents - execution.paidCents, 0n)
    return [
      {
        lineCode: last.code,
        label: last.label,
        section: last.section === 'F' ? ('operating' as const) : ('investment' as const),
        side: last.direction,
        year: last.year,
        openCents: last.direction === 'expense' ? last.execution.openedCents : last.receipts.forecastCents,
        engagedCents: last.execution.engagedCents,
        paidCents: last.direction === 'expense' ? last.execution.paidCents : last.receipts.collectedCents,
        dueCents: cents(due),
        isFictitious: last.isFictitious,
      },
    ]
  })
}

// A commitment of several years is still owed after some of them.
const YEARS_BACK = 4

/** The last line that bears this code before a year: what the new one is made from. */
export async function findLastLine(db: Kysely<DB>, code: string, year: number): Promise<ExecutedLine | undefined> {
  const years = (await listYears(db)).map((each) => each.year).filter((each) => each <= year)
  for (const each of years) {
    const found = (await listExecution(db, each)).find((line) => line.code === code)
    if (found) return found
  }
  return undefined
}
