import { french } from '#kernel/french'
import type { Table, TableName } from '../model.ts'
import { citationOf, licenceOf, scopeOf } from '../sentences.ts'
import { familles, famillesParSecteur, secteurs, secteursDetail, secteursParTaille, tailles } from './kinds.ts'
import type { Body, ComputedTableName, TableInput, TableKind } from './model.ts'
import { famillesParTerritoire, reperes, secteursParTerritoire, territoires } from './places.ts'
import { annees, finAnnee } from './years.ts'

export { type Counts, countsOf } from './counts.ts'
export type { Body, ComputedTableName, Split, TableInput, TableKind, TableNeeds } from './model.ts'
export { FIRST_STANDING_YEAR } from './years.ts'

/** Every table counted here, by the word of its address. */
export const COMPUTED_TABLES: Readonly<Record<ComputedTableName, TableKind>> = {
  reperes,
  familles,
  secteurs,
  'secteurs-detail': secteursDetail,
  'familles-par-secteur': famillesParSecteur,
  tailles,
  'secteurs-par-taille': secteursParTaille,
  territoires,
  'familles-par-territoire': famillesParTerritoire,
  'secteurs-par-territoire': secteursParTerritoire,
  annees,
  'fin-d-annee': finAnnee,
}

/** What each table is called. */
export const TABLE_TITLES: Readonly<Record<TableName, string>> = {
  ...(Object.fromEntries(Object.entries(COMPUTED_TABLES).map(([name, { title }]) => [name, title])) as Record<
    ComputedTableName,
    string
  >),
  'emploi-total': 'Emploi salarié de tous les secteurs, selon FLORES',
  sensibilite: 'Ce que chaque critère ajoute ou retire',
}

/** A table counted here, whole: with where it comes from, its note and how to cite it. */
export function tableOf(name: Exclude<TableName, 'emploi-total'>, input: TableInput, body: Body): Table {
  const { edition, place } = input
  const { sources, vintage, perimeterVersion, extractionSha256, computedAt, staffYears } = edition
  const title = TABLE_TITLES[name]
  const notes = [
    ...body.notes,
    ...(place.note === null ? [] : [place.note]),
    ...(edition.isFictitious
      ? [french`Données inventées pour la démonstration : ces chiffres ne disent rien du vrai territoire.`]
      : []),
  ]
  return {
    name,
    title,
    place,
    rowTitle: body.rowTitle,
    rows: body.rows,
    columns: body.columns,
    cells: body.cells,
    nature: 'computed',
    scope: scopeOf(staffYears),
    sources,
    vintage,
    licence: licenceOf(sources),
    perimeterVersion,
    extractionSha256,
    computedAt,
    reading: french`Lecture : ${body.reading}`,
    notes,
    permalink: permalinkOf(name, place.code),
    citation: citationOf({ title, place, sources, perimeterVersion, computedAt }),
  }
}

export function permalinkOf(name: TableName, place: string): string {
  return `/api/v1/observatoire/${name}?lieu=${place}`
}
