import type { Fraction, Profile } from '../model.ts'
import type { PaymentClass } from './model.ts'

/**
 * One exact amount per group of ballots, all under one denominator. Groups that hold the same share a slot: the
 * arithmetic is done once for them all.
 */
export type Purses = { denominator: bigint; amounts: bigint[]; readonly slotOf: Int32Array }

/** Who may pay in a round: the groups that support the project, and one voter's weight in each. */
export type Backers = { readonly groups: Int32Array; readonly weights: Float64Array }

/** What one voter pays, and has afterwards. */
type Settlement = { readonly paid: bigint; readonly next: bigint }

export function openPurses({ groupCount }: Profile, { numerator, denominator }: Fraction): Purses {
  return { denominator, amounts: [numerator], slotOf: new Int32Array(groupCount) }
}

/** Brings all purses under a denominator that `value` has too, and gives its numerator there. */
export function toCommon(purses: Purses, { numerator, denominator }: Fraction): bigint {
  const factor = denominator / commonDivisor(denominator, purses.denominator)
  if (factor > 1n) {
    purses.denominator *= factor
    purses.amounts = purses.amounts.map((amount) => amount * factor)
  }
  return numerator * (purses.denominator / denominator)
}

/** Lets backers pay: each class of voters once. Those who pay nothing are not among the payers. */
export function settle(
  { multiplicities }: Profile,
  purses: Purses,
  { groups, weights }: Backers,
  price: (had: bigint, weight: number) => Settlement,
) {
  const payers: number[] = []
  const classOf: number[] = []
  const classes: (PaymentClass & { voters: number; readonly slot: number })[] = []
  const known = new Map<string, number>()
  for (const [at, group] of groups.entries()) {
    const key = `${purses.slotOf[group]} ${weights[at]}`
    let index = known.get(key)
    if (index === undefined) {
      index = classes.length
      known.set(key, index)
      const had = purses.amounts[purses.slotOf[group]!]!
      const { paid, next } = price(had, weights[at]!)
      classes.push({ voters: 0, weight: weights[at]!, had, paid, emptied: next === 0n, slot: slotFor(purses, next) })
    }
    const settled = classes[index]!
    purses.slotOf[group] = settled.slot
    if (settled.paid === 0n) continue
    settled.voters += multiplicities[group]!
    payers.push(group)
    classOf.push(index)
  }
  tidy(purses)
  const paying = classes.map(({ slot: _, ...each }): PaymentClass => each)
  return { groups: Int32Array.from(payers), classOf: Int32Array.from(classOf), classes: paying }
}

function slotFor(purses: Purses, amount: bigint): number {
  return purses.amounts.push(amount) - 1
}

/** Puts equal amounts in one slot and forgets those nobody holds any more. */
function tidy(purses: Purses): void {
  const kept: bigint[] = []
  const slotOfAmount = new Map<bigint, number>()
  const moved = new Map<number, number>()
  for (const [group, slot] of purses.slotOf.entries()) {
    let next = moved.get(slot)
    if (next === undefined) {
      const amount = purses.amounts[slot]!
      next = slotOfAmount.get(amount) ?? kept.push(amount) - 1
      slotOfAmount.set(amount, next)
      moved.set(slot, next)
    }
    purses.slotOf[group] = next
  }
  purses.amounts = kept
}

function commonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b]
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}
