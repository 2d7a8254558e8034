import { geoPath } from 'd3-geo'
import { feature, merge, mesh, neighbors } from 'topojson-client'
import type { GeometryCollection, GeometryObject, MultiPolygon, Polygon, Topology } from 'topojson-specification'
import { type Shapes, shapesOf } from '../folder/shapes.ts'
import type { Commune, Epci } from '../model.ts'
import { layFlat, type PlanarShapes, simplified } from './planar.ts'

export { boundsOf, communesGeoJson, groupsGeoJson } from './degrees.ts'
export { drawOutlines } from './outlines.ts'

/** A shape of a drawing: path data in the drawing's units. */
export type DrawnShape = {
  readonly code: string
  readonly path: string
  /** A place inside it, or close, for its number. */
  readonly centre: readonly [number, number]
  /** From 0: two neighbours never share theirs. */
  readonly tint: number
}

export type Drawing = {
  readonly width: number
  readonly height: number
  readonly shapes: readonly DrawnShape[]
  /** Borders inside, each drawn once. */
  readonly borders: string
  /** Where a place is in the drawing, from its longitude and latitude. */
  readonly project: PlanarShapes['project']
}

/** What is drawn of a territory, from its shapes. Some tenths of a second: draw once for an edition. */
export type TerritoryDrawings = {
  /** EPCIs in full, with the communes' borders. */
  readonly epcis: Drawing
  /** EPCIs in few points, for a page that has other things to say. */
  readonly light: Drawing
  readonly communeNeighbours: ReadonlyMap<string, readonly string[]>
  readonly epciNeighbours: ReadonlyMap<string, readonly string[]>
  /** The communes of one EPCI, close up; of all those that have none, for ''. */
  readonly closeUp: (epciCode: string) => Drawing
}

const WIDTH = 2000
const MARGIN = 8

export function drawTerritory(text: string, communes: readonly Commune[], epcis: readonly Epci[]): TerritoryDrawings {
  const shapes = shapesOf(text)
  const flat = layFlat(shapes, WIDTH, MARGIN)
  const memberOf = new Map(communes.map(({ code, epciCode }) => [code, epciCode ?? '']))
  const communeNeighbours = neighboursOf(shapes)
  const epciNeighbours = neighboursBetween(communeNeighbours, memberOf)
  const groups = epcis.map(({ code }) => code)
  const tints = tintsFor(groups, epciNeighbours)
  const drawEpcis = (planar: PlanarShapes, borders: string): Drawing => {
    const topology = topologyOf(planar)
    const drawn = groups.map((code) => ({
      ...drawShape(
        code,
        merge(
          topology,
          membersOf(topology, (id) => memberOf.get(id) === code),
        ),
      ),
      tint: tints.get(code) ?? 0,
    }))
    return { width: planar.width, height: planar.height, shapes: drawn, borders, project: planar.project }
  }
  const close = simplified(flat, 0.8)
  return {
    epcis: drawEpcis(close, meshOf(close)),
    light: drawEpcis(simplified(flat, 5), ''),
    communeNeighbours,
    epciNeighbours,
    closeUp: (epciCode) => drawCloseUp(shapes, (id) => memberOf.get(id) === epciCode, communeNeighbours),
  }
}

type Drawable = Polygon | MultiPolygon
type FlatTopology = Topology<{ communes: GeometryCollection }>

function topologyOf({ arcs, geometries }: PlanarShapes): FlatTopology {
  const objects = { communes: { type: 'GeometryCollection', geometries } }
  return { type: 'Topology', arcs, objects } as unknown as FlatTopology
}

function membersOf(topology: FlatTopology, isMember: (id: string) => boolean): Drawable[] {
  return topology.objects.communes.geometries.filter(({ id }) => isMember(String(id))) as Drawable[]
}

function meshOf(planar: PlanarShapes): string {
  const topology = topologyOf(planar)
  const inside = (a: GeometryObject, b: GeometryObject) => a !== b
  return writePath(mesh(topology, topology.objects.communes, inside))
}

function drawCloseUp(
  shapes: Shapes,
  isMember: (id: string) => boolean,
  neighbours: ReadonlyMap<string, readonly string[]>,
): Drawing {
  const geometries = shapes.objects.communes.geometries.filter(({ id }) => isMember(id))
  const used = [
    ...new Set(geometries.flatMap((each) => (each.arcs as number[][][]).flat(2).map((arc) => (arc < 0 ? ~arc : arc)))),
  ]
  const place = new Map(used.map((arc, index) => [arc, index]))
  const renamed = (arcs: unknown): unknown =>
    Array.isArray(arcs)
      ? arcs.map(renamed)
      : (arcs as number) < 0
        ? ~place.get(~(arcs as number))!
        : place.get(arcs as number)
  // Arcs are written from their own beginning, so that a few may be taken alone.
  const alone = { ...shapes, arcs: used.map((arc) => shapes.arcs[arc]!) }
  const own = geometries.map((each) => ({
    ...each,
    arcs: renamed(each.arcs),
  })) as Shapes['objects']['communes']['geometries']
  const flat = simplified(
    layFlat({ ...alone, objects: { communes: { type: 'GeometryCollection', geometries: own } } }, WIDTH, MARGIN),
    1.5,
  )
  const topology = topologyOf(flat)
  const ids = own.map(({ id }) => id)
  const tints = tintsFor(ids, neighbours)
  const drawn = feature(topology, topology.objects.communes).features.map(({ id, geometry }) => ({
    ...drawShape(String(id), geometry),
    tint: tints.get(String(id)) ?? 0,
  }))
  return { width: flat.width, height: flat.height, shapes: drawn, borders: '', project: flat.project }
}

function drawShape(code: string, geometry: Parameters<typeof writePath>[0]): Omit<DrawnShape, 'tint'> {
  const [x, y] = geoPath(null).centroid(geometry)
  return { code, path: writePath(geometry), centre: [Math.round(x), Math.round(y)] }
}

function writePath(geometry: Parameters<ReturnType<typeof geoPath>>[0]): string {
  return geoPath(null).digits(0)(geometry) ?? ''
}

function neighboursOf({ objects }: Shapes): ReadonlyMap<string, readonly string[]> {
  const { geometries } = objects.communes
  const beside = neighbors(geometries as unknown as GeometryObject[])
  return new Map(geometries.map(({ id }, index) => [id, beside[index]!.map((each) => geometries[each]!.id)]))
}

function neighboursBetween(
  communes: ReadonlyMap<string, readonly string[]>,
  groupOf: ReadonlyMap<string, string>,
): ReadonlyMap<string, readonly string[]> {
  const beside = new Map<string, Set<string>>()
  for (const [code, others] of communes) {
    const own = groupOf.get(code)!
    const set = beside.get(own) ?? new Set()
    for (const other of others) if (groupOf.get(other) !== own) set.add(groupOf.get(other)!)
    beside.set(own, set)
  }
  return new Map([...beside].map(([group, others]) => [group, [...others]]))
}

/** Gives each place the first tint no neighbour has: five are enough for any territory met so far. */
function tintsFor(
  codes: readonly string[],
  neighbours: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, number> {
  const tints = new Map<string, number>()
  for (const code of codes) {
    const taken = new Set((neighbours.get(code) ?? []).map((other) => tints.get(other)))
    let tint = 0
    while (taken.has(tint)) tint += 1
    tints.set(code, tint)
  }
  return tints
}
