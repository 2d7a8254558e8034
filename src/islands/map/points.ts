/** A place of a structure, as the site tells it. Degrees. */
export type Point = {
  readonly slug: string
  readonly name: string
  readonly what: string
  readonly where: string
  readonly marks: readonly string[]
  readonly longitude: number
  readonly latitude: number
}

/** What is in sight: its edges and its middle, in degrees. */
export type View = {
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
}

type Told = {
  readonly features: readonly {
    readonly geometry: { readonly coordinates: readonly [number, number] }
    readonly properties: Pick<Point, 'slug' | 'name' | 'what' | 'where' | 'marks'>
  }[]
}

/** @throws  when the points do not come */
export async function fetchPoints(address: string): Promise<readonly Point[]> {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`the points did not come: ${answer.status}`)
  const { features } = (await answer.json()) as Told
  return features.map(({ geometry: { coordinates }, properties }) => ({
    ...properties,
    longitude: coordinates[0],
    latitude: coordinates[1],
  }))
}

/** Structures in sight, each once, from the nearest to the middle of the view to the farthest. */
export function structuresIn(points: readonly Point[], view: View): readonly Point[] {
  const middle = { longitude: (view.west + view.east) / 2, latitude: (view.south + view.north) / 2 }
  const seen = points
    .filter(
      ({ longitude, latitude }) =>
        isBetween(view.west, longitude, view.east) && isBetween(view.south, latitude, view.north),
    )
    .map((point) => ({ point, far: distance(point, middle) }))
    .sort((one, other) => one.far - other.far)
  const nearest = new Map<string, Point>()
  for (const { point } of seen) if (!nearest.has(point.slug)) nearest.set(point.slug, point)
  return [...nearest.values()]
}

/** How many structures bear each mark first: what the legend tells. '' for those that bear none. */
export function countByShape(points: readonly Point[]): ReadonlyMap<string, number> {
  const shapes = new Map(points.map(({ slug, marks }) => [slug, marks[0] ?? '']))
  const counts = new Map<string, number>()
  for (const shape of shapes.values()) counts.set(shape, (counts.get(shape) ?? 0) + 1)
  return counts
}

function isBetween(least: number, value: number, most: number): boolean {
  return least <= value && value <= most
}

// Over a Département the earth is a sheet, narrower as one goes north: enough to put a list in order.
function distance(point: Pick<Point, 'longitude' | 'latitude'>, middle: Pick<Point, 'longitude' | 'latitude'>): number {
  const narrowing = Math.cos((middle.latitude * Math.PI) / 180)
  return Math.hypot((point.longitude - middle.longitude) * narrowing, point.latitude - middle.latitude)
}
