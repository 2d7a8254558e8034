import { stringify } from 'csv-stringify/sync'
import type { Amount, CitedFigure, ComputedFigure, Sources, Table } from './model.ts'
import type { ShownTable } from './protected.ts'
import type { ProtectedTable } from './store/index.ts'

/** For a spreadsheet: UTF-8 with a byte order mark and `;`; cells it would take for a formula are neutralised. */
const FOR_SPREADSHEETS = {
  header: true,
  bom: true,
  delimiter: ';',
  record_delimiter: '\r\n',
  escape_formulas: true,
} as const

/** One line a figure, each with its source: a line that is copied elsewhere still says where it comes from. */
export function tableCsv(table: Table): string {
  const about = {
    source: namesOf(table.sources),
    adresse: addressesOf(table.sources),
    licence: table.licence,
    champ: table.scope,
    perimetre: table.perimeterVersion ?? '',
    extraction_sha256: table.extractionSha256 ?? '',
    calcule_le: table.computedAt?.toISOString() ?? '',
    permalien: table.permalink,
  }
  const lines = table.rows.flatMap((row, n) =>
    table.columns.map((column, m) => ({
      tableau: table.name,
      lieu_code: table.place.code,
      lieu: table.place.name,
      ligne_code: row.id,
      ligne: row.label,
      colonne_code: column.id,
      colonne: column.label,
      unite: column.unit ?? row.unit ?? '',
      ...amountColumns(table.cells[n]![m]!, table.nature),
      millesime: table.vintage,
      ...about,
    })),
  )
  return stringify(lines, FOR_SPREADSHEETS)
}

/** What a map draws, one line a place. */
export function mapCsv(figures: readonly ComputedFigure[]): string {
  const lines = figures.map((figure) => ({
    lieu_code: figure.place,
    lieu: figure.placeName,
    indicateur: figure.indicator,
    chiffre: figure.label,
    unite: figure.unit,
    ...amountColumns(figure.amount, figure.nature),
    millesime: figure.sources[0].vintage,
    source: namesOf(figure.sources),
    adresse: addressesOf(figure.sources),
    champ: figure.scope,
    perimetre: figure.perimeterVersion,
    extraction_sha256: figure.extractionSha256,
    calcule_le: figure.computedAt.toISOString(),
    note: figure.note ?? '',
  }))
  return stringify(lines, FOR_SPREADSHEETS)
}

/** What others say, one line a figure. */
export function citedCsv(figures: readonly CitedFigure[]): string {
  const lines = figures.map((figure) => ({
    lieu: figure.placeName,
    indicateur: figure.indicator,
    chiffre: figure.label,
    unite: figure.unit,
    ...amountColumns(figure.amount, figure.nature),
    millesime: figure.vintage,
    source: namesOf(figure.sources),
    adresse: figure.url,
    lu_le: figure.readOn,
    champ: figure.scope,
    note: figure.note ?? '',
  }))
  return stringify(lines, FOR_SPREADSHEETS)
}

/** A protected table, one line a cell. A mask is written « s » and has no number: nothing can add it up as 0. */
export function protectedCsv(table: ProtectedTable, shown: readonly ShownTable[]): string {
  const { name, title, unit, scope, producer, licence, vintage } = table
  const about = { unite: unit, champ: scope, source: producer, millesime: vintage, licence }
  const lines = shown.flatMap(({ rows, columns, cells }) =>
    rows.flatMap((row, r) =>
      columns.map((column, c) => {
        const amount = cells[r]![c]!
        return {
          tableau: name,
          titre: title,
          ligne_code: row.id,
          ligne: row.label,
          colonne_code: column.id,
          colonne: column.label,
          valeur: amount.kind === 'value' ? String(amount.value) : '',
          marque: amount.kind === 'secret' ? 's' : amount.kind === 'not-given' ? 'nd' : '',
          ...about,
        }
      }),
    ),
  )
  return stringify(lines, FOR_SPREADSHEETS)
}

const STATUSES = { computed: 'calculé', cited: 'cité', estimated: 'estimé' } as const

// A secret and a missing figure leave the number empty: a spreadsheet must not add them up as 0.
function amountColumns(amount: Amount, nature: keyof typeof STATUSES) {
  const number = { valeur: amount.kind === 'value' ? String(amount.value) : '' }
  const ends =
    amount.kind === 'interval'
      ? { minimum: String(amount.least), maximum: amount.most === null ? '' : String(amount.most) }
      : { minimum: '', maximum: '' }
  const status = amount.kind === 'secret' ? 'secret' : amount.kind === 'not-given' ? 'nd' : STATUSES[nature]
  return { ...number, ...ends, statut: status }
}

function namesOf(sources: Sources): string {
  return sources.map(({ producer, title, vintage }) => `${producer}, ${title}, ${vintage}`).join(' | ')
}

function addressesOf(sources: Sources): string {
  return [...new Set(sources.flatMap(({ url }) => url ?? []))].join(' | ')
}
