import { drawTerritory, type TerritoryDrawings } from '../map/index.ts'
import type { Alias, Commune, Epci, PlaceFigure, Sources } from '../model.ts'
import { makeSearchIndex, type SearchIndex } from '../search/index.ts'

/** A territory as it is read: its places by code, and what is found and drawn of them. */
export type Atlas = Known & {
  readonly communeByCode: ReadonlyMap<string, Commune>
  readonly epciByCode: ReadonlyMap<string, Epci>
  readonly index: SearchIndex
  /** Drawn when first asked for. */
  readonly drawings: () => TerritoryDrawings
}

type Known = {
  readonly loadedAt: Date
  readonly sources: Sources
  readonly shapes: string
  readonly communes: readonly Commune[]
  readonly epcis: readonly Epci[]
  readonly aliases: readonly Alias[]
  readonly figures: readonly PlaceFigure[]
}

export function makeAtlas(known: Known): Atlas {
  let drawn: TerritoryDrawings | undefined
  return {
    ...known,
    communeByCode: new Map(known.communes.map((commune) => [commune.code, commune])),
    epciByCode: new Map(known.epcis.map((epci) => [epci.code, epci])),
    index: makeSearchIndex(known.communes, known.aliases),
    drawings: () => {
      drawn ??= drawTerritory(known.shapes, known.communes, known.epcis)
      return drawn
    },
  }
}

/** The communes of an EPCI, by name. */
export function communesOf(atlas: Atlas, epciCode: string): readonly Commune[] {
  return atlas.communes.filter((commune) => commune.epciCode === epciCode).sort(byName)
}

/** Names in the order of a French dictionary. */
export function byName(one: { readonly name: string }, other: { readonly name: string }): number {
  return FRENCH.compare(one.name, other.name)
}

const FRENCH = new Intl.Collator('fr')

export function sumOfPopulations(communes: readonly Commune[]): number {
  return communes.reduce((sum, { population }) => sum + population, 0)
}
