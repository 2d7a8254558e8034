import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cents } from '#kernel/money'
import { decideVisa, isApproved, openSteps, roundOf, VISA_STEPS, type Visa, type VisaStep } from './circuit.ts'
import { addDays, convocationOf, deadlinesOf } from './deadlines.ts'
import { isInForce, minutesSentence, type NamedLink, orderOfVotes } from './interests.ts'
import { decideCorrection, type Line } from './model.ts'
import { isSiret, readSetting, settingsFrom, visaRolesOf } from './settings.ts'
import { standingOf } from './standing.ts'

const AT = new Date('2026-03-02T09:00:00Z')
const visa = (step: VisaStep, givenBy: string, more: Partial<Visa> = {}): Visa => {
  return { step, round: 1, isGiven: true, givenBy, givenAt: AT, remark: null, ...more }
}
const asked = {
  isGiven: true,
  roles: ['agent', 'administrator', 'finance-agent'],
  hasInterest: false,
  remark: null,
  lacksBasis: false,
} as const
const all = [...VISA_STEPS]
const roles = visaRolesOf(settingsFrom([]))
const circuitOf = (visas: readonly Visa[], reworked = 0) => ({ visas, reworked, roles })

test('visas come in their order, finances and legal side by side', () => {
  expect(openSteps([], 0)).toEqual(['writer'])
  const three = ['writer', 'mission', 'direction'].map((step, index) => visa(step as VisaStep, `p${index}`))
  expect(openSteps(three, 0)).toEqual(['finance', 'legal'])
  expect(openSteps([...three, visa('legal', 'p4')], 0)).toEqual(['finance'])
  expect(
    openSteps(
      all.map((step, index) => visa(step, `p${index}`)),
      0,
    ),
  ).toEqual([])
})

test('whoever wrote a report gives no other visa of it, however small the team', () => {
  const decided = decideVisa(circuitOf([visa('writer', 'ana')]), { ...asked, step: 'mission', by: 'ana' })
  expect(decided).toEqual({ ok: false, refusal: 'wrote-it' })
  expect(decideVisa(circuitOf([visa('writer', 'ana')]), { ...asked, step: 'mission', by: 'bob' }).ok).toBe(true)
})

test.each([
  ['somebody tied to a beneficiary gives none', { hasInterest: true }, 'has-an-interest'],
  ['a visa needs its role, own or lent', { roles: ['elected-member'] }, 'role-missing'],
  ['a visa is not given before its turn', { step: 'signature' }, 'step-not-open'],
  ['a report is sent back with a reason', { isGiven: false }, 'remark-missing'],
] as const)('%s', (_sentence, change, refusal) => {
  const ask = { ...asked, step: 'writer' as const, by: 'ana', ...change }
  expect(decideVisa(circuitOf([]), ask)).toEqual({ ok: false, refusal })
})

test('a report sent back begins a new round, from the writer on', () => {
  const visas = [visa('writer', 'ana'), visa('mission', 'bob', { isGiven: false, remark: 'Le montant' })]
  expect(roundOf(visas, 0)).toBe(2)
  expect(openSteps(visas, 0)).toEqual(['writer'])
})

test('a report that changes after a visa is approved again: what was approved is another text', () => {
  const visas = [visa('writer', 'ana'), visa('mission', 'bob')]
  expect([isApproved(visas, 0), isApproved(visas, 1)]).toEqual([true, false])
  expect([roundOf(visas, 1), openSteps(visas, 1)]).toEqual([2, ['writer']])
  expect(openSteps([...visas, visa('writer', 'bob', { round: 2 })], 1)).toEqual(['mission'])
})

test('who gives a visa is a setting: finances given to the administration are given by it', () => {
  const told = { name: 'finance-roles', value: 'administrator', source: 'Note de service', isVerified: true } as const
  const until = ['writer', 'mission', 'direction'].map((step, index) => visa(step as VisaStep, `p${index}`))
  const ask = { ...asked, step: 'finance', by: 'zoe', roles: ['administrator'] } as const
  expect(decideVisa(circuitOf(until), ask)).toEqual({ ok: false, refusal: 'role-missing' })
  expect(decideVisa({ ...circuitOf(until), roles: visaRolesOf(settingsFrom([told])) }, ask).ok).toBe(true)
  expect([readSetting('finance-roles', ''), readSetting('finance-roles', 'resident')].map(({ ok }) => ok)).toEqual([
    false,
    false,
  ])
})

test('the legal visa of an aid to an economic activity waits for its basis; sending the report back does not', () => {
  const until = ['writer', 'mission', 'direction'].map((step, index) => visa(step as VisaStep, `p${index}`))
  const ask = { ...asked, step: 'legal', by: 'zoe', lacksBasis: true } as const
  expect(decideVisa(circuitOf(until), ask)).toEqual({ ok: false, refusal: 'basis-missing' })
  expect(decideVisa(circuitOf(until), { ...ask, isGiven: false, remark: 'Quelle base ?' }).ok).toBe(true)
  expect(decideVisa(circuitOf(until), { ...ask, lacksBasis: false }).ok).toBe(true)
})

