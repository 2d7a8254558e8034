import { cents } from '#kernel/money'
import { type Contest, groupsOf, roundedDown } from './contest.ts'
import type { Quota, RankingRule, Step, TerritoryQuotaRule } from './model.ts'
import type { Computed } from './rounding.ts'
import { serve, type Turn } from './serving.ts'

/** Down the ranking, each receives the most it may, until the money is gone. */
export function ranking(contest: Contest, { whenShort }: RankingRule): readonly Computed[] {
  return served(contest, [generalTurns(contest, [], whenShort)])
}

/** Each territory's best within its quota, then the general ranking with what is left. */
export function territoryQuota(contest: Contest, rule: TerritoryQuotaRule): readonly Computed[] {
  const first =
    rule.quota.of === 'money' ? turnsByMoney(contest, rule, rule.quota) : turnsByCount(contest, rule, rule.quota)
  return served(contest, [first, generalTurns(contest, first, rule.whenShort)])
}

type MoneyQuota = Extract<Quota, { of: 'money' }>
type CountQuota = Extract<Quota, { of: 'projects' }>

/** The quota of a territory, in cents. */
export function moneyFor(territory: string, { amount }: MoneyQuota): bigint {
  return typeof amount === 'bigint' ? amount : (amount.get(territory) ?? 0n)
}

function turnsByMoney(contest: Contest, { whenShort }: TerritoryQuotaRule, quota: MoneyQuota): readonly Turn[] {
  return [...groupsOf(contest, 'territory')].flatMap(([territory, order]) => {
    const purse = roundedDown(moneyFor(territory, quota), contest.request)
    return serve(contest, { phase: 'quota', order, needs: needsOf(contest), purse, whenShort })
  })
}

/** Down the general ranking, passing the projects of territories that already have their number. */
function turnsByCount(contest: Contest, { whenShort }: TerritoryQuotaRule, { count }: CountQuota): readonly Turn[] {
  const { projects, ranking: order, pot: purse } = contest
  const queue = { phase: 'quota', order, needs: needsOf(contest), purse, whenShort } as const
  return serve(contest, queue, (position, turns) => {
    const { territory } = projects[position]!
    const had = turns.filter((turn) => turn.given > 0n && projects[turn.position]!.territory === territory)
    return had.length < count
  })
}

/** The general ranking, for what earlier turns did not give. */
function generalTurns(
  contest: Contest,
  earlier: readonly Turn[],
  whenShort: RankingRule['whenShort'],
): readonly Turn[] {
  const needs = [...needsOf(contest)]
  let purse = contest.pot
  for (const { position, given } of earlier) {
    needs[position]! -= given
    purse -= given
  }
  return serve(contest, { phase: 'general', order: contest.ranking, needs, purse, whenShort })
}

function needsOf({ ceilings }: Contest): readonly bigint[] {
  return ceilings.map(({ roundedCents }) => roundedCents)
}

function served({ projects }: Contest, passes: readonly (readonly Turn[])[]): readonly Computed[] {
  const amounts = projects.map(() => cents(0n) as bigint)
  const steps = projects.map((): Step[] => [])
  for (const { position, given, step } of passes.flat()) {
    amounts[position]! += given
    steps[position]!.push(step)
  }
  return amounts.map((amount, position) => ({ amount, steps: steps[position]! }))
}
