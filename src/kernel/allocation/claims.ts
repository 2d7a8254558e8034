import { fraction } from '#kernel/fraction'
import { type Cents, cents } from '#kernel/money'
import { type Contest, groupsOf, lesser, roundedDown } from './contest.ts'
import type { ClaimStep, FixedRule, Step, Tier, TiersRule, WhenShort } from './model.ts'
import { type Computed, roundTogether } from './rounding.ts'
import { serve } from './serving.ts'
import { fill } from './water-filling.ts'

/** The same amount for every project of a category, as far as its own ceiling and the envelope allow. */
export function fixedByCategory(contest: Contest, rule: FixedRule): readonly Computed[] {
  const claims = contest.projects.map(({ category }): ClaimStep => {
    return claim(contest, rule.amounts.get(category)!, { category })
  })
  return pay(contest, claims, rule.whenShort)
}

/** An amount by rank, ranks being counted over all projects or in each group. */
export function tiersByRank(contest: Contest, { tiers, within, whenShort }: TiersRule): readonly Computed[] {
  const claims = new Array<ClaimStep>(contest.projects.length)
  for (const members of groupsOf(contest, within).values()) {
    members.forEach((position, index) => {
      const rank = index + 1
      claims[position] = claim(contest, amountAt(rank, tiers), { rank, within })
    })
  }
  return pay(contest, claims, whenShort)
}

function claim({ request }: Contest, amountCents: Cents, from: ClaimStep['from']): ClaimStep {
  return { kind: 'claim', amountCents, roundedCents: cents(roundedDown(amountCents, request)), from }
}

function amountAt(rank: number, tiers: readonly Tier[]): Cents {
  const tier = tiers.find(({ throughRank }) => throughRank === 'last' || rank <= throughRank)
  return tier?.amountCents ?? cents(0n)
}

function pay(contest: Contest, claims: readonly ClaimStep[], whenShort: WhenShort | 'reduce'): readonly Computed[] {
  const needs = claims.map(({ roundedCents }, position) => {
    return lesser(roundedCents, contest.ceilings[position]!.roundedCents)
  })
  return whenShort === 'reduce' ? payReduced(contest, claims, needs) : payInOrder(contest, claims, needs, whenShort)
}

function payInOrder(
  contest: Contest,
  claims: readonly ClaimStep[],
  needs: readonly bigint[],
  whenShort: WhenShort,
): readonly Computed[] {
  const { ranking, pot } = contest
  const computed: Computed[] = claims.map((claim) => ({ amount: 0n, steps: [claim] }))
  for (const { position, given, step } of serve(contest, {
    phase: 'general',
    order: ranking,
    needs,
    purse: pot,
    whenShort,
  }))
    computed[position] = { amount: given, steps: [claims[position]!, step] }
  return computed
}

/** Every claim in full when the envelope suffices; else all in the same proportion, by water-filling under the needs. */
function payReduced(contest: Contest, claims: readonly ClaimStep[], needs: readonly bigint[]): readonly Computed[] {
  const total = needs.reduce((sum, need) => sum + need, 0n)
  if (total <= contest.pot) return needs.map((amount, position) => ({ amount, steps: [claims[position]!] }))

  const vessels = needs.map((need, position) => ({ weight: claims[position]!.roundedCents, ceiling: fraction(need) }))
  const exact = fill(fraction(contest.pot), vessels).map(({ amount, shares }, position) => ({
    share: amount,
    steps: [claims[position]!, ...shares.map((share): Step => ({ kind: 'reduction', ...share }))],
  }))
  return roundTogether(
    contest,
    contest.projects.map((_, position) => position),
    exact,
  )
}
