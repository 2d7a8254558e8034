import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, addMonthsToDay, dayIn, endOfDay, instantsOf } from '#kernel/calendar'
import { cents } from '#kernel/money'
import { decideAct } from './acts.ts'
import { clockOf } from './clock.ts'
import type { Edition, Fact, FactKind, Scheme, Window } from './model.ts'
import { FIRST_RULES, gapsOf, rulesFrom, rulesText } from './rules.ts'
import { standingOf, writingIn } from './story.ts'
import { decideWindow, stateOfWindow } from './windows.ts'

const at = (day: string, time = '10:00') => instantsOf({ day, time })[0]!
let rank = 0

function fact(kind: FactKind, day: string, parts: Partial<Fact> = {}): Fact {
  rank += 1
  const id = `00000000-0000-7000-8000-${String(rank).padStart(12, '0')}`
  return { id, kind, object: null, dueOn: null, doneBy: 'p', happenedAt: at(day), ...parts }
}

const FILED = [fact('begun', '2027-01-10'), fact('filed', '2027-02-01', { object: 'filing:1' })]
const stateAfter = (...facts: readonly Fact[]) => standingOf([...FILED, ...facts]).state

describe('where a dossier stands', () => {
  test('it is a draft until it is filed, then waits for the desk', () => {
    expect(standingOf(FILED.slice(0, 1)).state).toBe('draft')
    expect(standingOf(FILED)).toMatchObject({ state: 'filed', filing: 'filing:1', since: at('2027-02-01') })
  })

  test('what the applicant may write follows: all of a draft, the parts asked for, nothing else', () => {
    const asked = fact('pieces-asked', '2027-02-05', { dueOn: '2027-02-20' })
    expect(writingIn(standingOf(FILED.slice(0, 1)))).toBe('all')
    expect(writingIn(standingOf(FILED))).toBe('nothing')
    expect(writingIn(standingOf([...FILED, asked]))).toBe('asked')
    const sent = fact('pieces-received', '2027-02-10', { object: 'filing:2' })
    expect(standingOf([...FILED, asked, sent])).toMatchObject({ state: 'filed', filing: 'filing:2', asked: undefined })
  })

  test('somebody who is given the dossier, or asked for an opinion, changes nothing of its state', () => {
    const assigned = fact('assigned', '2027-02-05', { object: 'person:a' })
    const asked = fact('opinion-asked', '2027-02-06', { object: 'person:b', dueOn: '2027-02-20' })
    expect(standingOf([...FILED, assigned, asked])).toMatchObject({ state: 'filed', assignee: 'a', opinions: [asked] })
    const given = fact('opinion-given', '2027-02-08', { object: 'person:b' })
    expect(standingOf([...FILED, assigned, asked, given]).opinions).toEqual([])
  })

  test('a refused dossier that is looked at again is instructed again', () => {
    expect(stateAfter(fact('completed', '2027-02-05'), fact('not-admitted', '2027-02-06'))).toBe('not-admitted')
    expect(stateAfter(fact('not-admitted', '2027-02-06'), fact('reopened', '2027-02-20'))).toBe('complete')
  })
})

