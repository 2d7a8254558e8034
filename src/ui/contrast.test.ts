import { describe, expect, test } from 'vitest'
import { readPalette } from '#ui/palette'
import { contrastOf } from './contrast.ts'

const { light, dark, pairs } = readPalette()

test('contrast is measured as WCAG does: black on white is 21, a colour on itself is 1', () => {
  expect(contrastOf('#000000', '#ffffff')).toBeCloseTo(21, 5)
  expect(contrastOf('#767676', '#ffffff')).toBeCloseTo(4.54, 2)
  expect(contrastOf('#8a2414', '#8a2414')).toBe(1)
})

test('every colour stands in at least one declared pair', () => {
  const paired = new Set(pairs.flatMap((pair) => [pair.ink, pair.paper]))
  // Hairlines between rows repeat what the space already says.
  expect([...light.keys()].filter((name) => !paired.has(name))).toEqual(['line'])
})

describe.each([
  { mode: 'by day', colours: light },
  { mode: 'by night', colours: dark },
])('$mode', ({ colours }) => {
  test.each(pairs)('$ink shows on $paper, at $least or more', ({ ink, paper, least }) => {
    const [on, under] = [colours.get(ink), colours.get(paper)]
    expect(on, `--${ink} is a colour`).toBeDefined()
    expect(under, `--${paper} is a colour`).toBeDefined()
    expect(contrastOf(on as string, under as string)).toBeGreaterThanOrEqual(least)
  })
})
