import { expect, test } from 'vitest'
import { ofPlace } from './place-words.ts'

test.each([
  ['Arras', 'd’Arras'],
  ['Étaples', 'd’Étaples'],
  ['Hénin-Beaumont', 'd’Hénin-Beaumont'],
  ['Le Portel', 'du Portel'],
  ['Les Attaques', 'des Attaques'],
  ['La Couture', 'de La Couture'],
  ['Lens', 'de Lens'],
])('one is near %s: « près %s »', (name, said) => {
  expect(ofPlace(name)).toBe(said)
})
