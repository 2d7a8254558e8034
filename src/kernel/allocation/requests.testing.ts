import fc from 'fast-check'
import { cents } from '#kernel/money'
import {
  type Allocation,
  type AllocationRequest,
  type AllocationRule,
  allocate,
  type Candidate,
  DEFAULT_TIES,
  type Limits,
  type Split,
} from './index.ts'

/** A project as a test writes it, in euros: « 12 votes, asks for 100 €, costs 100 € ». */
export type Sketch = {
  readonly votes: number
  readonly asks: number
  readonly costs?: number
  readonly category?: string
  readonly territory?: string
  readonly lot?: number
}

/** A request in euros, one project per key. */
export function requestOf(
  envelope: number,
  rule: AllocationRule,
  sketches: Readonly<Record<string, Sketch>>,
  options: Partial<AllocationRequest> = {},
): AllocationRequest {
  const projects = Object.entries(sketches).map(([id, sketch], index): Candidate => {
    const { votes, asks, costs = asks, category = '', territory = '', lot = index + 1 } = sketch
    return {
      id,
      name: `Projet ${id}`,
      category,
      territory,
      votes: BigInt(votes),
      requestedCents: euros(asks),
      costCents: euros(costs),
      lot,
    }
  })
  const limits: Limits = { caps: undefined, maximumCostShareBasisPoints: undefined }
  return {
    projects,
    envelopeCents: euros(envelope),
    rule,
    limits,
    roundingCents: cents(100n),
    ties: DEFAULT_TIES,
    ...options,
  }
}

export function euros(amount: number) {
  return cents(BigInt(Math.round(amount * 100)))
}

export function amountsInEuros(amounts: Readonly<Record<string, number>>) {
  return new Map(Object.entries(amounts).map(([name, amount]) => [name, euros(amount)]))
}

/** The allocation of a request that is right. */
export function allocationOf(request: AllocationRequest): Allocation {
  const result = allocate(request)
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value
}

/** « A 100, B 50 »: euros by project, in the order of the request. */
export function told({ amounts }: Allocation): string {
  return amounts.map(({ project, amountCents }) => `${project.id} ${Number(amountCents) / 100}`).join(', ')
}

export function amountById({ amounts }: Allocation): ReadonlyMap<string, bigint> {
  return new Map(amounts.map(({ project, amountCents }) => [project.id, amountCents]))
}

const NAMES = ['a', 'b', 'c'] as const
const anyMoney = (most: number) => fc.integer({ min: 1, max: most }).map((value) => cents(BigInt(value)))
const anyWhenShort = fc.constantFrom('part', 'skip', 'stop')
const anyClaimsShort = fc.constantFrom('part', 'skip', 'stop', 'reduce')
const anyGrouping = fc.constantFrom('all', 'category', 'territory')

/** Small numbers, so that ties, caps reached and envelopes too short or too long are common. */
const anyProjects: fc.Arbitrary<readonly Candidate[]> = fc
  .array(
    fc.record({
      category: fc.constantFrom(...NAMES),
      territory: fc.constantFrom(...NAMES),
      votes: fc.oneof(fc.bigInt(0n, 5n), fc.bigInt(0n, 2000n)),
      costCents: anyMoney(5000),
      asked: fc.integer({ min: 1, max: 100 }),
    }),
    { minLength: 1, maxLength: 9 },
  )
  .map((rows) =>
    rows.map(({ asked, ...row }, index) => ({
      ...row,
      id: `p${index}`,
      name: '',
      requestedCents: cents((row.costCents * BigInt(asked) + 99n) / 100n),
      // Not the order of the rows: 7 has no common factor with fewer than 10 projects or more.
      lot: ((index * 7) % 11) + 1,
    })),
  )

