import { done, type Result, refuse } from '#kernel/result'
import { type ProxyRefusal, servingProxies } from '#kernel/weighted'
import { type Asked, type Assembly, type Question, quorumOf, type Room, type Voice } from './model.ts'

/** Why what was asked of an assembly is not done, gravest first. */
export type AssemblyRefusal =
  | 'assembly-unknown'
  | 'assembly-over'
  | 'not-in-session'
  | 'session-begun'
  | 'nobody-listed'
  | 'quorum-missing'
  | 'question-unknown'
  | 'question-asked'
  | 'another-open'
  | 'still-open'
  | 'too-many-questions'
  | 'member-unknown'
  | ProxyRefusal
  | VoteRefusal

/** Why a vote is not taken. */
export type VoteRefusal = 'not-open' | 'not-present' | 'not-theirs' | 'not-an-answer'

export function decideSession(assembly: Assembly, room: Room): Result<null, AssemblyRefusal> {
  if (assembly.state !== 'preparation') return refuse('session-begun')
  return room.members.length === 0 ? refuse('nobody-listed') : done(null)
}

export function decideAsking(
  assembly: Assembly,
  room: Room,
  questions: readonly Question[],
  number: number,
): Result<Question, AssemblyRefusal> {
  if (assembly.state !== 'session') return refuse(assembly.state === 'over' ? 'assembly-over' : 'not-in-session')
  const question = questions.find((each) => each.number === number)
  if (!question) return refuse('question-unknown')
  if (question.state !== 'waiting') return refuse('question-asked')
  if (questions.some(({ state }) => state === 'open')) return refuse('another-open')
  return quorumOf(assembly, room).isMet ? done(question) : refuse('quorum-missing')
}

/** @param castBy  the member who acts; `member`: whose vote it is, theirs or that of somebody they represent now */
export function decideVote(
  { present, proxies }: Room,
  question: Question | undefined,
  vote: { readonly castBy: string; readonly member: string; readonly voice: Voice | undefined },
): Result<Voice, VoteRefusal> {
  if (question?.state !== 'open') return refuse('not-open')
  if (!present.has(vote.castBy)) return refuse('not-present')
  const isTheirs =
    vote.member === vote.castBy ||
    servingProxies(proxies, present).some(({ giver, holder }) => giver === vote.member && holder === vote.castBy)
  if (!isTheirs) return refuse('not-theirs')
  return vote.voice && isAnswerTo(question, vote.voice) ? done(vote.voice) : refuse('not-an-answer')
}

function isAnswerTo({ rule }: Question, voice: Voice): boolean {
  if (rule.kind === 'motion' || voice.kind === 'motion') return rule.kind === voice.kind
  const { choices } = voice
  const areCandidates = choices.every(
    (choice) => Number.isInteger(choice) && choice >= 0 && choice < rule.candidates.length,
  )
  return areCandidates && new Set(choices).size === choices.length && choices.length <= rule.election.seats
}

/** Who this member votes for now: themselves first, then those they represent, by their number. */
export function votesOf(room: Room, memberId: string): Room['members'] {
  const serving = servingProxies(room.proxies, room.present)
  const givers = new Set(serving.filter(({ holder }) => holder === memberId).map(({ giver }) => giver))
  const own = room.members.filter(({ id }) => id === memberId)
  return [...own, ...room.members.filter(({ id }) => givers.has(id))]
}

/** Votes that count: of members who were there, in person or by proxy, when the question was closed. */
export function countedVotes({ votes, voters }: Asked): Asked['votes'] {
  return voters === null ? [] : votes.filter(({ memberId }) => voters.has(memberId))
}
