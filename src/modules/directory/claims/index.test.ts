import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '#kernel/calendar'
import { standingOn, warningDue } from '../recognitions/index.ts'
import {
  decideClaim,
  decidePace,
  mayReadText,
  placesOf,
  readClaim,
  readOwnWords,
  settingsFrom,
  stateAfterCode,
} from './index.ts'
import { isPublicProvider } from './mail-providers.ts'

test('an address at a provider open to all proves nothing, whatever is put before its name', () => {
  expect(['gmail.com', 'ORANGE.fr', 'mail.gmail.com', 'laposte.net'].map(isPublicProvider)).toEqual([
    true,
    true,
    true,
    true,
  ])
  expect(['atelier-velo.fr', 'notgmail.com', 'fr', 'gmail.com.atelier.fr'].map(isPublicProvider)).toEqual([
    false,
    false,
    false,
    false,
  ])
})

test('a code alone opens only a page nobody claims, at a domain that is known', () => {
  const told = { domain: 'a.fr', knownDomains: ['a.fr'], otherOpenClaims: 0 }
  expect(stateAfterCode(told)).toBe('accepted')
  expect(stateAfterCode({ ...told, otherOpenClaims: 1 })).toBe('waiting')
  expect(stateAfterCode({ ...told, knownDomains: [] })).toBe('waiting')
})

test('what an agent may answer follows from where the claim stands', () => {
  const states = ['code-sent', 'waiting', 'asked', 'accepted', 'refused', 'withdrawn'] as const
  const verdicts = ['accept', 'ask', 'refuse', 'withdraw'] as const
  const allowed = states.map((state) => verdicts.filter((verdict) => decideClaim({ state }, verdict, 'Parce que').ok))
  expect(allowed).toEqual([[], ['accept', 'ask', 'refuse'], ['accept', 'ask', 'refuse'], ['withdraw'], [], []])
})

test('a claim asks for what its proof needs', () => {
  const read = (fields: Record<string, string>, address?: string) =>
    readClaim({ fonction: 'salarié', ...fields }, { address, fileCount: 0 })
  expect(read({ preuve: 'document' })).toMatchObject({ refusal: ['document-missing'] })
  expect(read({ preuve: 'agent' })).toMatchObject({ refusal: ['words-missing'] })
  expect(read({ preuve: 'mail' }, 'a@free.fr')).toMatchObject({ refusal: ['public-provider'] })
  expect(read({ preuve: 'mail' }, 'a@atelier.fr')).toMatchObject({ value: { domain: 'atelier.fr' } })
})

test('a site has https and a name; a name alone is given https', () => {
  const site = (text: string) => {
    const read = readOwnWords({ site: text })
    return read.ok ? read.value.website : undefined
  }
  expect(
    [
      'atelier.fr',
      'https://atelier.fr/a',
      'http://atelier.fr',
      'javascript:alert(1)',
      'https://a:b@c.fr',
      'https://x',
    ].map(site),
  ).toEqual(['https://atelier.fr', 'https://atelier.fr/a', undefined, undefined, undefined, undefined])
})

test('whatever is typed, a text is read or refused beside fields that exist', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('site', 'email', 'telephone', 'presentation'), fc.string()), (fields) => {
      const read = readOwnWords(fields)
      if (!read.ok)
        expect(read.refusal.every(({ name, sentence }) => name in fields && sentence.length > 10)).toBe(true)
    }),
  )
})

test('an ambassador reads neighbours, never their own, and nobody where the setting says so', () => {
  const seats = [{ structureId: 'a', epciCode: '1' }]
  const read = (structureId: string, epciCode: string | null, scope: 'epci' | 'territory' | 'none') =>
    mayReadText(seats, { structureId, epciCode }, scope)
  expect([read('b', '1', 'epci'), read('b', '2', 'epci'), read('b', null, 'epci'), read('a', '1', 'epci')]).toEqual([
    true,
    false,
    false,
    false,
  ])
  expect([read('b', '2', 'territory'), read('a', '2', 'territory'), read('b', '1', 'none')]).toEqual([
    true,
    false,
    false,
  ])
})

test('five reports an hour from one place; a request to be withdrawn always passes', () => {
  const now = new Date('2026-03-02T09:00:00Z')
  const five = Array.from({ length: 5 }, (_each, index) => new Date(now.getTime() - index * 60_000))
  expect(decidePace('error', five.slice(1), now).ok).toBe(true)
  expect(decidePace('error', five, now)).toMatchObject({ refusal: { until: new Date('2026-03-02T09:56:00Z') } })
  expect(decidePace('withdrawal', five, now).ok).toBe(true)
})

test('each warning is due from its day until the next one, and none once it is over', () => {
  const end = '2026-12-31'
  expect([181, 180, 91, 90, 0].map((days) => warningDue(end, addDays(end, -days), [180, 90]))).toEqual([
    undefined,
    180,
    180,
    90,
    90,
  ])
  expect(warningDue(end, '2027-01-01', [180, 90])).toBeUndefined()
  expect(standingOn({ startsOn: '2026-01-01', endsOn: end }, '2026-12-31', [90])).toBe('ending')
  expect(standingOn({ startsOn: '2026-01-01', endsOn: end }, '2027-01-01', [90])).toBe('over')
})

test('settings nobody can read are those of the house', () => {
  expect(settingsFrom({ 'warning-days': 'bientôt' })).toMatchObject({ warningDays: [180, 90], moderation: 'before' })
  expect(settingsFrom({ 'warning-days': '30, 60', moderation: 'after' })).toMatchObject({
    warningDays: [60, 30],
    moderation: 'after',
  })
})

test('communes are gathered by canton and by territoire d’action', () => {
  const commune = { canton: '6217', cantonName: null, actionTerritory: 'Artois' }
  const places = placesOf(
    [
      { code: '1', ...commune },
      { code: '2', ...commune, actionTerritory: null },
    ],
    (name) => name.toLowerCase(),
  )
  expect(places.map(({ id, name, communeCodes }) => [id, name, communeCodes.length])).toEqual([
    ['canton-6217', 'Canton 6217', 2],
    ['territoire-artois', 'Artois', 1],
  ])
})
