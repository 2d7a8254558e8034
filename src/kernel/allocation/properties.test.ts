import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Allocation, AllocationRequest } from './index.ts'
import { proportionalByDefinition } from './references.testing.ts'
import { allocationOf, amountById, anyProportional, anyRequest } from './requests.testing.ts'

const MANY = { numRuns: 600 }

test('the sum is never more than the envelope, and what is left is told', () => {
  holds((request, { amounts, totalCents, leftCents }) => {
    const sum = amounts.reduce((total, { amountCents }) => total + amountCents, 0n)
    expect(sum).toBe(totalCents)
    expect(totalCents + leftCents).toBe(request.envelopeCents)
    expect(leftCents).toBeGreaterThanOrEqual(0n)
  })
})

test('nobody gets more than the cap of their category, their request, or the maximum share of their cost', () => {
  holds(({ limits }, { amounts }) => {
    for (const { project, amountCents } of amounts) {
      expect(amountCents).toBeGreaterThanOrEqual(0n)
      expect(amountCents).toBeLessThanOrEqual(project.requestedCents)
      const cap = limits.caps?.get(project.category)
      if (typeof cap === 'bigint') expect(amountCents).toBeLessThanOrEqual(cap)
      const share = limits.maximumCostShareBasisPoints
      if (share !== undefined) expect(amountCents * 10_000n).toBeLessThanOrEqual(project.costCents * BigInt(share))
    }
  })
})

test('every amount is a multiple of the rounding unit', () => {
  holds(({ roundingCents }, { amounts }) => {
    for (const { amountCents } of amounts) expect(amountCents % roundingCents).toBe(0n)
  })
})

test('the order of the rows changes nothing, not even a computation', () => {
  fc.assert(
    fc.property(anyRequest(), fc.nat(), (request, seed) => {
      const direct = allocationOf(request)
      const shuffled = allocationOf({ ...request, projects: shuffle(request.projects, seed) })
      const byId = new Map(shuffled.amounts.map((amount) => [amount.project.id, amount]))
      for (const amount of direct.amounts) expect(byId.get(amount.project.id)).toEqual(amount)
    }),
    MANY,
  )
})

test('proportional: one more vote never gives less', () => {
  fc.assert(
    fc.property(anyRequest(anyProportional), fc.nat(8), fc.bigInt(1n, 3n), (request, pick, more) => {
      const favourite = request.projects[pick % request.projects.length]!
      const before = amountById(allocationOf(request)).get(favourite.id)!
      const after = amountById(allocationOf(withMoreVotes(request, favourite.id, more))).get(favourite.id)!
      expect(after).toBeGreaterThanOrEqual(before)
    }),
    { numRuns: 3000 },
  )
})

test('proportional: to the unit, the amounts of the definition', () => {
  fc.assert(
    fc.property(anyRequest(anyProportional), (request) => {
      const { rule } = request
      if (rule.kind !== 'proportional') return
      const amounts = allocationOf(request).amounts.map(({ amountCents }) => amountCents)
      expect(amounts).toEqual(proportionalByDefinition(request, rule))
    }),
    { numRuns: 1500 },
  )
})

test('ranking: one more vote never gives less', () => {
  const anyRanking = () =>
    fc.constantFrom('part', 'skip', 'stop').map((whenShort) => ({ kind: 'ranking', whenShort }) as const)
  fc.assert(
    fc.property(anyRequest(anyRanking), fc.nat(8), fc.bigInt(1n, 3n), (request, pick, more) => {
      const favourite = request.projects[pick % request.projects.length]!
      const before = amountById(allocationOf(request)).get(favourite.id)!
      const after = amountById(allocationOf(withMoreVotes(request, favourite.id, more))).get(favourite.id)!
      expect(after).toBeGreaterThanOrEqual(before)
    }),
    MANY,
  )
})

test('no money is left while somebody who has votes could receive more (unless it is reserved or asked to stop)', () => {
  holds(({ rule, roundingCents }, { amounts, leftCents }) => {
    if (rule.kind === 'proportional' && !(rule.split.by === 'amounts' && rule.split.whenLeft === 'reserved')) {
      // A group given nothing by the règlement, or without votes, receives nothing.
      const given = amounts.filter(({ project, steps }) => project.votes > 0n && steps.every(hasWeight))
      if (leftCents >= roundingCents) expect(given.every(isFull)).toBe(true)
    }
    if ((rule.kind === 'ranking' || rule.kind === 'territory-quota') && rule.whenShort === 'part')
      if (leftCents >= roundingCents) expect(amounts.every(isFull)).toBe(true)
  })
})

test('every computation ends at its amount', () => {
  holds(({ roundingCents }, { amounts }) => {
    for (const { amountCents, steps, ceiling } of amounts) {
      const turns = steps.filter((step) => step.kind === 'turn')
      const last = steps.at(-1)
      if (turns.length > 0) expect(turns.reduce((sum, { givenCents }) => sum + givenCents, 0n)).toBe(amountCents)
      else if (last?.kind === 'rounding') {
        expect(last.amountCents).toBe(amountCents)
        const gap = amountCents * last.share.denominator - last.share.numerator
        expect(gap > 0n).toBe(last.isRaised)
        expect(gap < 0n ? -gap : gap).toBeLessThan(roundingCents * last.share.denominator)
      } else if (last?.kind === 'votes-share' && !last.isCapped)
        expect(last.share).toEqual({ numerator: amountCents as bigint, denominator: 1n })
      else if (last?.kind === 'votes-share' || last?.kind === 'maximum') expect(amountCents).toBe(ceiling.roundedCents)
    }
  })
})

function holds(check: (request: AllocationRequest, allocation: Allocation) => void): void {
  fc.assert(
    fc.property(anyRequest(), (request) => check(request, allocationOf(request))),
    MANY,
  )
}

function isFull({ amountCents, ceiling }: Allocation['amounts'][number]): boolean {
  return amountCents === ceiling.roundedCents
}

function hasWeight(step: Allocation['amounts'][number]['steps'][number]): boolean {
  return step.kind !== 'group-share' || step.weight > 0n
}

function withMoreVotes(request: AllocationRequest, id: string, more: bigint): AllocationRequest {
  const projects = request.projects.map((each) => (each.id === id ? { ...each, votes: each.votes + more } : each))
  return { ...request, projects }
}

function shuffle<Item>(items: readonly Item[], seed: number): readonly Item[] {
  const keys = items.map((_, index) => Math.sin((index + 1) * (seed + 1)))
  return items
    .map((_, index) => index)
    .sort((a, b) => keys[a]! - keys[b]!)
    .map((index) => items[index]!)
}
