import type { Kysely } from 'kysely'
import type { Day } from '#kernel/calendar'
import type { Cents } from '#kernel/money'
import type { DB } from '#platform/database'
import { coveredMonths, monthNumber } from '../counters.ts'
import type { Choice } from '../exports.ts'
import { bodyOf, type Grant, partOf } from '../model.ts'
import { centsOf } from '../settings.ts'
import { monthTotalsOf } from './counters.ts'
import { readPublished } from './grants.ts'
import { readSettings } from './settings.ts'

export type Chosen = {
  readonly from?: Day | undefined
  readonly to?: Day | undefined
  readonly choice?: Choice | undefined
}

/** Published grants one at a time: all, or those the law obliges to publish. */
export async function* choosePublished(
  db: Kysely<DB>,
  today: Day,
  { from, to, choice = 'toutes' }: Chosen = {},
): AsyncGenerator<Grant> {
  const threshold = centsOf(await readSettings(db), 'publication-cents')
  for await (const grants of readPublished(db, { from, to })) {
    yield* choice === 'toutes' ? grants : await keepObliged(db, grants, threshold, today)
  }
}

async function keepObliged(db: Kysely<DB>, grants: readonly Grant[], threshold: Cents, today: Day) {
  const bodies = grants.flatMap((grant) => grant.beneficiaries.map(bodyOf))
  const totals = await monthTotalsOf(db, bodies)
  const covered = new Map(
    [...totals].map(([key, months]) => [key, coveredMonths(months, threshold, monthNumber(today))]),
  )
  return grants.filter(({ authoritySiret, grantedOn, totalCents, beneficiaries }) =>
    beneficiaries.some(
      (each) =>
        partOf(totalCents, each.shareMillionths) > threshold ||
        covered.get(`${authoritySiret} ${bodyOf(each)}`)?.has(monthNumber(grantedOn)),
    ),
  )
}
