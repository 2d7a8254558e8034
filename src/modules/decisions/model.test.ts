import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cents } from '#kernel/money'
import {
  actOf,
  type DecisionEvent,
  decideAmount,
  decideStep,
  enforceableSince,
  isPublic,
  nextSteps,
  STEPS,
  type Step,
  slugFor,
  stateOf,
} from './model.ts'

const TODAY = '2026-03-31'

const event = (kind: Step, happenedOn = '2026-03-02'): DecisionEvent => ({
  kind,
  happenedOn,
  number: kind === 'deliberated' ? '2026-1' : null,
  receipt: kind === 'transmitted' ? '062-AR-1' : null,
  votes: null,
})
const decisionOf = (...events: readonly DecisionEvent[]) => ({ events, lines: [] })
const storyOf = (...steps: readonly Step[]) => decisionOf(...steps.map((kind) => event(kind)))

const anyEvent = fc
  .record({ kind: fc.constantFrom(...STEPS), day: fc.integer({ min: 1, max: 40 }) })
  .map(({ kind, day }) => {
    const happenedOn = day > 31 ? '2026-04-01' : `2026-03-${String(day).padStart(2, '0')}`
    return event(kind, happenedOn)
  })

/** Whatever people try in whatever order, the story that results. */
function walk(asked: readonly DecisionEvent[]): readonly DecisionEvent[] {
  const events: DecisionEvent[] = []
  for (const next of asked) {
    const decided = decideStep({ events, lines: [] }, next, TODAY)
    if (decided.ok) events.push(decided.value)
  }
  return events
}

test('nothing becomes exécutoire without an act, a transmission with its receipt, and a publication', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 14 }), (asked) => {
      const events = walk(asked)
      if (stateOf({ events }) !== 'enforceable') return
      const kinds = events.map(({ kind }) => kind)
      expect(kinds).toEqual(expect.arrayContaining(['deliberated', 'transmitted', 'published']))
      expect(kinds).not.toContain('withdrawn')
      const since = enforceableSince({ events })!
      for (const { kind, happenedOn } of events) {
        if (kind === 'transmitted' || kind === 'published') expect(happenedOn <= since).toBe(true)
      }
    }),
    { numRuns: 1000 },
  )
})

test('withdrawn stays withdrawn, whatever is asked afterwards', () => {
  fc.assert(
    fc.property(fc.array(anyEvent), fc.array(anyEvent), (before, after) => {
      const withdrawn = walk([...before, event('withdrawn', TODAY)])
      expect(stateOf({ events: withdrawn })).toBe('withdrawn')
      expect(nextSteps({ events: withdrawn })).toEqual([])
      for (const next of after) {
        expect(decideStep(decisionOf(...withdrawn), next, TODAY)).toEqual({ ok: false, refusal: 'withdrawn-for-good' })
      }
    }),
  )
})

test('no step is of tomorrow, and none that follows the act is before it', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 14 }), (asked) => {
      const events = walk(asked)
      const act = actOf({ events })
      const at = events.findIndex(({ kind }) => kind === 'deliberated')
      for (const [index, each] of events.entries()) {
        expect(each.happenedOn <= TODAY).toBe(true)
        if (act && index > at) expect(each.happenedOn >= act.on).toBe(true)
      }
    }),
  )
})

test.each([
  [['listed'], 'listed'],
  [['listed', 'deliberated'], 'deliberated'],
  [['listed', 'deliberated', 'transmitted'], 'transmitted'],
  [['listed', 'deliberated', 'published'], 'published'],
  [['listed', 'deliberated', 'transmitted', 'published'], 'enforceable'],
  [['listed', 'deliberated', 'published', 'transmitted'], 'enforceable'],
  [['listed', 'deliberated', 'transmitted', 'published', 'contested', 'referred'], 'enforceable'],
  [['listed', 'deliberated', 'transmitted', 'published', 'withdrawn'], 'withdrawn'],
  [['listed', 'withdrawn'], 'withdrawn'],
] as const)('%j is « %s »', (steps, state) => {
  expect(stateOf(storyOf(...steps))).toBe(state)
})

test('exécutoire counts from the later of the two', () => {
  const events = [
    event('deliberated', '2026-03-02'),
    event('published', '2026-03-09'),
    event('transmitted', '2026-03-05'),
  ]
  expect(enforceableSince({ events })).toBe('2026-03-09')
})

test('a report is public once published, and stays so when it is withdrawn', () => {
  expect(isPublic(storyOf('listed', 'deliberated', 'transmitted'))).toBe(false)
  expect(isPublic(storyOf('listed', 'deliberated', 'published', 'withdrawn'))).toBe(true)
})

test('the act is not taken while an amount is undecided', () => {
  const line = { decidedCents: null, proposedCents: cents(1n), departureReason: null }
  const lines = [{ ...line, id: 'a', position: 1, beneficiaryId: '', beneficiaryName: '', object: null, purpose: '' }]
  expect(decideStep({ events: [], lines }, event('deliberated'), TODAY)).toEqual({
    ok: false,
    refusal: 'amounts-undecided',
  })
})

test.each([
  ['the same amount needs no reason', 500n, null, false, true],
  ['another amount needs one', 400n, null, false, 'departure-without-reason'],
  ['and is kept with it', 400n, 'Autre financeur', false, true],
  ['a refusal is a departure', 0n, null, false, 'departure-without-reason'],
  ['after the act nothing changes', 500n, null, true, 'act-already-taken'],
] as const)('%s', (_sentence, decided, departureReason, isTaken, expected) => {
  const asked = { decidedCents: cents(decided), departureReason }
  const result = decideAmount({ proposedCents: cents(500n) }, asked, isTaken)
  expect(result.ok ? true : result.refusal).toBe(expected)
})

test.each([
  ['Soutien à l’épicerie « Ô Soleil »', '2026-0001-soutien-a-l-epicerie-o-soleil'],
  ['!!!', '2026-0001'],
])('the address of « %s » reads well', (title, slug) => {
  expect(slugFor('2026-0001', title)).toBe(slug)
})
