import type { Kysely } from 'kysely'
import { cents } from '#kernel/money'
import type { DB } from '#platform/database'
import { conventionDuty, heaviestStretch, monthNumber, type Weighed } from '../counters.ts'
import { bodyOf, type GrantDraft, partOf } from '../model.ts'
import { centsOf, type Settings } from '../settings.ts'
import { monthTotalsOf, yearTotalsOf } from './counters.ts'

/**
 * Both counters of each beneficiary once this grant is added.
 *
 * @param excluded  the grant itself, when it is corrected
 */
export async function weighGrant(
  db: Kysely<DB>,
  draft: GrantDraft,
  settings: Settings,
  excluded?: string,
): Promise<readonly Weighed[]> {
  const { authoritySiret, grantedOn, beneficiaries, totalCents } = draft
  const bodies = beneficiaries.map(bodyOf)
  const year = Number(grantedOn.slice(0, 4))
  const [years, months] = await Promise.all([
    yearTotalsOf(db, { authoritySiret, bodies, year }, excluded),
    monthTotalsOf(db, bodies, excluded),
  ])
  const cash = cents(totalCents - (draft.inKindCents ?? 0n))
  return beneficiaries.map((each) => {
    const body = bodyOf(each)
    const [part, cashPart] = [partOf(totalCents, each.shareMillionths), partOf(cash, each.shareMillionths)]
    const known = years.get(body)
    const cashCents = cents((known?.cashCents ?? 0n) + cashPart)
    const withInKindCents = cents((known?.withInKindCents ?? 0n) + part)
    const month = monthNumber(grantedOn)
    const twelveMonthsCents = heaviestStretch(
      [...(months.get(`${authoritySiret} ${body}`) ?? []), { month, cents: part }],
      month,
    )
    return {
      body,
      name: each.name,
      year,
      cashCents,
      withInKindCents,
      duty: conventionDuty({ cashCents, withInKindCents }, centsOf(settings, 'convention-cents')),
      twelveMonthsCents,
      isPublicationDue: twelveMonthsCents > centsOf(settings, 'publication-cents'),
    }
  })
}
