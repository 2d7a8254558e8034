import type { readAtlas } from '#modules/territory'
import { type MapShape, TerritoryMap } from '#ui/map'

/** The territory, whole. */
export type Atlas = NonNullable<Awaited<ReturnType<typeof readAtlas>>>

/** What is drawn of where an event takes place. */
export type PlaceMapProps = { readonly atlas: Atlas | undefined; readonly communeCode: string | null }

/** The commune of an event among its neighbours, drawn on the server; nothing when the commune is not told. */
export function PlaceMap({ atlas, communeCode }: PlaceMapProps) {
  const commune = communeCode === null ? undefined : atlas?.communeByCode.get(communeCode)
  if (!atlas || !commune) return null
  const { width, height, shapes } = atlas.drawings().closeUp(commune.epciCode ?? '')
  const drawn = shapes.map(({ code, path, tint }): MapShape => {
    return { label: atlas.communeByCode.get(code)?.name ?? code, path, tint, isHere: code === communeCode }
  })
  return <TerritoryMap title={`${commune.name}, parmi les communes voisines`} {...{ width, height }} shapes={drawn} />
}
