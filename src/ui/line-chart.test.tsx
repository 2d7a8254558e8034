import { expect, test } from 'vitest'
import { LineChart, SmallMultiples } from '#ui/line-chart'
import { Progress } from '#ui/progress'
import { StackedShare } from '#ui/stacked-share'

const YEARS = [
  { label: '2020', value: 100, display: '100' },
  { label: '2021', value: undefined, display: 'secret' },
  { label: '2022', value: 300, display: '300' },
  { label: '2023', value: 400, display: '400' },
]
const LINE = { label: 'Emplois', points: YEARS }

test('a line stops where a figure is not known: nothing is invented between two years', () => {
  const html = String(<LineChart title="Emplois" description="Ils montent." lines={[LINE]} tick={String} />)
  expect(html.match(/class="line-stroke"/g)).toHaveLength(1)
  expect(html.match(/<circle/g)).toHaveLength(3)
  expect(html).toContain('aria-label="Emplois. Ils montent."')
  expect(html).toContain('<title>Emplois, 2022 : 300</title>')
})

test('the axis starts from zero, whatever the figures', () => {
  const high = { label: 'Haut', points: YEARS.map((year) => ({ ...year, value: 4_000 })) }
  expect(String(<LineChart title="T" description="D" lines={[high]} tick={String} />)).toContain('>0</text>')
})

test('small charts are all on one scale', () => {
  const charts = [
    { ...LINE, description: 'De 100 à 400.' },
    {
      ...LINE,
      label: 'Autre',
      description: 'De 10 à 40.',
      points: YEARS.map((y) => ({ ...y, value: y.value && y.value / 10 })),
    },
  ]
  const heights = [...String(<SmallMultiples title="T" charts={charts} />).matchAll(/<circle[^>]*cy="([\d.]+)%"/g)]
  expect(heights.map(([, y]) => Number(y))).toEqual([6, 85.2])
})

test('nothing known is drawn all the same', () => {
  const none = { label: 'Rien', points: YEARS.map((year) => ({ ...year, value: undefined })) }
  expect(String(<LineChart title="T" description="D" lines={[none]} tick={String} />)).not.toMatch(/NaN|Infinity/)
})

test('the parts of a whole follow one another to its end, each with its share in words', () => {
  const shares = [1, 1, 1].map((value, index) => ({ label: `Part ${index + 1}`, value, display: '1' }))
  const html = String(<StackedShare title="Tiers" description="Trois tiers." shares={shares} />)
  const pieces = [...html.matchAll(/x="([\d.]+)%" y="1" width="([\d.]+)%"/g)].map(([, x, width]) => [
    Number(x),
    Number(width),
  ])
  expect(pieces).toEqual([
    [0, 33.33],
    [33.33, 33.34],
    [66.67, 33.33],
  ])
  expect(html).toContain('33,3\u202f%')
})

test('progress is said in words, never beyond its end', () => {
  const html = String(<Progress label="Collecte" done={3_000} whole={2_000} told="3 000 € sur 2 000 €" />)
  expect(html).toContain('3 000 € sur 2 000 €')
  expect(html).toContain('x2="100%"')
  expect(html).toContain('aria-label="Collecte : 150\u202f%"')
})
