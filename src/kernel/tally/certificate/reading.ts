import type { Election, Rule, Utility } from '../model.ts'

/**
 * The ballots as a checker reads them, from the specification: nothing here comes from the programs that count.
 *
 * @see  docs/specifications/tally.md, « Utility » and « The order of ties »
 */
export type Reading = {
  readonly election: Election
  readonly rule: Rule
  readonly ballots: readonly Ballot[]
  /** Voters who chose each project. */
  readonly votes: readonly bigint[]
  /** Whether project `a` goes before `b` when their places are equal. */
  readonly isBefore: (a: number, b: number) => boolean
}

/** A group of identical ballots. */
export type Ballot = { readonly voters: bigint; readonly choices: readonly Choice[] }

/** A project chosen, and what it is worth to one voter, if funded. */
export type Choice = { readonly project: number; readonly worth: bigint }

export function readBallots(election: Election, rule: Rule): Reading {
  const { profile, projects } = election
  const longest = longestBallot(election)
  const utility = rule.kind === 'phragmen' ? 'cardinality' : rule.utility
  const ballots = Array.from(profile.multiplicities, (voters, group): Ballot => {
    const [start, end] = [profile.offsets[group]!, profile.offsets[group + 1]!]
    const choices = Array.from(profile.choices.subarray(start, end), (project, rank): Choice => {
      const points = profile.points?.[start + rank] ?? 0
      return { project, worth: worthOf(utility, projects[project]!.cost, points, rank, end - start, longest) }
    })
    return { voters: BigInt(voters), choices }
  })
  const votes = totalsOf(election, ballots, () => 1n)
  return { election, rule, ballots, votes, isBefore: orderOfTies(election, rule, votes) }
}

/** U(p): what each project is worth to all its supporters together. */
export function utilitiesIn({ election, ballots }: Reading): readonly bigint[] {
  return totalsOf(election, ballots, ({ worth }) => worth)
}

function worthOf(
  utility: Utility,
  cost: bigint,
  points: number,
  rank: number,
  length: number,
  longest: number,
): bigint {
  const worth: Readonly<Record<Utility, bigint>> = {
    cost,
    cardinality: 1n,
    points: BigInt(points),
    borda: BigInt(length - 1 - rank),
    positions: BigInt(longest - rank),
  }
  return worth[utility]
}

function longestBallot({ meta, profile }: Election): number {
  const allowed = /^\s*(\d{1,9})\s*$/.exec(meta.get('max_length') ?? '')?.[1] ?? '0'
  return profile.offsets.reduce(
    (longest, end, at) => Math.max(longest, end - (profile.offsets[at - 1] ?? end)),
    Number(allowed),
  )
}

function totalsOf(
  { projects }: Election,
  ballots: readonly Ballot[],
  value: (choice: Choice) => bigint,
): readonly bigint[] {
  const totals = projects.map(() => 0n)
  for (const { voters, choices } of ballots) {
    for (const choice of choices) totals[choice.project]! += voters * value(choice)
  }
  return totals
}

function orderOfTies({ projects }: Election, { ties }: Rule, votes: readonly bigint[]) {
  return (a: number, b: number): boolean => {
    const [first, second] = [projects[a]!, projects[b]!]
    if (ties === 'id') return first.id < second.id
    if (first.cost !== second.cost) return first.cost < second.cost
    return votes[a] === votes[b] ? a < b : votes[a]! > votes[b]!
  }
}
