import type { ComputedFigure, Edition, Indicator, Place } from './model.ts'
import { scopeOf } from './sentences.ts'
import { ALL_COLUMNS, type Column } from './tables/columns.ts'
import type { Counts } from './tables/counts.ts'

/** What an indicator is called in tables. */
const COLUMN_OF: Readonly<Record<Indicator, string>> = {
  establishments: 'etablissements',
  employers: 'employeurs',
  structures: 'structures',
  jobs: 'emplois',
  density: 'densite',
  'employer-density': 'densite-employeurs',
  'share-of-establishments': 'part',
  'share-of-employers': 'part-employeurs',
}

/** One indicator in one place, with everything that must be said of it. */
export function figureOf(edition: Edition, place: Place, counts: Counts, indicator: Indicator): ComputedFigure {
  const column = columnOf(indicator)
  const amount = column.amount(counts.cell({ place: place.code }), counts.whole({ place: place.code }), place)
  return {
    nature: 'computed',
    indicator,
    place: place.code,
    placeName: place.name,
    label: column.label,
    unit: column.unit,
    amount,
    scope: scopeOf(edition.staffYears),
    sources: edition.sources,
    note: [column.note, place.note].filter((each) => each).join(' ') || null,
    perimeterVersion: edition.perimeterVersion,
    extractionSha256: edition.extractionSha256,
    computedAt: edition.computedAt,
  }
}

function columnOf(indicator: Indicator): Column {
  return ALL_COLUMNS.find(({ id }) => id === COLUMN_OF[indicator])!
}
