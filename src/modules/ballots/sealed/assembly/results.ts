import { assert } from '#kernel/result'
import {
  countElection,
  countMotion,
  type ElectionCount,
  type MotionCount,
  type Term,
  writtenFraction,
} from '#kernel/weighted'
import { countedVotes } from './decide.ts'
import { type Asked, type Assembly, countByCollege, type Member } from './model.ts'

export type QuestionResult =
  | { readonly kind: 'motion'; readonly count: MotionCount }
  | { readonly kind: 'election'; readonly count: ElectionCount; readonly candidates: readonly string[] }

/** Counts a closed question from its votes: the same at every reading. Undefined while it is not closed. */
export function resultOf(assembly: Assembly, members: readonly Member[], question: Asked): QuestionResult | undefined {
  const { rule, voters } = question
  if (voters === null) return undefined
  const college = new Map(members.map((member) => [member.id, member.college]))
  const counted = countedVotes(question).map(({ memberId, voice }) => ({ college: college.get(memberId)!, voice }))
  if (rule.kind === 'motion') {
    const votes = counted.map(({ college: code, voice }) => {
      assert(voice.kind === 'motion', 'a motion is answered by yes, no or abstain')
      return { college: code, answer: voice.answer }
    })
    const count = countMotion(assembly.colleges, rule.motion, votes, countByCollege(members, voters))
    return { kind: 'motion', count }
  }
  const votes = counted.map(({ college: code, voice }) => {
    assert(voice.kind === 'election', 'an election is answered by candidates')
    return { college: code, choices: voice.choices }
  })
  const count = countElection(assembly.colleges, rule.election, rule.candidates.length, votes)
  return { kind: 'election', count, candidates: rule.candidates }
}

/** « 3/10 × 12/17 »: what one college brings; « aucune voix » where none counts. */
export function writtenTerm({ applied, yes, base }: Term): string {
  return base === 0 ? 'aucune voix' : `${writtenFraction(applied)} × ${yes}/${base}`
}

/** « 1/2 × 2/3 + 1/2 × 0/4 »: the whole share, to add up again by hand. */
export function writtenTerms(terms: readonly Term[]): string {
  const heard = terms.filter(({ base }) => base > 0)
  return heard.length === 0 ? 'aucune voix' : heard.map(writtenTerm).join(' + ')
}
