import { expect, test } from 'vitest'
import { drawContour } from './contour.ts'
import { drawWatermark } from './watermark.tsx'

test('every territory has its own watermark, always the same', () => {
  expect(drawWatermark('Pas-de-Calais')).toBe(drawWatermark('Pas-de-Calais'))
  expect(drawWatermark('Pas-de-Calais')).not.toBe(drawWatermark('Finistère'))
})

test('a watermark is light enough to be in every page', () => {
  for (const seed of ['Pas-de-Calais', 'Finistère', 'La Réunion', '']) {
    expect(drawWatermark(seed).length).toBeGreaterThan(1000)
    expect(drawWatermark(seed).length).toBeLessThan(12_000)
  }
})

test('a round hill has a round contour: one closed line', () => {
  const hill = (x: number, y: number) => Math.exp(-((x - 100) ** 2 + (y - 100) ** 2) / 4000)
  const path = drawContour(hill, 0.5, { width: 200, height: 200, step: 20 })
  expect(path.match(/M/g)).toHaveLength(1)
  const [start, ...curves] = path
    .slice(1)
    .split('q')
    .map((numbers) => numbers.match(/-?\d+/g)?.map(Number) ?? [])
  const ends = curves.map((curve) => curve.slice(2))
  expect([0, 1].map((axis) => ends.reduce((sum, end) => sum + (end[axis] ?? 0), 0))).toEqual([0, 0])
  const radius = Math.hypot((start?.[0] ?? 0) - 100, (start?.[1] ?? 0) - 100)
  expect(radius).toBeGreaterThan(45)
  expect(radius).toBeLessThan(58)
})
