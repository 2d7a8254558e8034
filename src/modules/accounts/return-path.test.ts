import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readAddress, readName, veiledAddress } from './person-fields.ts'
import { returnPath } from './return-path.ts'
import { knownMark, subjectOf } from './subjects.ts'

test('one comes back to the page one came from, with its question', () => {
  expect(returnPath('/scrutins?q=lens#resultat')).toBe('/scrutins?q=lens#resultat')
  expect(returnPath(undefined)).toBe('/mon-espace')
})

test.each([
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  'https://evil.example',
  'https:evil.example',
  'javascript:alert(1)',
  '/\tevil',
  '/\n/evil.example',
  '/.//evil.example',
  '/a/..//evil.example',
  'evil.example',
  ' /scrutins',
  '',
  '/connexion',
  '/connexion/code',
])('%j is nowhere one comes back to', (asked) => {
  expect(returnPath(asked)).toBe('/mon-espace')
})

test('whatever is asked, one stays on this site', () => {
  const nasty = fc.string({ unit: fc.constantFrom('/', '\\', '.', ':', '@', '?', '#', '\t', '\n', 'a', '%', '2', 'f') })
  fc.assert(
    fc.property(fc.oneof(nasty, fc.string(), fc.webUrl()), (asked) => {
      const path = returnPath(asked)
      expect(new URL(path, 'https://ici.example').origin).toBe('https://ici.example')
      expect(path).toMatch(/^\/(?![/\\])/)
    }),
    { numRuns: 500 },
  )
})

test('an address is compared in small letters, and a name is one line', () => {
  expect(readAddress('  Léa.Martin@Exemple.FR ')).toBe('léa.martin@exemple.fr')
  for (const wrong of [
    '',
    'lea',
    'lea@exemple',
    'lea@@exemple.fr',
    'a b@exemple.fr',
    'a@exemple.fr\nBcc: b@c.fr',
    'a@b.fr,c@d.fr',
  ]) {
    expect(readAddress(wrong)).toBeUndefined()
  }
  expect(readName('  Léa \n Martin ')).toBe('Léa Martin')
  for (const wrong of ['', '   ', '123', '<b>', 'a'.repeat(61)]) expect(readName(wrong)).toBeUndefined()
  expect(veiledAddress('lea@exemple.fr')).toBe('l…a@exemple.fr')
})

test('what is counted tells nothing without the key, and nobody makes a known browser’s mark without it', () => {
  const keys = (byte: number) => () => new Uint8Array(32).fill(byte)
  expect(subjectOf(keys(1), 'address', 'a@b.fr')).not.toEqual(subjectOf(keys(2), 'address', 'a@b.fr'))
  expect(subjectOf(keys(1), 'address', 'a')).not.toEqual(subjectOf(keys(1), 'card', 'a'))
  expect(knownMark(keys(1), 'browser', 'a@b.fr')).not.toBe(knownMark(keys(2), 'browser', 'a@b.fr'))
})
