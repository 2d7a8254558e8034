import { expect, test } from 'vitest'
import { essaiFiles, pasDeCalaisFiles, territoryOf } from '../testing/index.ts'
import { boundsOf, communesGeoJson, drawOutlines, drawTerritory, groupsGeoJson } from './index.ts'

const territory = territoryOf(pasDeCalaisFiles())
const drawings = drawTerritory(territory.shapes, territory.communes, territory.epcis)
const sheet = { width: 1200, height: 420 }

test('each EPCI has its shape, and no two neighbours the same tint', () => {
  const { shapes } = drawings.epcis
  expect(shapes.map(({ code }) => code).sort()).toEqual(territory.epcis.map(({ code }) => code).sort())
  const tintOf = new Map(shapes.map(({ code, tint }) => [code, tint]))
  for (const [code, others] of drawings.epciNeighbours) {
    for (const other of others) expect(tintOf.get(other), `${code} beside ${other}`).not.toBe(tintOf.get(code))
  }
})

test('nothing is drawn inside out: every shape stays on its sheet and is smaller than it', () => {
  for (const drawing of [drawings.epcis, drawings.light, drawings.closeUp('200033579')]) {
    for (const { path } of drawing.shapes) {
      const numbers = path.match(/-?\d+/g)!.map(Number)
      const [xs, ys] = [numbers.filter((_, at) => at % 2 === 0), numbers.filter((_, at) => at % 2 === 1)]
      expect(Math.min(...xs, ...ys)).toBeGreaterThanOrEqual(0)
      expect(Math.max(...xs)).toBeLessThanOrEqual(drawing.width)
      expect(Math.max(...ys)).toBeLessThanOrEqual(drawing.height)
    }
  }
})

test('north is up and west is left: Calais is above Arras, Boulogne to the left of both', () => {
  const centre = (code: string) => drawings.epcis.shapes.find((shape) => shape.code === code)!.centre
  const [calais, arras, boulogne] = ['200090751', '200033579', '246200729'].map(centre) as unknown as [
    number[],
    number[],
    number[],
  ]
  expect(calais[1]).toBeLessThan(arras[1]!)
  expect(boulogne[0]).toBeLessThan(Math.min(calais[0]!, arras[0]!))
})

test('a close-up has every commune of the EPCI, each once', () => {
  const codes = drawings.closeUp('200072460').shapes.map(({ code }) => code)
  expect(new Set(codes).size).toBe(100)
  expect(codes).toHaveLength(100)
})

test('neighbours are neighbours both ways', () => {
  expect(drawings.communeNeighbours.get('62041')).toContain('62004')
  for (const [code, others] of drawings.communeNeighbours) {
    for (const other of others) expect(drawings.communeNeighbours.get(other)).toContain(code)
  }
})

test('the map of home and the watermark weigh little', () => {
  expect(drawings.light.shapes.reduce((sum, { path }) => sum + path.length, 0)).toBeLessThan(18_000)
  const outlines = drawOutlines(territory.shapes, sheet, 6000)
  expect(outlines.length).toBeGreaterThan(3000)
  expect(outlines.length).toBeLessThanOrEqual(6000)
})

test('every territory has its own watermark, always the same', () => {
  const essai = territoryOf(essaiFiles())
  expect(drawOutlines(essai.shapes, sheet, 6000)).toBe(drawOutlines(essai.shapes, sheet, 6000))
  expect(drawOutlines(essai.shapes, sheet, 6000)).not.toBe(drawOutlines(territory.shapes, sheet, 6000))
})

test('the open shapes are in degrees, inside the bounds the map that moves opens on', () => {
  const [west, south, east, north] = boundsOf(territory.shapes)
  expect([west, south, east, north].map(Math.round)).toEqual([2, 50, 3, 51])
  const drawn = communesGeoJson(territory.shapes, (code) => ({ code }))
  expect(drawn.features).toHaveLength(887)
  const [longitude = 0, latitude = 0] = (drawn.features[0]!.geometry.coordinates as number[][][])[0]![0]!
  expect(longitude > west && longitude < east && latitude > south && latitude < north).toBe(true)
  expect(groupsGeoJson(territory.shapes, territory.communes, () => ({})).features).toHaveLength(20)
})
