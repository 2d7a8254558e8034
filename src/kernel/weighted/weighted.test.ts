import fc from 'fast-check'
import { expect, test } from 'vitest'
import { add, compare, fraction, multiply, subtract, ZERO } from '#kernel/fraction'
import {
  type Answer,
  type College,
  countElection,
  countMotion,
  decideColleges,
  decideProxy,
  decideQuorum,
  type MotionRule,
  type MotionVote,
  readWeight,
  servingProxies,
  votersOf,
  writtenFraction,
} from './index.ts'

const part = (text: string) => readWeight(text)!
const college = (code: string, weight: string): College => ({ code, name: code, weight: part(weight) })
const COLLEGES = [college('salaries', '1/2'), college('usagers', '3/10'), college('territoires', '1/5')]
const RULE: MotionRule = { threshold: part('1/2'), isStrict: true, of: 'expressed', silent: 'shared' }

function votes(answers: Readonly<Record<string, readonly Answer[]>>): readonly MotionVote[] {
  return Object.entries(answers).flatMap(([code, given]) => given.map((answer) => ({ college: code, answer })))
}

test.each<[string, Partial<MotionRule>, Readonly<Record<string, readonly Answer[]>>, string | null, boolean]>([
  [
    'each college weighs what the statutes say, not its number',
    {},
    { salaries: ['yes'], usagers: ['no', 'no', 'no', 'no'], territoires: ['yes', 'no'] },
    '3/5',
    true,
  ],
  ['half is not more than half', {}, { salaries: ['yes'], usagers: ['no'], territoires: ['no'] }, '1/2', false],
  [
    'half is enough when the rule says « at least »',
    { isStrict: false },
    { salaries: ['yes'], usagers: ['no'], territoires: ['no'] },
    '1/2',
    true,
  ],
  [
    'the weight of a college that says nothing is spread over the others',
    {},
    { usagers: ['yes'], territoires: ['no'] },
    '3/5',
    true,
  ],
  [
    'or is lost, when the statutes say so',
    { silent: 'lost' },
    { usagers: ['yes'], territoires: ['no'] },
    '3/10',
    false,
  ],
  ['abstentions are not votes expressed', {}, { salaries: ['yes', 'abstain', 'abstain'] }, '1', true],
  [
    'of those present, who abstains and who does not vote weigh as a no',
    { of: 'present' },
    { salaries: ['yes', 'abstain'] },
    '1/4',
    false,
  ],
  [
    'nobody says anything: nothing is adopted',
    { isStrict: false, threshold: ZERO },
    { salaries: ['abstain'] },
    null,
    false,
  ],
])('%s', (_, changes, answers, share, isAdopted) => {
  const count = countMotion(COLLEGES, { ...RULE, ...changes }, votes(answers), { salaries: 4 })
  expect(count.share && writtenFraction(count.share)).toBe(share)
  expect(count.isAdopted).toBe(isAdopted)
})

const anyVotes = fc.array(
  fc.record({
    college: fc.constantFrom('salaries', 'usagers', 'territoires'),
    answer: fc.constantFrom<Answer>('yes', 'no', 'abstain'),
  }),
  { maxLength: 40 },
)
const anyRule = fc.record({
  threshold: fc.integer({ min: 0, max: 12 }).map((twelfths) => fraction(BigInt(twelfths), 12n)),
  isStrict: fc.constantFrom(true, false),
  of: fc.constantFrom('expressed' as const, 'present' as const),
  silent: fc.constantFrom('shared' as const, 'lost' as const),
})
const PRESENT = { salaries: 40, usagers: 40, territoires: 40 }

test('the order of the votes and of the colleges changes nothing', () => {
  const shuffled = fc.shuffledSubarray(COLLEGES, { minLength: 3 })
  fc.assert(
    fc.property(anyVotes, anyRule, shuffled, (cast, rule, colleges) => {
      const one = countMotion(COLLEGES, rule, cast, PRESENT)
      const other = countMotion(colleges, rule, cast.toReversed(), PRESENT)
      expect([other.share, other.isAdopted]).toEqual([one.share, one.isAdopted])
    }),
  )
})

test('a share is the sum of what is shown of each college, and is never under 0 or above 1', () => {
  fc.assert(
    fc.property(anyVotes, anyRule, (cast, rule) => {
      const { share, terms } = countMotion(COLLEGES, rule, cast, PRESENT)
      const heard = terms.filter(({ base }) => base > 0)
      const shown = heard
        .map(({ applied, yes, base }) => multiply(applied, fraction(BigInt(yes), BigInt(base))))
        .reduce(add, ZERO)
      expect(share === null).toBe(heard.length === 0)
      if (share === null) return
      expect(compare(share, shown)).toBe(0)
      expect(compare(share, ZERO)).toBeGreaterThanOrEqual(0)
      expect(compare(share, fraction(1n))).toBeLessThanOrEqual(0)
      expect(terms.map(({ applied }) => applied).reduce(add, ZERO)).toEqual(fraction(1n))
    }),
  )
})

