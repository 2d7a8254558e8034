import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countByShape, type Point, structuresIn } from './points.ts'

const point = (slug: string, longitude: number, latitude: number, marks: readonly string[] = []): Point => ({
  ...{ slug, longitude, latitude, marks },
  name: slug,
  what: '',
  where: '',
})
const VIEW = { west: 2, south: 50, east: 3, north: 51 }

describe('structures in view', () => {
  test('are those between its edges, the nearest to its middle first', () => {
    const points = [point('edge', 2, 50), point('middle', 2.5, 50.5), point('out', 3.1, 50.5), point('near', 2.6, 50.5)]
    expect(structuresIn(points, VIEW).map(({ slug }) => slug)).toEqual(['middle', 'near', 'edge'])
  })

  test('come once, by the nearest of their places', () => {
    const points = [point('twice', 2.9, 50.9), point('other', 2.6, 50.6), point('twice', 2.5, 50.5)]
    expect(structuresIn(points, VIEW)).toEqual([points[2], points[1]])
  })

  test('a degree east is nearer than a degree north', () => {
    const points = [point('north', 2.5, 50.7), point('east', 2.7, 50.5)]
    expect(structuresIn(points, VIEW).map(({ slug }) => slug)).toEqual(['east', 'north'])
  })

  test('are all there when the view holds everything, and none is there twice', () => {
    const some = fc.array(
      fc.record({ slug: fc.constantFrom('a', 'b', 'c', 'd'), x: fc.double({ min: 2, max: 3, noNaN: true }) }),
    )
    fc.assert(
      fc.property(some, (told) => {
        const points = told.map(({ slug, x }) => point(slug, x, 50.5))
        const seen = structuresIn(points, VIEW).map(({ slug }) => slug)
        expect(seen.toSorted()).toEqual([...new Set(told.map(({ slug }) => slug))].toSorted())
      }),
    )
  })
})

test('a legend counts structures, not places, by the mark that gives its shape', () => {
  const points = [point('a', 2, 50, ['esus', 'scic']), point('a', 2.1, 50, ['esus', 'scic']), point('b', 2, 50)]
  expect([...countByShape(points)]).toEqual([
    ['esus', 1],
    ['', 1],
  ])
})
