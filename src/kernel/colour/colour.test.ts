import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contrastOf, mixed, nearestThatShows } from './index.ts'

const colour = fc
  .tuple(fc.nat(255), fc.nat(255), fc.nat(255))
  .map((parts) => `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`)

test('contrast is measured as WCAG does: black on white is 21, a colour on itself is 1', () => {
  expect(contrastOf('#000000', '#ffffff')).toBeCloseTo(21, 5)
  expect(contrastOf('#767676', '#ffffff')).toBeCloseTo(4.54, 2)
  expect(contrastOf('#8a2414', '#8a2414')).toBe(1)
})

test('a mixture goes from one colour to the other', () => {
  expect(mixed('#102030', '#ffffff', 1)).toBe('#102030')
  expect(mixed('#102030', '#ffffff', 0)).toBe('#ffffff')
  expect(mixed('#000000', '#ffffff', 0.5)).toBe('#808080')
})

test('the nearest colour that shows does show, and a colour that shows is left as it is', () => {
  fc.assert(
    fc.property(colour, (asked) => {
      const grounds = [{ colour: '#f8f4ea', least: 7 }]
      const found = nearestThatShows(asked, '#000000', grounds)!
      expect(contrastOf(found, '#f8f4ea')).toBeGreaterThanOrEqual(7)
      if (contrastOf(asked, '#f8f4ea') >= 7) expect(found).toBe(asked)
    }),
  )
})

test('where nothing shows, nothing is proposed', () => {
  expect(nearestThatShows('#777777', '#808080', [{ colour: '#808080', least: 7 }])).toBeUndefined()
})
