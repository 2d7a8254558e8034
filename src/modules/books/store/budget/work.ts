import type { Kysely } from 'kysely'
import type { Day } from '#kernel/calendar'
import type { Cents } from '#kernel/money'
import type { DB } from '#platform/database'
import { type Delay, delayOf } from '../../budget/delay.ts'
import type { Engagement, Liquidation } from '../../budget/engagement.ts'
import { paymentDaysOf } from '../../budget/settings.ts'
import { listEngagements } from './engagements.ts'
import { listLiquidations } from './liquidations.ts'
import { readBudgetSettings } from './settings.ts'

/** Something that waits for the finance agent. */
export type Work = {
  readonly kind: 'check' | 'sign' | 'mandate' | 'rejected' | 'pay'
  readonly engagementId: string
  readonly instructedBy: string | null
  readonly payeeName: string
  readonly purpose: string
  readonly amountCents: Cents
  readonly delay: Delay | null
  readonly dueOn: Day | null
  readonly urgency: 'late' | 'today' | 'soon' | 'later'
}

/** What waits, the nearest delay first; what has none comes last. */
export async function listWork(db: Kysely<DB>, today: Day): Promise<readonly Work[]> {
  const [asked, open, settings] = await Promise.all([
    listEngagements(db, { isAsked: true }),
    listLiquidations(db, { isOpen: true }),
    readBudgetSettings(db),
  ])
  const ids = [...new Set(open.map(({ engagementId }) => engagementId))]
  const engagements = ids.length === 0 ? [] : await listEngagements(db, { ids })
  const liquidations = open.map((liquidation) => {
    const engagement = engagements.find(({ id }) => id === liquidation.engagementId)!
    const { receivedOn, mandate } = liquidation
    const request = { receivedOn, rejections: mandate?.rejections ?? [], paidOn: null }
    return workOf(engagement, liquidation, delayOf(request, paymentDaysOf(settings, engagement.kind), today))
  })
  const demands = asked.map((engagement) => workOf(engagement, undefined, null))
  return [...liquidations, ...demands].toSorted((a, b) => (a.dueOn ?? '9').localeCompare(b.dueOn ?? '9'))
}

function workOf(engagement: Engagement, liquidation: Liquidation | undefined, delay: Delay | null): Work {
  const { payee, purpose, instructedBy } = engagement
  return {
    kind: kindOf(liquidation, delay),
    engagementId: engagement.id,
    instructedBy,
    payeeName: payee.name,
    purpose,
    amountCents: liquidation?.amountCents ?? engagement.askedCents,
    delay,
    dueOn: delay?.dueOn ?? null,
    urgency: urgencyOf(delay),
  }
}

function kindOf(liquidation: Liquidation | undefined, delay: Delay | null): Work['kind'] {
  if (!liquidation) return 'check'
  if (liquidation.signedAt === null) return 'sign'
  if (!liquidation.mandate) return 'mandate'
  return delay?.isSuspended ? 'rejected' : 'pay'
}

function urgencyOf(delay: Delay | null): Work['urgency'] {
  if (!delay) return 'soon'
  if (delay.isLate) return 'late'
  return delay.daysLeft === 0 ? 'today' : delay.daysLeft <= 10 ? 'soon' : 'later'
}