describe('silence', () => {
  test('two months of silence refuse, from the day the application was received', () => {
    expect(clockOf(FILED, 2, '2027-02-02')).toEqual({
      receivedOn: '2027-02-01',
      refusedOn: '2027-04-01',
      suspendedDays: 0,
    })
    const onTheLast = [FILED[0]!, fact('filed', '2026-12-31')]
    expect(clockOf(onTheLast, 2, '2027-01-02')?.refusedOn).toBe('2027-02-28')
  })

  test('filed a minute before midnight in Paris, it was received that day, in both halves of the year', () => {
    for (const [day, refusedOn] of [
      ['2027-03-27', '2027-05-27'],
      ['2027-10-30', '2027-12-30'],
    ] as const) {
      const late = [FILED[0]!, fact('filed', day, { happenedAt: at(day, '23:59') })]
      expect(clockOf(late, 2, day)).toMatchObject({ receivedOn: day, refusedOn })
    }
  })

  test('missing pieces stop the count for the delay given, or until they come', () => {
    const asked = fact('pieces-asked', '2027-02-10', { dueOn: '2027-02-25' })
    // While they may come, no day can be told.
    expect(clockOf([...FILED, asked], 2, '2027-02-12')).toMatchObject({ refusedOn: undefined, suspendedDays: 2 })
    const sent = fact('pieces-received', '2027-02-15')
    expect(clockOf([...FILED, asked, sent], 2, '2027-03-01')).toMatchObject({
      refusedOn: '2027-04-06',
      suspendedDays: 5,
    })
    // They never came: the count goes on once the delay is over.
    expect(clockOf([...FILED, asked], 2, '2027-03-01')).toMatchObject({ refusedOn: '2027-04-16', suspendedDays: 15 })
  })

  test('once it is decided, silence says nothing; looked at again, it counts anew', () => {
    const refused = fact('refused', '2027-03-01')
    expect(clockOf([...FILED, refused], 2, '2027-03-02')).toBeUndefined()
    const again = fact('reopened', '2027-03-15')
    expect(clockOf([...FILED, refused, again], 2, '2027-03-16')).toMatchObject({ refusedOn: '2027-05-15' })
    expect(clockOf(FILED.slice(0, 1), 2, '2027-03-16')).toBeUndefined()
  })

  test('a stop never brings the refusal nearer, whatever is asked and whenever it comes', () => {
    const days = fc.integer({ min: 0, max: 40 })
    fc.assert(
      fc.property(days, days, days, (asked, given, came) => {
        const day = (count: number) => addDays('2027-02-01', count)
        const facts = [
          ...FILED,
          fact('pieces-asked', day(asked), { dueOn: day(asked + given) }),
          fact('pieces-received', day(asked + came)),
        ]
        const clock = clockOf(facts, 2, day(200))
        expect(clock?.suspendedDays).toBe(Math.min(given, came))
        expect(clock!.refusedOn! >= addMonthsToDay('2027-02-01', 2)).toBe(true)
      }),
    )
  })
})

const EDITION: Edition = {
  ...{ id: 'e', schemeId: 's', slug: 'essai', title: 'Essai', prefix: 'ES27', decisionId: null, askedBy: null },
  rules: { ...FIRST_RULES, authority: 'le président', remedies: 'Tribunal administratif, deux mois.' },
  windows: [{ stage: 'filing', opensAt: at('2027-03-01', '00:00'), closesAt: endOfDay('2027-03-28') }],
  ...{ publishedAt: null, fingerprint: null, isFictitious: false, version: 1 },
}
const SCHEME: Scheme = {
  ...{ id: 's', slug: 'essai', title: 'Essai', purpose: 'Essayer', kind: 'call', legalBasis: 'CGCT, L3211-1' },
  ...{ paymentNature: 'non-economic', economicBasis: null, deMinimis: null, isFictitious: false, version: 1 },
}

describe('a window', () => {
  test('is open on its last day until midnight, on the night the clocks change too', () => {
    for (const [opens, closes] of [
      ['2027-03-01', '2027-03-28'],
      ['2027-10-01', '2027-10-31'],
    ] as const) {
      const windows = [{ stage: 'filing' as const, opensAt: at(opens, '00:00'), closesAt: endOfDay(closes) }]
      const state = (instant: Date) => stateOfWindow({ windows }, 'filing', instant)
      expect(state(new Date(at(opens, '00:00').getTime() - 1))).toBe('to-come')
      expect(state(at(opens, '00:00'))).toBe('open')
      expect(state(at(closes, '23:59'))).toBe('open')
      expect(state(endOfDay(closes))).toBe('over')
      expect(dayIn(new Date(endOfDay(closes).getTime() - 1))).toBe(closes)
    }
    expect(stateOfWindow(EDITION, 'vote', at('2027-03-02'))).toBe('none')
  })

  test('of a published edition is prolonged, never shortened once it is open', () => {
    const [known] = EDITION.windows as readonly [Window]
    const published = { ...EDITION, publishedAt: at('2027-02-01') }
    const decide = (parts: Partial<Window>, now: string) =>
      decideWindow(published, known, { ...known, ...parts }, at(now))
    expect(decide({ closesAt: endOfDay('2027-04-10') }, '2027-03-10').ok).toBe(true)
    expect(decide({ closesAt: endOfDay('2027-03-20') }, '2027-03-10')).toMatchObject({
      refusal: 'window-shortened-late',
    })
    expect(decide({ opensAt: at('2027-03-02') }, '2027-03-10')).toMatchObject({ refusal: 'window-shortened-late' })
    expect(decide({ opensAt: at('2027-03-02') }, '2027-02-10').ok).toBe(true)
    expect(decide({ closesAt: at('2027-02-01') }, '2027-02-10')).toMatchObject({ refusal: 'window-backwards' })
    expect(decide({ stage: 'vote' }, '2027-02-10')).toMatchObject({ refusal: 'window-of-no-stage' })
  })
})