test('one more vote for never lowers a share of votes expressed once its college is heard', () => {
  fc.assert(
    fc.property(anyVotes, fc.constantFrom('salaries', 'usagers', 'territoires'), (cast, code) => {
      const rule = { ...RULE, silent: 'lost' as const }
      const before = countMotion(COLLEGES, rule, cast, PRESENT).share ?? ZERO
      const after = countMotion(COLLEGES, rule, [...cast, { college: code, answer: 'yes' }], PRESENT).share!
      expect(subtract(after, before).numerator).toBeGreaterThanOrEqual(0n)
    }),
  )
})

test('seats go to the greatest shares; equals are said and the declared order decides; without a vote nobody is elected', () => {
  const ballots = [[0, 1], [0, 2], [1], [2], []].map((choices) => ({ college: 'tous', choices }))
  const all = [college('tous', '1')]
  const count = countElection(all, { seats: 2, silent: 'shared' }, 4, ballots)
  expect(count.elected).toEqual([0, 1])
  expect(count.tied).toEqual([0, 1, 2])
  expect(count.candidates.map(({ share }) => share && writtenFraction(share))).toEqual(['1/2', '1/2', '1/2', '0'])
  expect(countElection(all, { seats: 4, silent: 'shared' }, 4, ballots).elected).toEqual([0, 1, 2])
})

test('in an election a college weighs its weight too', () => {
  const ballots = [
    { college: 'salaries', choices: [1] },
    ...Array.from({ length: 9 }, () => ({ college: 'usagers', choices: [0] })),
  ]
  expect(countElection(COLLEGES, { seats: 1, silent: 'shared' }, 2, ballots).elected).toEqual([1])
})

test.each([
  ['colleges of a cooperative', ['1/2', '30 %', '0,2'], true, undefined],
  ['weights that do not add up', ['1/2', '1/3'], false, 'total-not-one'],
  ['a college of nothing', ['1', '0'], false, 'weight-not-positive'],
  ['two colleges in a SCIC', ['1/2', '1/2'], true, 'too-few'],
  ['a college above half in a SCIC', ['60 %', '20 %', '20 %'], true, 'weight-outside-the-law'],
  ['a college under a tenth in a SCIC', ['50 %', '45 %', '5 %'], true, 'weight-outside-the-law'],
  ['the same elsewhere', ['60 %', '20 %', '20 %'], false, undefined],
])('%s', (_, weights, isCooperative, refusal) => {
  const decision = decideColleges(
    weights.map((weight, at) => college(`c${at}`, weight)),
    isCooperative,
  )
  expect(decision.ok ? undefined : decision.refusal).toBe(refusal)
})

test('a quorum is rounded up, of all or of each college, and the second convocation has its own', () => {
  const rule = { first: part('1/2'), second: part('1/5'), scope: 'assembly' as const }
  const members = { salaries: 3, usagers: 5, territoires: 3 }
  const [five, six] = [{ usagers: 5 }, { salaries: 1, usagers: 5 }]
  expect(decideQuorum(COLLEGES, rule, 1, members, five)).toEqual({
    isMet: false,
    lines: [{ college: null, members: 11, present: 5, needed: 6 }],
  })
  expect(decideQuorum(COLLEGES, rule, 1, members, six).isMet).toBe(true)
  expect(decideQuorum(COLLEGES, rule, 2, members, five).isMet).toBe(true)
  const each = decideQuorum(COLLEGES, { ...rule, scope: 'each-college' }, 1, members, six)
  expect(each.lines.map(({ needed }) => needed)).toEqual([2, 3, 2])
  expect(each.isMet).toBe(false)
})

test.each([
  ['a proxy is taken', { giver: 'ana', holder: 'bob' }, undefined],
  ['nobody gives one to themselves', { giver: 'ana', holder: 'ana' }, 'to-oneself'],
  ['nor while in the room', { giver: 'zoe', holder: 'bob' }, 'giver-present'],
  ['nor twice', { giver: 'lea', holder: 'zoe' }, 'given-already'],
  ['nor to who gave theirs', { giver: 'ana', holder: 'lea' }, 'holder-away'],
  ['nor while holding some', { giver: 'bob', holder: 'zoe' }, 'giver-holds-some'],
  ['nor beyond the cap', { giver: 'ana', holder: 'max' }, 'cap-reached'],
])('%s', (_, proxy, refusal) => {
  const given = [
    { giver: 'lea', holder: 'bob' },
    { giver: 'tom', holder: 'max' },
    { giver: 'ugo', holder: 'max' },
  ]
  const decision = decideProxy(given, proxy, { present: new Set(['zoe']), cap: 2 })
  expect(decision.ok ? undefined : decision.refusal).toBe(refusal)
})

test('who comes in person takes the proxy back; without its holder it serves for nothing', () => {
  const proxies = [{ giver: 'ana', holder: 'bob' }]
  expect(votersOf(proxies, new Set(['bob']))).toEqual(new Set(['bob', 'ana']))
  expect(servingProxies(proxies, new Set(['bob', 'ana']))).toEqual([])
  expect(votersOf(proxies, new Set(['zoe']))).toEqual(new Set(['zoe']))
})
