import { addMonthsToDay, type Day } from '#kernel/calendar'
import type { Cents } from '#kernel/money'
import type { DeMinimis } from './model.ts'

/** What one authority gave to one body in a month of the calendar. */
export type MonthTotal = {
  /** Years × 12 + months: they follow each other without a gap. */
  readonly month: number
  readonly cents: Cents
}

export function monthNumber(day: Day): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1
}

const WINDOW = 12

/**
 * The months whose grants must be published: some stretch of twelve civil months, over by `until`, holds them and exceeds
 * the threshold. A stretch that exceeds it covers all it holds, the first grants too.
 *
 * @param totals  one a month at most, in any order
 * @param until   the present month: what is to come obliges to nothing yet
 * @see           loi 2000-321, article 10; décret 2017-779, article 1
 */
export function coveredMonths(totals: readonly MonthTotal[], threshold: Cents, until: number): ReadonlySet<number> {
  const known = totals.filter(({ month }) => month <= until)
  const covered = new Set<number>()
  // A stretch is widest at a month that adds something: only those ends need be looked at.
  for (const { month: end } of known) {
    const within = known.filter(({ month }) => month > end - WINDOW && month <= end)
    if (within.reduce((sum, { cents }) => sum + cents, 0n) <= threshold) continue
    for (const { month } of within) covered.add(month)
  }
  return covered
}

/** A year's total of one authority to one body: what obliges to a convention (décret 2001-495, article 1). */
export type YearTotal = {
  readonly year: number
  readonly body: string
  readonly name: string
  /** Money alone; a grant of both whose file does not say how much of each counts whole. */
  readonly cashCents: Cents
  readonly withInKindCents: Cents
  /** Grants of the year for which no convention was signed. */
  readonly unsignedCount: number
}

/** Which of the two ways of counting passes the threshold; undefined: neither. */
export function conventionDuty(
  total: Pick<YearTotal, 'cashCents' | 'withInKindCents'>,
  threshold: Cents,
): 'cash' | 'with-in-kind' | undefined {
  if (total.cashCents > threshold) return 'cash'
  return total.withInKindCents > threshold ? 'with-in-kind' : undefined
}

/** The most a body receives over twelve civil months that follow, a month among them: what obliges to publish that month. */
export function heaviestStretch(totals: readonly MonthTotal[], month: number): Cents {
  let most = 0n
  for (let end = month; end < month + WINDOW; end += 1) {
    const within = totals.filter((each) => each.month > end - WINDOW && each.month <= end)
    const sum = within.reduce((total, { cents }) => total + cents, 0n)
    if (sum > most) most = sum
  }
  return most as Cents
}

/** The two counters of a beneficiary once a grant is added: what an agent reads before recording it. */
export type Weighed = {
  readonly body: string
  readonly name: string
  readonly year: number
  readonly cashCents: Cents
  readonly withInKindCents: Cents
  /** Which way of counting the year makes a convention compulsory. */
  readonly duty: 'cash' | 'with-in-kind' | undefined
  readonly twelveMonthsCents: Cents
  readonly isPublicationDue: boolean
}

/** An aid de minimis, ours or declared. */
export type DeMinimisAid = {
  readonly siren: string
  readonly regime: DeMinimis
  readonly grantedOn: Day
  readonly grantedBy: string
  readonly cents: Cents
  readonly isOurs: boolean
}

/**
 * What a single undertaking received in the years before a day, the day included: three years from date to date, no longer
 * fiscal years.
 *
 * @see  règlement (UE) 2023/2831, article 3(2); 2023/2832, article 3(2)
 */
export function deMinimisOf(aids: readonly DeMinimisAid[], regime: DeMinimis, on: Day, years: number): Cents {
  const since = addMonthsToDay(on, -12 * years)
  const within = aids.filter((aid) => aid.regime === regime && since < aid.grantedOn && aid.grantedOn <= on)
  return within.reduce((sum, { cents }) => sum + cents, 0n) as Cents
}
