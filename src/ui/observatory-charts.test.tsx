import fc from 'fast-check'
import { expect, test } from 'vitest'
import { radiusOf } from '#ui/circle-map'
import { ClassMap, quantilesOf } from '#ui/class-map'
import { IntervalBars } from '#ui/interval-bars'
import { Matrix } from '#ui/matrix'
import { SeriesChart } from '#ui/series-chart'
import { layOut } from '#ui/stacked-bars'

const point = (year: number, value: number | undefined) => ({ year, value, display: String(value ?? 's') })

test('a series never joins two parts, nor two years that do not follow one another, nor what is secret', () => {
  const html = String(
    <SeriesChart
      title="Emplois"
      description="Deux façons de compter."
      parts={[
        { label: 'CLAP', points: [point(2013, 100), point(2014, 110), point(2015, undefined), point(2016, 90)] },
        { label: 'FLORES', points: [point(2017, 80), point(2019, 95)] },
      ]}
      breaks={[{ year: 2017, label: 'FLORES remplace CLAP' }]}
      tick={String}
    />,
  )
  expect(html.match(/class="line-stroke"/g)).toHaveLength(1)
  expect(html.match(/class="series-break"/g)).toHaveLength(1)
  expect(html.match(/<title>/g)).toHaveLength(5)
})

test('quantiles take every figure once, and equal figures go together', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 40 })), fc.integer({ min: 1, max: 5 }), (values, most) => {
      const classes = quantilesOf(values, most)
      expect(classes.length).toBeLessThanOrEqual(most)
      expect(classes.reduce((sum, { count }) => sum + count, 0)).toBe(values.length)
      for (const value of values) expect(classes.filter(({ from, to }) => value >= from && value <= to)).toHaveLength(1)
      for (const [index, { from }] of classes.entries()) {
        if (index > 0) expect(from).toBeGreaterThan(classes[index - 1]!.to)
      }
    }),
  )
})

test('a map in classes writes its figure on each place, and hatches where there is none', () => {
  const html = String(
    <ClassMap
      title="Part de l’ESS"
      width={100}
      height={100}
      places={[
        { label: 'Arras : 9,2 %', path: 'M0 0', centre: [1, 1], href: '/a', band: 0, mark: '9,2' },
        { label: 'Ternois : secret', path: 'M1 1', centre: [2, 2], band: null, mark: 's' },
      ]}
      classes={[{ words: '9,2 %', count: '1 EPCI' }]}
      absent="s : secret"
    />,
  )
  expect(html).toContain('<a href="/a" aria-label="Arras : 9,2 %">')
  expect(html).toMatch(/fill="url\(#hachures\)"><title>Ternois : secret/)
  expect(html).toMatch(/>9,2<\/text>/)
})

test('a circle four times as large in area is for a count four times as large', () => {
  expect(radiusOf(400, 400, 40)).toBe(40)
  expect(radiusOf(100, 400, 40)).toBe(20)
})

test('an interval without an upper end is drawn open', () => {
  const bars = [
    { label: 'Coopératives', least: 3210, most: 7840, display: 'entre 3 210 et 7 840' },
    { label: 'Fondations', least: 100, most: null, display: 'au moins 100' },
  ]
  const html = String(<IntervalBars title="Salariés" description="Deux familles." bars={bars} />)
  expect(html.match(/interval-open/g)).toHaveLength(1)
  expect(html).toContain('entre 3 210 et 7 840')
})

test('bands of 100 % fill their line, and none is drawn when one of its parts is secret', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 6 }), (values) => {
      const pieces = layOut(values)
      const whole = values.reduce((sum, value) => sum + value, 0)
      const end = pieces.reduce((sum, { width }) => sum + width, 0)
      if (whole > 0) expect(Math.abs(end - 100)).toBeLessThan(0.1)
      else expect(pieces).toEqual([])
    }),
  )
  expect(layOut([10, null, 5])).toEqual([])
})

test('a matrix is a table with its headers, and a secret cell is shaded by nothing', () => {
  const html = String(
    <Matrix
      caption="Secteurs par famille"
      rowTitle="Secteur"
      rows={[{ label: 'Santé', href: '/x' }]}
      columns={[{ label: 'Associations' }, { label: 'Fondations' }]}
      cells={[
        [
          { display: '12', weight: 1 },
          { display: 's', weight: null },
        ],
      ]}
    />,
  )
  expect(html).toContain('<th scope="row"><a href="/x">Santé</a></th>')
  expect(html).toContain('<td class="align-end shade-4">12</td><td class="align-end shade-none">s</td>')
})