test.each([
  ['the day of the convocation', '2026-03-18', 'done'],
  ['the day after it', '2026-03-19', 'convoked'],
])('%s, the words of a report written before: %s', (_words, today, outcome) => {
  const moment = { writtenOn: '2026-02-01', convokedOn: convocationOf('2026-03-30', settingsFrom([])), today }
  const decided = decideCorrection({ events: [] }, moment)
  expect(decided.ok ? 'done' : decided.refusal).toBe(outcome)
  // One typed in afterwards was not sent with the others; an arrêté is sent to nobody.
  expect(decideCorrection({ events: [] }, { ...moment, writtenOn: '2026-03-19' }).ok).toBe(true)
  expect(decideCorrection({ events: [] }, { ...moment, convokedOn: undefined }).ok).toBe(true)
})

test('twelve days before a meeting of Monday 30 March is Wednesday 18; a Sunday is the Friday before', () => {
  const settings = settingsFrom([])
  const on = (name: string, day: string) => deadlinesOf(day, settings).find((each) => each.name === name)?.on
  expect(on('convocation-days', '2026-03-30')).toBe('2026-03-18')
  expect(on('convocation-days', '2026-03-27')).toBe('2026-03-13')
})

test('every deadline is at least its days before the meeting, never on a week-end, over any night of the year', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4000 }), (offset) => {
      const day = addDays('2024-01-01', offset)
      for (const { on, days } of deadlinesOf(day, settingsFrom([]))) {
        expect(on <= addDays(day, -days)).toBe(true)
        expect(on >= addDays(day, -days - 2)).toBe(true)
        expect([0, 6]).not.toContain(new Date(`${on}T12:00:00Z`).getUTCDay())
      }
    }),
  )
})

test('a setting that is not stored has the value of the house, to be verified', () => {
  expect(settingsFrom([]).get('convocation-days')).toMatchObject({ value: '12', isVerified: false })
  const stored = { name: 'convocation-days', value: '13', source: 'Règlement', isVerified: true } as const
  expect(settingsFrom([stored]).get('convocation-days')).toBe(stored)
})

test.each([
  ['convocation-days', '366', false],
  ['convocation-days', ' 14 ', true],
  ['authority-siret', '219 999 990 00005', false],
  ['prefecture-id', 'PREF062', true],
  ['prefecture-id', 'Arras', false],
] as const)('%s « %s » is read: %s', (name, typed, isRead) => {
  expect(readSetting(name, typed).ok).toBe(isRead)
})

test('one wrong digit of a SIRET is seen', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 13 }), fc.integer({ min: 1, max: 9 }), (place, change) => {
      const right = '73282932000074'
      const wrong = [...right].map((digit, index) => (index === place ? (Number(digit) + change) % 10 : digit)).join('')
      expect([isSiret(right), isSiret(wrong)]).toEqual([true, false])
    }),
  )
})

const line = (id: string): Line => ({
  id,
  position: 1,
  beneficiaryId: id,
  beneficiaryName: id,
  object: null,
  purpose: 'Action',
  proposedCents: cents(100n),
  decidedCents: null,
  departureReason: null,
})
const link = (personId: string, organisationId: string): NamedLink => ({
  id: `${personId}-${organisationId}`,
  personId,
  displayName: personId,
  organisationId,
  organisationName: organisationId,
  kind: 'mandate',
  startsOn: '2026-01-01',
  endsOn: null,
  source: 'Déclaration',
})

test('nobody votes for an organisation they are tied to, and each beneficiary is voted once', () => {
  const [people, organisations] = [
    ['ana', 'bob', 'cléo'],
    ['A', 'B', 'C', 'D', 'E'],
  ]
  const anyLink = fc.tuple(fc.constantFrom(...people), fc.constantFrom(...organisations))
  fc.assert(
    fc.property(fc.array(anyLink, { maxLength: 12 }), (pairs) => {
      const links = pairs.map(([person, organisation]) => link(person, organisation))
      const ballots = orderOfVotes(organisations.map(line), links)
      expect(ballots.flatMap(({ lines }) => lines.map(({ id }) => id)).sort()).toEqual(organisations)
      for (const { lines, away } of ballots) {
        const gone = away.map(({ personId }) => personId)
        for (const { personId, organisationId } of links) {
          if (lines.some(({ id }) => id === organisationId)) expect(gone).toContain(personId)
        }
      }
      const firstAway = ballots.findIndex(({ away }) => away.length > 0)
      const lastTogether = ballots.findLastIndex(({ away }) => away.length === 0)
      if (firstAway !== -1) expect(lastTogether).toBeLessThan(firstAway)
    }),
  )
})

test('the sentence for the minutes is the one of the law’s readers', () => {
  expect(minutesSentence('Mme Exemple')).toBe('Mme Exemple n’a pas pris part au débat ni au vote et a quitté la salle.')
})

test('a link counts from its first day to its last, both included', () => {
  const period = { startsOn: '2026-01-01', endsOn: '2026-01-31' }
  expect(['2025-12-31', '2026-01-01', '2026-01-31', '2026-02-01'].map((day) => isInForce(period, day))).toEqual([
    false,
    true,
    true,
    false,
  ])
})

test('the badge says « proposé » until there is an act, then which one and of which day', () => {
  expect(standingOf(undefined)).toEqual({ kind: 'proposed', told: '', words: 'Proposé' })
  const act = { kind: 'deliberated', happenedOn: '2026-04-01', number: '2026-214', receipt: null, votes: null } as const
  expect(standingOf({ kind: 'deliberation', events: [act] })).toEqual({
    kind: 'decided',
    told: 'par délibération n°\u00a02026-214 du 1er\u00a0avril 2026',
    words: 'Décidé par délibération n°\u00a02026-214 du 1er\u00a0avril 2026',
  })
})
