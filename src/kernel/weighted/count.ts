import { add, compare, divide, type Fraction, fraction, multiply, ZERO } from '#kernel/fraction'
import { assert } from '#kernel/result'
import type {
  College,
  ElectionCount,
  ElectionRule,
  ElectionVote,
  MotionCount,
  MotionRule,
  MotionVote,
  Presence,
  Share,
  SilentCollege,
  Term,
} from './model.ts'

type Tally = Pick<Term, 'college' | 'yes' | 'no' | 'abstain' | 'base'>

const ONE = fraction(1n)

/**
 * Counts a motion, each college by its weight, exactly.
 *
 * @param presence  of use when the rule is « of those present »: nobody votes who is not there
 * @see  docs/specifications/weighted-vote.md
 */
export function countMotion(
  colleges: readonly College[],
  rule: MotionRule,
  votes: readonly MotionVote[],
  presence: Presence,
): MotionCount {
  assertColleges(colleges, votes)
  const tallies = colleges.map(({ code }): Tally => {
    const given = (answer: MotionVote['answer']) =>
      votes.filter((vote) => vote.college === code && vote.answer === answer).length
    const [yes, no, abstain] = [given('yes'), given('no'), given('abstain')]
    const present = presence[code] ?? 0
    if (rule.of === 'expressed') return { college: code, yes, no, abstain, base: yes + no }
    assert(yes + no + abstain <= present, 'who votes is present or represented')
    return { college: code, yes, no, abstain, base: present }
  })
  const share = shareOf(colleges, rule.silent, tallies)
  return { ...share, isAdopted: share.share !== null && isReached(share.share, rule) }
}

/**
 * Counts an election: seats go to the candidates of greatest share, equals in the declared order. Who has no vote is not
 * elected, even when a seat stays empty.
 *
 * @param candidates  how many; their ranks are the declared order
 */
export function countElection(
  colleges: readonly College[],
  rule: ElectionRule,
  candidates: number,
  votes: readonly ElectionVote[],
): ElectionCount {
  assertColleges(colleges, votes)
  assert(
    votes.every(({ choices }) => choices.every((choice, at) => choice < candidates && choices.indexOf(choice) === at)),
    'a vote names candidates, each once',
  )
  const counted = Array.from({ length: candidates }, (_, candidate) =>
    shareOf(
      colleges,
      rule.silent,
      colleges.map(({ code }) => electionTally(code, candidate, votes)),
    ),
  )
  return { candidates: counted, ...electedOf(counted, rule.seats) }
}

// A blank vote is for nobody: it is in no base.
function electionTally(college: string, candidate: number, votes: readonly ElectionVote[]): Tally {
  const own = votes.filter((vote) => vote.college === college && vote.choices.length > 0)
  const yes = own.filter(({ choices }) => choices.includes(candidate)).length
  return { college, yes, no: 0, abstain: 0, base: own.length }
}

function electedOf(counted: readonly Share[], seats: number): Pick<ElectionCount, 'elected' | 'tied'> {
  const ranked = counted
    .flatMap(({ share }, rank) => (share && share.numerator > 0n ? [{ rank, share }] : []))
    .toSorted((one, other) => compare(other.share, one.share) || one.rank - other.rank)
  const [last, next] = [ranked[seats - 1], ranked[seats]]
  const isTied = last && next && compare(last.share, next.share) === 0
  const tied = isTied ? ranked.filter(({ share }) => compare(share, last.share) === 0) : []
  return { elected: ranked.slice(0, seats).map(({ rank }) => rank), tied: tied.map(({ rank }) => rank) }
}

function isReached(share: Fraction, { threshold, isStrict }: MotionRule): boolean {
  const difference = compare(share, threshold)
  return isStrict ? difference > 0 : difference >= 0
}

function shareOf(colleges: readonly College[], silent: SilentCollege, tallies: readonly Tally[]): Share {
  const speaking = colleges.filter((_, at) => tallies[at]!.base > 0).map(({ weight }) => weight)
  const total = silent === 'shared' ? speaking.reduce(add, ZERO) : ONE
  const terms = colleges.map(({ weight }, at): Term => {
    const isHeard = tallies[at]!.base > 0
    return { ...tallies[at]!, weight, applied: isHeard ? divide(weight, total) : silent === 'lost' ? weight : ZERO }
  })
  if (speaking.length === 0) return { share: null, terms }
  const won = terms
    .filter(({ base }) => base > 0)
    .map(({ applied, yes, base }) => multiply(applied, fraction(BigInt(yes), BigInt(base))))
  return { share: won.reduce(add, ZERO), terms }
}

function assertColleges(colleges: readonly College[], votes: readonly { readonly college: string }[]): void {
  const total = colleges.reduce((sum, { weight }) => add(sum, weight), ZERO)
  assert(compare(total, ONE) === 0, 'the weights of the colleges add up to 1')
  const codes = new Set(colleges.map(({ code }) => code))
  assert(
    votes.every(({ college }) => codes.has(college)),
    'a vote is of a college of the assembly',
  )
}
