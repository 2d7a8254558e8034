import type { Day } from '#kernel/calendar'
import type {
  Answer,
  College,
  Convocation,
  ElectionRule,
  GivenProxy,
  MotionRule,
  Presence,
  Quorum,
  QuorumRule,
} from '#kernel/weighted'
import { decideQuorum, votersOf } from '#kernel/weighted'

export type AssemblyState = 'preparation' | 'session' | 'over'

/** A meeting that votes by college. */
export type Assembly = {
  readonly id: string
  readonly slug: string
  readonly title: string
  readonly heldOn: Day
  readonly place: string
  readonly convocation: Convocation
  readonly quorum: QuorumRule
  /** How many proxies one member may hold. */
  readonly proxyCap: number
  readonly state: AssemblyState
  readonly colleges: readonly College[]
  /** What members' codes are made of; null once the assembly is over. */
  readonly codeSeed: Uint8Array | null
}

export type Member = { readonly id: string; readonly number: number; readonly name: string; readonly college: string }

/** Who is a member, who is there, and who votes for whom. */
export type Room = {
  readonly members: readonly Member[]
  readonly present: ReadonlySet<string>
  readonly proxies: readonly GivenProxy[]
}

export type QuestionRule =
  | { readonly kind: 'motion'; readonly motion: MotionRule }
  | { readonly kind: 'election'; readonly election: ElectionRule; readonly candidates: readonly string[] }

export type Question = {
  readonly id: string
  readonly number: number
  readonly title: string
  readonly details: string
  readonly state: 'waiting' | 'open' | 'closed'
  readonly rule: QuestionRule
}

/** What a member says to a question; `choices` are ranks in the list of candidates, none for a blank vote. */
export type Voice =
  | { readonly kind: 'motion'; readonly answer: Answer }
  | { readonly kind: 'election'; readonly choices: readonly number[] }

/** `castBy` is another member when the vote is by proxy. */
export type Vote = { readonly memberId: string; readonly castBy: string; readonly voice: Voice }

/** A question with everything said; `voters` is null until it is closed. */
export type Asked = Question & { readonly votes: readonly Vote[]; readonly voters: ReadonlySet<string> | null }

/** How many of these members each college has. */
export function countByCollege(members: readonly Member[], among?: ReadonlySet<string>): Presence {
  const counts: Record<string, number> = {}
  for (const { id, college } of members) if (!among || among.has(id)) counts[college] = (counts[college] ?? 0) + 1
  return counts
}

/** Where the quorum stands now: presence alone, never a vote. */
export function quorumOf(assembly: Assembly, { members, present, proxies }: Room): Quorum {
  return quorumAmong(assembly, members, votersOf(proxies, present))
}

/** Where it stood with these members present or represented. */
export function quorumAmong(assembly: Assembly, members: readonly Member[], voters: ReadonlySet<string>): Quorum {
  const there = countByCollege(members, voters)
  return decideQuorum(assembly.colleges, assembly.quorum, assembly.convocation, countByCollege(members), there)
}