function anyAmounts(envelope: bigint, isExact: boolean) {
  return fc.tuple(fc.nat(20), fc.nat(20), fc.nat(20)).map(([x, y, z]) => {
    const weights = [x, y, z + 1].map(BigInt)
    const sum = weights.reduce((a, b) => a + b, 0n)
    const parts = weights.map((weight) => (envelope * weight) / sum)
    if (isExact) parts[2]! += envelope - parts.reduce((a, b) => a + b, 0n)
    return new Map(NAMES.map((name, index) => [name, cents(parts[index]!)]))
  })
}

export function anySplit(envelope: bigint): fc.Arbitrary<Split> {
  return fc.oneof(
    fc.constantFrom<Split>({ by: 'votes' }, { by: 'ceilings' }),
    anyAmounts(envelope, true).map((amounts): Split => ({ by: 'amounts', amounts, whenLeft: 'to-others' })),
    anyAmounts(envelope, false).map((amounts): Split => ({ by: 'amounts', amounts, whenLeft: 'reserved' })),
  )
}

export function anyProportional(envelope: bigint): fc.Arbitrary<AllocationRule> {
  return fc.tuple(anyGrouping, anySplit(envelope)).map(([within, split]) => ({
    kind: 'proportional',
    within,
    split: within === 'all' && split.by === 'amounts' ? { by: 'votes' } : split,
  }))
}

function anyRule(envelope: bigint): fc.Arbitrary<AllocationRule> {
  const money = fc.oneof(fc.constant(cents(envelope / 3n || 1n)), anyAmounts(envelope, false))
  return fc.oneof(
    anyProportional(envelope),
    anyWhenShort.map((whenShort): AllocationRule => ({ kind: 'ranking', whenShort })),
    fc
      .record({ amounts: anyAmounts(3000n, false), whenShort: anyClaimsShort })
      .map((rule): AllocationRule => ({ kind: 'fixed-by-category', ...rule })),
    fc
      .record({
        first: fc.integer({ min: 1, max: 3 }),
        top: anyMoney(3000),
        within: anyGrouping,
        whenShort: anyClaimsShort,
      })
      .map(
        ({ first, top, ...rule }): AllocationRule => ({
          kind: 'tiers-by-rank',
          tiers: [
            { throughRank: first, amountCents: top },
            { throughRank: first + 2, amountCents: cents(top / 2n) },
            { throughRank: 'last', amountCents: cents(top / 5n) },
          ],
          ...rule,
        }),
      ),
    fc
      .record({ money, count: fc.integer({ min: 1, max: 2 }), isMoney: fc.boolean(), whenShort: anyWhenShort })
      .filter(({ money: amount, isMoney }) => !isMoney || typeof amount !== 'bigint' || amount * 3n <= envelope)
      .map(
        ({ money: amount, count, isMoney, whenShort }): AllocationRule => ({
          kind: 'territory-quota',
          quota: isMoney ? { of: 'money', amount } : { of: 'projects', count },
          whenShort,
        }),
      ),
  )
}

const anyLimits: fc.Arbitrary<Limits> = fc.record({
  caps: fc.option(
    fc
      .tuple(anyMoney(3000), fc.oneof(anyMoney(3000), fc.constant('none' as const)), anyMoney(3000))
      .map((caps) => new Map(NAMES.map((name, index) => [name, caps[index]!]))),
    { nil: undefined },
  ),
  maximumCostShareBasisPoints: fc.option(fc.integer({ min: 1, max: 10_000 }), { nil: undefined }),
})

/** A right request for any rule, or for those given. */
export function anyRequest(ruleFor = anyRule): fc.Arbitrary<AllocationRequest> {
  return anyMoney(20_000).chain((envelopeCents) =>
    fc
      .record({
        projects: anyProjects,
        envelopeCents: fc.constant(envelopeCents),
        rule: ruleFor(envelopeCents),
        limits: anyLimits,
        roundingCents: fc.constantFrom(cents(1n), cents(100n), cents(50n)),
        ties: fc.constant(DEFAULT_TIES),
      })
      .filter(({ projects }) => projects.some(({ votes }) => votes > 0n)),
  )
}
