import { compare, type Fraction, fraction } from '#kernel/fraction'
import { cents } from '#kernel/money'
import { type Contest, groupsOf, lesser, roundedDown } from './contest.ts'
import type { ProportionalRule, Step } from './model.ts'
import { type Computed, type Exact, roundTogether } from './rounding.ts'
import { fill } from './water-filling.ts'

type Group = {
  readonly name: string
  /** Positions of its projects. */
  readonly members: readonly number[]
  readonly votes: bigint
  /** What its projects with votes may receive at most, together, in cents. */
  readonly ceiling: bigint
}

/** A group and what it shares among its projects, in cents. */
type Funded = { readonly group: Group; readonly pot: Fraction; readonly steps: readonly Step[] }

/**
 * Proportional to votes within groups: the envelope fills the groups, then each group's part fills its projects, both
 * by water-filling; amounts are rounded last, all together, so that one more vote never gives less.
 */
export function proportional(contest: Contest, rule: ProportionalRule): readonly Computed[] {
  const groups = [...groupsOf(contest, rule.within)].map(([name, members]) => groupOf(contest, name, members))
  const computed = new Array<Computed>(contest.projects.length)
  for (const funded of roundedApart(fundGroups(contest, rule, groups), rule)) {
    const positions = funded.flatMap(({ group }) => group.members)
    const exact = funded.flatMap((each) => shareByVotes(contest, rule, each))
    roundTogether(contest, positions, exact).forEach((each, index) => {
      computed[positions[index]!] = each
    })
  }
  return computed
}

function groupOf({ projects, ceilings }: Contest, name: string, members: readonly number[]): Group {
  const chosen = members.filter((position) => projects[position]!.votes > 0n)
  return {
    name,
    members,
    votes: chosen.reduce((total, position) => total + projects[position]!.votes, 0n),
    ceiling: chosen.reduce((total, position) => total + ceilings[position]!.roundedCents, 0n),
  }
}

/** A reserved amount is rounded apart: a cent of it never goes to another group. */
function roundedApart(funded: readonly Funded[], { split }: ProportionalRule): readonly (readonly Funded[])[] {
  return isReserved(split) ? funded.map((each) => [each]) : [funded]
}

function fundGroups(contest: Contest, rule: ProportionalRule, groups: readonly Group[]): readonly Funded[] {
  const { within, split } = rule
  if (split.by === 'amounts' && split.whenLeft === 'reserved') {
    return groups.map((group) => {
      const amount = roundedDown(split.amounts.get(group.name)!, contest.request)
      const pot = fraction(lesser(amount, group.ceiling))
      return { group, pot, steps: [{ kind: 'group-reserved', within, group: group.name, amountCents: cents(amount) }] }
    })
  }
  const vessels = groups.map((group) => ({ weight: weightOf(group, rule), ceiling: fraction(group.ceiling) }))
  return fill(fraction(contest.pot), vessels).map(({ amount, shares }, index) => {
    const group = groups[index]!
    const { ceiling } = vessels[index]!
    const steps: readonly Step[] = shares.map((share) => ({
      kind: 'group-share',
      within,
      group: group.name,
      by: split.by,
      ceiling,
      ...share,
    }))
    return { group, pot: amount, steps: within === 'all' ? [] : steps }
  })
}

function weightOf(group: Group, { split }: ProportionalRule): bigint {
  if (split.by === 'amounts') return split.amounts.get(group.name)!
  return split.by === 'votes' ? group.votes : group.ceiling
}

function shareByVotes({ projects, ceilings }: Contest, { within }: ProportionalRule, funded: Funded): readonly Exact[] {
  const { name, members, ceiling } = funded.group
  const vessels = members.map((position) => ({
    weight: projects[position]!.votes,
    ceiling: fraction(ceilings[position]!.roundedCents),
  }))
  // A share that reaches the ceilings of all fills each: rounds of water-filling would only say it at length.
  const isFull = compare(funded.pot, fraction(ceiling)) === 0
  return fill(funded.pot, vessels).map(({ amount, shares }, index) => {
    const steps: readonly Step[] =
      isFull && vessels[index]!.weight > 0n
        ? [{ kind: 'maximum', within, group: name }]
        : shares.map((share) => ({ kind: 'votes-share', within, group: name, ...share }))
    return { share: amount, steps: [...funded.steps, ...steps] }
  })
}

function isReserved(split: ProportionalRule['split']): boolean {
  return split.by === 'amounts' && split.whenLeft === 'reserved'
}
