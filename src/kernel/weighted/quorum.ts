import type { Fraction } from '#kernel/fraction'
import type { College, Presence } from './model.ts'

/** How many must be present or represented, as a part of the members: on the first convocation, then on the second. */
export type QuorumRule = {
  readonly first: Fraction
  readonly second: Fraction
  readonly scope: 'assembly' | 'each-college'
}

export type Convocation = 1 | 2

/** `college` is null for the whole assembly. `needed`: the fewest that reach it. */
export type QuorumLine = {
  readonly college: string | null
  readonly members: number
  readonly present: number
  readonly needed: number
}

export type Quorum = { readonly isMet: boolean; readonly lines: readonly QuorumLine[] }

/** Whether enough members are there. Their number counts, not the weight of their college. */
export function decideQuorum(
  colleges: readonly College[],
  rule: QuorumRule,
  convocation: Convocation,
  members: Presence,
  present: Presence,
): Quorum {
  const part = convocation === 1 ? rule.first : rule.second
  const line = (college: string | null, codes: readonly string[]): QuorumLine => {
    const [all, there] = [sumOf(members, codes), sumOf(present, codes)]
    return { college, members: all, present: there, needed: neededOf(all, part) }
  }
  const codes = colleges.map(({ code }) => code)
  const lines = rule.scope === 'assembly' ? [line(null, codes)] : codes.map((code) => line(code, [code]))
  return { isMet: lines.every(({ present: there, needed }) => there >= needed), lines }
}

// Rounded up: a third of 10 is reached by 4.
function neededOf(members: number, { numerator, denominator }: Fraction): number {
  return Number((BigInt(members) * numerator + denominator - 1n) / denominator)
}

function sumOf(counts: Presence, codes: readonly string[]): number {
  return codes.reduce((sum, code) => sum + (counts[code] ?? 0), 0)
}
