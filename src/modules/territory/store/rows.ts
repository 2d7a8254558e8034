import type { Insertable, Selectable } from 'kysely'
import { placeKey } from '#kernel/place-names'
import type { Commune as CommuneRow, Epci as EpciRow, PlaceFigure as FigureRow, PlaceAlias } from '#platform/database'
import type { Alias, Commune, Epci, PlaceFigure } from '../model.ts'

export function communeOf(row: Selectable<CommuneRow>): Commune {
  return {
    code: row.code,
    name: row.name,
    postcodes: row.postcodes,
    epciCode: row.epci_code,
    canton: row.canton,
    cantonName: row.canton_name,
    arrondissementName: row.arrondissement_name,
    actionTerritory: row.action_territory,
    population: row.population,
    totalPopulation: row.total_population,
  }
}

export function communeRowOf(commune: Commune): Insertable<CommuneRow> {
  return {
    code: commune.code,
    name: commune.name,
    search_key: placeKey(commune.name),
    postcodes: [...commune.postcodes],
    epci_code: commune.epciCode,
    canton: commune.canton,
    canton_name: commune.cantonName,
    arrondissement_name: commune.arrondissementName,
    action_territory: commune.actionTerritory,
    population: commune.population,
    total_population: commune.totalPopulation,
    closed_at: null,
  }
}

export function epciOf(row: Selectable<EpciRow>): Epci {
  return {
    code: row.code,
    name: row.name,
    kind: row.kind,
    communeCount: row.commune_count,
    communeCountHere: row.commune_count_here,
    population: row.population,
    populationHere: row.population_here,
  }
}

export function epciRowOf(epci: Epci): Insertable<EpciRow> {
  return {
    code: epci.code,
    name: epci.name,
    search_key: placeKey(epci.name),
    kind: epci.kind,
    commune_count: epci.communeCount,
    commune_count_here: epci.communeCountHere,
    population: epci.population,
    population_here: epci.populationHere,
    closed_at: null,
  }
}

export function aliasOf(row: Selectable<PlaceAlias>): Alias {
  const kind = row.kind as Alias['kind']
  return { communeCode: row.commune_code, name: row.name, kind, formerCode: row.former_code }
}

export function aliasRowOf(alias: Alias): Insertable<PlaceAlias> {
  const { communeCode, name, kind, formerCode } = alias
  return { commune_code: communeCode, name, search_key: placeKey(name), kind, former_code: formerCode }
}

export function figureOf({ rank: _, ...row }: Selectable<FigureRow>): PlaceFigure {
  return { ...row, nature: row.nature as PlaceFigure['nature'] }
}

export function figureRowOf(figure: PlaceFigure, rank: number): Insertable<FigureRow> {
  return { ...figure, note: figure.note ?? null, rank }
}