describe('an edition', () => {
  test('is published once nothing is missing', () => {
    expect(gapsOf(SCHEME, EDITION, true)).toEqual([])
    expect(gapsOf(SCHEME, EDITION, false)).toEqual(['form-missing'])
    expect(gapsOf(SCHEME, { ...EDITION, windows: [] }, true)).toEqual(['window-missing'])
  })

  test('waits for its deliberation, and for the legal service where the activity is economic', () => {
    expect(gapsOf({ ...SCHEME, kind: 'participatory' }, EDITION, true)).toEqual(['deliberation-missing'])
    expect(gapsOf({ ...SCHEME, kind: 'participatory' }, { ...EDITION, isFictitious: true }, true)).toEqual([])
    expect(gapsOf({ ...SCHEME, paymentNature: 'economic' }, EDITION, true)).toEqual(['economic-basis-missing'])
  })

  test('what its categories, its authority and its delays lack is said', () => {
    const wrong = {
      ...EDITION.rules,
      ...{ silenceMonths: 0, authority: ' ', remedies: '' },
      categories: [
        { code: 'a', label: 'Coopération', cap: null },
        { code: 'a', label: '', cap: cents(450_000n) },
      ],
    }
    expect(gapsOf(SCHEME, { ...EDITION, rules: wrong }, true)).toEqual([
      ...['category-twice', 'category-unnamed', 'authority-missing', 'remedies-missing', 'delays-impossible'],
    ])
    expect(rulesFrom(rulesText(wrong))).toEqual(wrong)
  })
})

describe('an act of the desk', () => {
  const PART = [{ section: 's', field: 'f' }]
  const decide = (facts: readonly Fact[], act: Parameters<typeof decideAct>[1], by = 'agent') =>
    decideAct(standingOf(facts), act, { by, today: '2027-02-10' })

  test('asks for pieces with the parts, a day to come and a sentence', () => {
    const ask = { act: 'ask-pieces' as const, parts: PART, dueOn: '2027-02-25', words: 'Il manque les statuts.' }
    expect(decide(FILED, ask)).toMatchObject({ value: { kind: 'pieces-asked', words: { reader: 'applicant' } } })
    expect(decide(FILED, { ...ask, parts: [] })).toMatchObject({ refusal: 'part-needed' })
    expect(decide(FILED, { ...ask, dueOn: '2027-02-10' })).toMatchObject({ refusal: 'day-past' })
    expect(decide(FILED, { ...ask, words: ' ' })).toMatchObject({ refusal: 'reason-needed' })
    expect(decide(FILED.slice(0, 1), ask)).toMatchObject({ refusal: 'state-does-not-allow' })
  })

  test('admits only what is complete, and refuses only with a reason', () => {
    expect(decide(FILED, { act: 'admit' })).toMatchObject({ refusal: 'state-does-not-allow' })
    const complete = [...FILED, fact('completed', '2027-02-05')]
    expect(decide(complete, { act: 'admit' })).toMatchObject({ value: { kind: 'admitted' } })
    expect(decide(complete, { act: 'not-admit', words: '' })).toMatchObject({ refusal: 'reason-needed' })
    const refused = [...complete, fact('not-admitted', '2027-02-06')]
    expect(decide(refused, { act: 'admit' })).toMatchObject({ refusal: 'state-does-not-allow' })
    expect(decide(refused, { act: 'reopen', words: 'Une pièce avait été mal lue.' }).ok).toBe(true)
  })

  test('an opinion is given by who was asked for it, once', () => {
    const asked = [...FILED, fact('opinion-asked', '2027-02-06', { object: 'person:b' })]
    const give = { act: 'give-opinion' as const, words: 'Projet utile au canton.' }
    expect(decide(asked, give, 'c')).toMatchObject({ refusal: 'state-does-not-allow' })
    expect(decide(asked, give, 'b')).toMatchObject({ value: { kind: 'opinion-given', object: 'person:b' } })
    const given = [...asked, fact('opinion-given', '2027-02-07', { object: 'person:b' })]
    expect(decide(given, give, 'b')).toMatchObject({ refusal: 'state-does-not-allow' })
  })
})
