import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RESERVED, slugFor } from './slugs.ts'

test('the address of a structure is its name, then its commune, then a number', () => {
  const taken = new Set<string>()
  const next = () => slugFor('L’Atelier vélo', 'Béthune', taken)
  expect([next(), next(), next()]).toEqual(['l-atelier-velo', 'l-atelier-velo-bethune', 'l-atelier-velo-bethune-2'])
})

test('a structure named as a page of the site gets another address', () => {
  expect(slugFor('Le Cadre', 'Arras', new Set())).toBe('le-cadre')
  expect(slugFor('CADRE', 'Arras', new Set())).toBe('cadre-arras')
  expect(slugFor('Intégrer', undefined, new Set())).toBe('integrer-2')
})

test('whatever the names, no two structures share an address, and each fits the route', () => {
  const commune = 'Saint-Remy-en-Bouzemont-Saint-Genest-et-Isson'
  const title = fc.oneof(fc.constantFrom(...RESERVED), fc.string({ maxLength: 200 }), fc.constant('a-'.repeat(120)))
  fc.assert(
    fc.property(fc.array(title, { maxLength: 12 }), (titles) => {
      const taken = new Set<string>()
      const slugs = titles.map((each) => slugFor(each, commune, taken))
      expect(new Set(slugs).size).toBe(slugs.length)
      for (const slug of slugs) {
        expect(slug).toMatch(/^(?=.{1,100}$)[a-z0-9]+(-[a-z0-9]+)*$/)
        expect(RESERVED).not.toContain(slug)
      }
    }),
    { numRuns: 200 },
  )
})
