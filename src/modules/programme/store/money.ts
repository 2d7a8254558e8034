import type { Kysely } from 'kysely'
import { listExecution, listPayments, listYears, paidByLineAndPlace } from '#modules/books'
import type { DB } from '#platform/database'
import type { Money } from '../money.ts'

/** The money of a year, as the budget tells it: open, engaged, paid, and where those who were paid have their seat. */
export async function readMoney(db: Kysely<DB>, year: number): Promise<Money> {
  const [executed, paidAt] = await Promise.all([listExecution(db, year), paidByLineAndPlace(db, year)])
  const lines = executed
    .filter(({ direction }) => direction === 'expense')
    .map(({ code, label, perimeter, isFictitious, execution }) => {
      const { openedCents, engagedCents, paidCents } = execution
      return { code, label, perimeter, isFictitious, openedCents, engagedCents, paidCents }
    })
  return { year, lines, paidAt }
}

/** The last year that has a budget, up to this one; this one when none has. */
export async function findMoneyYear(db: Kysely<DB>, thisYear: number): Promise<number> {
  const years = (await listYears(db)).map(({ year }) => year).filter((year) => year <= thisYear)
  return years.length === 0 ? thisYear : Math.max(...years)
}

/** The code of the line a payment was made from. */
export async function findLineOfPayment(db: Kysely<DB>, paymentId: string): Promise<string | undefined> {
  const [payment] = await listPayments(db, { mandateId: paymentId })
  return payment?.lineCode
}
