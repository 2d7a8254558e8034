import { type Cents, cents, frenchCents } from '#kernel/money'
import type { AllocationRequest, Tier } from '../model.ts'
import { type AllocationRefusal, refusal } from './kinds.ts'

/** What is wrong with the envelope, the rule and the limits, whatever the projects. */
export function refusalsOfRule(request: AllocationRequest): readonly AllocationRefusal[] {
  const { envelopeCents, roundingCents, limits } = request
  const share = limits.maximumCostShareBasisPoints
  const isShareRight = share === undefined || (Number.isInteger(share) && share >= 1 && share <= 10_000)
  return [
    ...(envelopeCents > 0n ? [] : [refusal('envelope-not-positive')]),
    ...(roundingCents > 0n ? [] : [refusal('rounding-not-positive')]),
    ...negatives([...(limits.caps ?? [])].flatMap(([name, cap]) => (cap === 'none' ? [] : [[name, cap] as const]))),
    ...(isShareRight ? [] : [refusal('cost-share-out-of-range')]),
    ...refusalsOfAmounts(request),
  ]
}

function refusalsOfAmounts(request: AllocationRequest): readonly AllocationRefusal[] {
  const { rule } = request
  switch (rule.kind) {
    case 'fixed-by-category':
      return negatives([...rule.amounts])
    case 'tiers-by-rank':
      return refusalsOfTiers(rule.tiers)
    case 'proportional': {
      if (rule.split.by !== 'amounts') return []
      const { amounts, whenLeft } = rule.split
      return [...negatives([...amounts]), ...refusalsOfSum([...amounts.values()], request, whenLeft === 'reserved')]
    }
    case 'ranking':
      return []
    case 'territory-quota': {
      const { quota } = rule
      if (quota.of === 'projects')
        return Number.isInteger(quota.count) && quota.count >= 1 ? [] : [refusal('quota-not-positive')]
      if (typeof quota.amount !== 'bigint')
        return [...negatives([...quota.amount]), ...refusalsOfSum([...quota.amount.values()], request, true)]
      const territories = new Set(request.projects.map(({ territory }) => territory))
      const each = Array.from(territories, () => quota.amount as Cents)
      return quota.amount > 0n ? refusalsOfSum(each, request, true) : [refusal('quota-not-positive')]
    }
  }
}

function refusalsOfTiers(tiers: readonly Tier[]): readonly AllocationRefusal[] {
  if (tiers.length === 0) return [refusal('tiers-missing')]
  const rankOf = ({ throughRank }: Tier) => (throughRank === 'last' ? Number.POSITIVE_INFINITY : throughRank)
  const isOrdered = tiers.every((tier, index) => {
    const previous = tiers[index - 1]
    const isRank = tier.throughRank === 'last' || (Number.isInteger(tier.throughRank) && tier.throughRank >= 1)
    return isRank && (!previous || (rankOf(tier) > rankOf(previous) && tier.amountCents <= previous.amountCents))
  })
  return [
    ...negatives(tiers.map(({ throughRank, amountCents }) => [String(throughRank), amountCents])),
    ...(isOrdered ? [] : [refusal('tiers-out-of-order')]),
  ]
}

function negatives(amounts: readonly (readonly [string, Cents])[]): readonly AllocationRefusal[] {
  return amounts.flatMap(([name, amount]) => (amount < 0n ? [refusal('amount-negative', { subject: name })] : []))
}

function refusalsOfSum(
  amounts: readonly Cents[],
  { envelopeCents }: AllocationRequest,
  mayLeaveSome: boolean,
): readonly AllocationRefusal[] {
  const sum = amounts.reduce((total, amount) => total + amount, 0n)
  const about = { subject: frenchCents(cents(sum)), expected: frenchCents(envelopeCents) }
  if (sum > envelopeCents) return [refusal('amounts-above-envelope', about)]
  return sum === envelopeCents || mayLeaveSome ? [] : [refusal('amounts-differ-from-envelope', about)]
}
