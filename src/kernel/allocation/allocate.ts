import { cents } from '#kernel/money'
import { assert, done, type Result, refuse } from '#kernel/result'
import { fixedByCategory, tiersByRank } from './claims.ts'
import { type Contest, prepare } from './contest.ts'
import type { Allocation, AllocationRequest } from './model.ts'
import { proportional } from './proportional.ts'
import { ranking, territoryQuota } from './ranking.ts'
import { type AllocationRefusal, refusalsOf } from './refusals/index.ts'
import type { Computed } from './rounding.ts'

/**
 * How much each funded project gets, with the computation of every amount. A proposal: the assembly decides.
 *
 * Whatever the rule: the sum is at most the envelope; each amount is at most the lowest of the request, the cap of its
 * category and the maximum share of its cost; each is a multiple of the rounding unit; the order of the projects in
 * the request changes nothing.
 *
 * @returns  the allocation, or everything wrong with the request, gravest first
 * @see      docs/specifications/allocation.md
 */
export function allocate(request: AllocationRequest): Result<Allocation, readonly AllocationRefusal[]> {
  const refusals = refusalsOf(request)
  if (refusals.length > 0) return refuse(refusals)

  const contest = prepare(request)
  const computed = compute(contest)
  const total = computed.reduce((sum, { amount }) => sum + amount, 0n)
  computed.forEach(({ amount }, position) => {
    assert(amount >= 0n && amount <= contest.ceilings[position]!.cents, 'no amount passes its ceiling')
  })
  assert(total <= request.envelopeCents, 'amounts add up to no more than the envelope')
  return done({
    request,
    amounts: computed.map(({ amount, steps }, position) => ({
      project: contest.projects[position]!,
      rank: contest.ranks[position]!,
      ceiling: contest.ceilings[position]!,
      amountCents: cents(amount),
      steps,
    })),
    totalCents: cents(total),
    leftCents: cents(request.envelopeCents - total),
  })
}

function compute(contest: Contest): readonly Computed[] {
  const { rule } = contest.request
  switch (rule.kind) {
    case 'fixed-by-category':
      return fixedByCategory(contest, rule)
    case 'tiers-by-rank':
      return tiersByRank(contest, rule)
    case 'proportional':
      return proportional(contest, rule)
    case 'ranking':
      return ranking(contest, rule)
    case 'territory-quota':
      return territoryQuota(contest, rule)
  }
}
