import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contrastOf } from '#kernel/colour'
import { faintAccents, GROUNDS, HOUSE_ACCENTS, themeCss } from './index.ts'

const TOKENS = readFileSync(new URL('../../../ui/tokens.css', import.meta.url), 'utf8')
const [LIGHT = '', NIGHT = ''] = TOKENS.split('@media (prefers-color-scheme: dark)')
const token = (css: string, name: string) => new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(css)?.[1]

test.each([
  ['light', LIGHT],
  ['dark', NIGHT],
] as const)('the grounds and accents measured here are those of the stylesheet, %s', (mode, css) => {
  const { onOpal, onGold, ...grounds } = GROUNDS[mode]
  const named = { ...grounds, 'on-opal': onOpal, 'on-gold': onGold, ...HOUSE_ACCENTS[mode] }
  for (const [name, colour] of Object.entries(named)) expect(token(css, name), `--${name}`).toBe(colour)
})

test('the accents of the house pass their own measure', () => {
  expect(faintAccents(HOUSE_ACCENTS)).toEqual([])
})

test('an accent too pale is told with its ratio and a colour near it that passes', () => {
  const pale = { ...HOUSE_ACCENTS, light: { ...HOUSE_ACCENTS.light, opal: '#5aa9a8' } }
  const [fault, ...others] = faintAccents(pale)
  expect(others).toEqual([])
  expect(fault).toMatchObject({ mode: 'light', accent: 'opal', least: 7 })
  expect(fault!.ratio).toBeLessThan(3)
  expect(contrastOf(fault!.proposed, GROUNDS.light.sunk)).toBeGreaterThanOrEqual(7)
})

test('whatever is asked, what is proposed passes', () => {
  const colour = fc.stringMatching(/^#[0-9a-f]{6}$/)
  const accents = fc.record({ opal: colour, brick: colour, gold: colour })
  fc.assert(
    fc.property(fc.record({ light: accents, dark: accents }), (asked) => {
      const faults = faintAccents(asked)
      const corrected = structuredClone(asked)
      for (const { mode, accent, proposed } of faults) corrected[mode][accent] = proposed
      expect(faintAccents(corrected)).toEqual([])
    }),
    { numRuns: 60 },
  )
})

test('a territory that keeps the accents of the house needs no stylesheet', () => {
  expect(themeCss({ accents: null })).toBe('')
  expect(themeCss({ accents: HOUSE_ACCENTS })).toContain('--opal:#0a5352')
})
