import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decideMessage, decidePace, HOUR_MS, hasWayBack, MOST_AN_HOUR, referenceFrom } from './model.ts'
import { sentenceOfFault } from './sentences.ts'

const WRITTEN = { sujet: 'question', message: 'Bonjour' }

test('a subject and a few words are enough: nobody must say who they are', () => {
  const decided = decideMessage(WRITTEN)
  expect(decided).toMatchObject({ ok: true, value: { subject: 'question', body: 'Bonjour', email: undefined } })
  expect(decided.ok && hasWayBack(decided.value)).toBe(false)
})

test.each([
  [{}, ['subject missing', 'body missing']],
  [{ ...WRITTEN, sujet: 'drop table' }, ['subject unknown']],
  [{ ...WRITTEN, message: ' \n\t' }, ['body missing']],
  [{ ...WRITTEN, message: 'x'.repeat(5001) }, ['body too-long']],
  [{ ...WRITTEN, email: 'jean@' }, ['email not-an-address']],
  [{ ...WRITTEN, email: 'a@b.fr, c@d.fr' }, ['email not-an-address']],
  [{ ...WRITTEN, email: `${'a'.repeat(250)}@b.fr` }, ['email not-an-address']],
  [{ ...WRITTEN, telephone: 'zéro six' }, ['telephone not-a-number']],
  [{ ...WRITTEN, nom: 'n'.repeat(121) }, ['name too-long']],
])('%j is refused for %j, each with its sentence', (fields, faults) => {
  const decided = decideMessage(fields as Record<string, string>)
  if (decided.ok) throw new Error('accepted')
  expect(decided.refusal.map(({ field, kind }) => `${field} ${kind}`)).toEqual(faults)
  for (const fault of decided.refusal) expect(sentenceOfFault(fault)).toMatch(/[.]$/)
})

test('a commune that is not one alone is a fault of its own; one alone is kept by its code', () => {
  const faultsOf = (kind: 'choice' | 'none') => {
    const decided = decideMessage(WRITTEN, { kind })
    return decided.ok ? [] : decided.refusal
  }
  expect(faultsOf('choice')).toEqual([{ field: 'commune', kind: 'several' }])
  expect(faultsOf('none')).toEqual([{ field: 'commune', kind: 'unknown' }])
  expect(decideMessage(WRITTEN, { kind: 'one', commune: { code: '99001', name: 'Essai' } })).toMatchObject({
    ok: true,
    value: { communeCode: '99001' },
  })
})

test.each([
  ['+33 6 12 34 56 78', 'jean.dupont+asso@mairie.exemple.fr'],
  ['03.21.21.62.62', 'élodie@exemple.fr'],
])('%s and %s are taken as they are', (telephone, email) => {
  expect(decideMessage({ ...WRITTEN, telephone, email })).toMatchObject({ ok: true, value: { telephone, email } })
})

test('whatever is typed is decided, and what is kept holds no control character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (message, nom) => {
      const decided = decideMessage({ sujet: 'autre', message, nom })
      if (decided.ok) expect(`${decided.value.body}${decided.value.name}`).not.toMatch(/[^\P{Cc}\n\t]/u)
    }),
    { numRuns: 500 },
  )
})

test('the sixth message of an hour waits for the first to be an hour old', () => {
  const now = new Date('2026-03-02T09:00:00Z')
  const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
  const five = [50, 40, 30, 20, 10].map(ago)
  expect(decidePace(five.slice(1), now).ok).toBe(true)
  expect(decidePace(five, now)).toMatchObject({
    refusal: { kind: 'too-many', until: new Date(ago(50).getTime() + HOUR_MS) },
  })
  expect(decidePace([...five.slice(1), ago(61)], now).ok).toBe(true)
  expect(five).toHaveLength(MOST_AN_HOUR)
})

test('a reference is read aloud without a doubt: neither 0 nor O, neither 1 nor I nor L', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 8, maxLength: 8 }), (random) => {
      expect(referenceFrom(random)).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/)
      expect(referenceFrom(random)).not.toMatch(/[01OIL]/)
    }),
    { numRuns: 200 },
  )
})
