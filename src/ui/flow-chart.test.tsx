import { expect, test } from 'vitest'
import { FlowChart, layFlows } from '#ui/flow-chart'

const node = (id: string) => ({ id, mark: id.toUpperCase(), label: `Nom de ${id}`, display: '1 €' })
const COLUMNS = [
  { title: 'Argent', nodes: [node('l1'), node('l2')] },
  { title: 'Actions', nodes: [node('a1'), node('a2')] },
  { title: 'Lieux', nodes: [node('t1')] },
]
const BANDS = [
  { from: 'l1', to: 'a1', value: 300 },
  { from: 'l2', to: 'a2', value: 100 },
  { from: 'a1', to: 't1', value: 300 },
  { from: 'a2', to: 't1', value: 100 },
]

test('each band is as thick as what it carries, and those of a node fill it without overlapping', () => {
  const { places, strips } = layFlows(COLUMNS, BANDS)
  expect(strips.map(({ thickness }) => thickness)).toEqual([240, 80, 240, 80])
  const [first, second] = strips.filter(({ column }) => column === 1)
  expect(second!.arrives).toBe(first!.arrives + first!.thickness)
  const goal = places.find(({ id }) => id === 't1')!
  expect(second!.arrives + second!.thickness).toBe(goal.y + goal.height)
})

test('nodes of a column never stand on one another, however small they are', () => {
  const { places, height } = layFlows(COLUMNS, [...BANDS.slice(1), { from: 'l1', to: 'a1', value: 0 }])
  const [one, two] = places.filter(({ column }) => column === 0)
  expect(two!.y).toBeGreaterThan(one!.y + one!.height)
  expect(height).toBeGreaterThan(two!.y + two!.height)
})

test('the drawing says what it shows, and holds no style of its own', () => {
  const html = String(<FlowChart title="Où va l’argent" description="Deux lignes." columns={COLUMNS} bands={BANDS} />)
  expect(html).toContain('aria-label="Où va l’argent. Deux lignes."')
  expect(html).toContain('Nom de a2')
  expect(html).not.toMatch(/style=|NaN|undefined/)
})
