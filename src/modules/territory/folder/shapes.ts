import { z } from 'zod'
import type { Commune } from '../model.ts'
import type { Fault } from './columns.ts'

const position = z.tuple([z.number(), z.number()])
const ring = z.array(z.int())

/** TopoJSON of a territory: one object, `communes`, whose shapes share their borders. */
const ShapesFile = z.object({
  type: z.literal('Topology'),
  transform: z.object({ scale: position, translate: position }).optional(),
  objects: z.object({
    communes: z.object({
      type: z.literal('GeometryCollection'),
      geometries: z.array(
        z.discriminatedUnion('type', [
          z.object({ type: z.literal('Polygon'), id: z.string(), arcs: z.array(ring) }),
          z.object({ type: z.literal('MultiPolygon'), id: z.string(), arcs: z.array(z.array(ring)) }),
        ]),
      ),
    }),
  }),
  arcs: z.array(z.array(position).min(2)),
})

export type Shapes = z.infer<typeof ShapesFile>

/** @throws  when the text is not what `faultsOfShapes` let pass */
export function shapesOf(text: string): Shapes {
  return ShapesFile.parse(JSON.parse(text))
}

/** Every commune has one shape, and every shape a commune. */
export function faultsOfShapes(file: string, text: string, communes: readonly Commune[]): readonly Fault[] {
  const read = ShapesFile.safeParse(jsonOf(text))
  const fault = (sentence: string) => [{ file, line: null, sentence }]
  if (!read.success) {
    const place = read.error.issues[0]?.path.join('.') || 'le fichier'
    return fault(`Ce n’est pas un TopoJSON dont l’objet « communes » porte un id par forme (voir ${place}).`)
  }
  const { arcs, objects } = read.data
  const used = objects.communes.geometries.flatMap((each) => each.arcs.flat(2))
  if (used.some((arc) => (arc < 0 ? ~arc : arc) >= arcs.length))
    return fault('Une forme se sert d’un tracé qui n’est pas dans le fichier.')

  const drawn = objects.communes.geometries.map(({ id }) => id)
  const known = communes.map(({ code }) => code)
  const shapeless = known.filter((code) => !drawn.includes(code))
  const strangers = drawn.filter((code, index) => !known.includes(code) || drawn.indexOf(code) !== index)
  return [
    ...(shapeless.length > 0 ? fault(`Ces communes n’ont pas de forme : ${shapeless.slice(0, 10).join(', ')}.`) : []),
    ...(strangers.length > 0 ? fault(`Ces formes sont en trop : ${strangers.slice(0, 10).join(', ')}.`) : []),
  ]
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // Not JSON: it has not the shape either.
  }
}
