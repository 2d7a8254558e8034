import { dayIn } from '#kernel/calendar'
import { french } from '#kernel/french'
import type { Settings } from '#platform/context'
import type { Block, Letterhead } from '#platform/documents'
import type { Amount, Figure, Series, Table } from '../model.ts'
import { amountsOf, amountWithUnit, labelWithUnit, MARKS, marksIn, writtenAmount } from './words.ts'

/** What stands at the top of a printed report. */
export function letterheadOf({ territoryName, serviceName, logo, contact }: Settings): Letterhead {
  const { postalAddress, telephone, email } = contact
  const lines = [...(postalAddress?.split('\n') ?? []), telephone, email]
  return { territoryName, serviceName, logo, contact: lines.filter((line) => line !== null && line !== '') as string[] }
}

/** A table on paper: how to read it, its marks and, unless it is said elsewhere in the document, its source. */
export function tableBlocks(table: Table, { isSourced }: { readonly isSourced: boolean }): readonly Block[] {
  return [
    { type: 'heading', level: 2, text: table.title },
    printedTable(table),
    { type: 'paragraph', text: table.reading },
    ...markBlocks(amountsOf(table)),
    ...(isSourced ? [sourceText(table), ...table.notes] : []).map((text): Block => ({ type: 'paragraph', text })),
  ]
}

/** Cited and counted figures are printed in tables of their own: nobody adds them up. */
export function figureBlocks(
  figures: readonly Figure[],
  { isSourced }: { readonly isSourced: boolean } = { isSourced: true },
): readonly Block[] {
  return [
    {
      type: 'table',
      caption: null,
      columns: [
        { label: 'Chiffre', width: 5 },
        { label: 'Valeur', align: 'end', width: 4 },
        ...(isSourced ? [{ label: 'Source', width: 6 }] : []),
      ],
      rows: figures.map(({ label, placeName, amount, unit, sources, scope }) => [
        `${label}, ${placeName}`,
        amountWithUnit(amount, unit),
        ...(isSourced
          ? [`${sources.map(({ producer, vintage }) => `${producer}, ${vintage}`).join(' ; ')}. ${scope}`]
          : []),
      ]),
    },
    ...markBlocks(figures.map(({ amount }) => amount)),
  ]
}

/** One table for each way of counting, the break and its reason between them. */
export function seriesBlocks(series: Series): readonly Block[] {
  const parts = series.parts.flatMap(({ label, points }, index): readonly Block[] => {
    const broken = series.breaks[index - 1]
    return [
      ...(broken === undefined
        ? []
        : [{ type: 'paragraph' as const, text: `Rupture en ${broken.year} : ${broken.label}. ${broken.why}` }]),
      {
        type: 'table',
        caption: label,
        columns: [
          { label: 'Année', width: 2 },
          { label: series.unit, align: 'end', width: 3 },
          { label: 'Source', width: 7 },
        ],
        rows: points.map(({ year, amount, source }) => [
          String(year),
          writtenAmount(amount, series.unit),
          `${source.title}, ${source.producer}`,
        ]),
      },
    ]
  })
  return [{ type: 'heading', level: 2, text: `${series.title}, ${series.placeName}` }, ...parts]
}

/** Where a table comes from, in a line. */
export function sourceText({ scope, sources, perimeterVersion, computedAt, licence }: Table): string {
  const named = sources.map(
    ({ title, producer, vintage, isFictitious }) =>
      `${title}, ${producer}, ${vintage}${isFictitious && !/invent/.test(licence) ? ' (données inventées)' : ''}`,
  )
  const rule = perimeterVersion === null ? '' : ` Règle : ${perimeterVersion}.`
  const day = computedAt === null ? '' : ` Calculé le ${dayIn(computedAt)}.`
  return french`Champ : ${scope} Source : ${named.join(' ; ')}.${rule}${day} Licence : ${licence}.`
}

function printedTable(table: Table): Block {
  return {
    type: 'table',
    caption: table.place.name,
    columns: [
      { label: table.rowTitle, width: 5 },
      ...table.columns.map(({ label, unit }) => ({
        label: labelWithUnit(label, unit),
        align: 'end' as const,
        width: 3,
      })),
    ],
    rows: table.rows.map(({ label, unit: own }, row) => [
      label,
      ...table.columns.map(({ unit }, column) =>
        writtenAmount(table.cells[row]?.[column] ?? MISSING, unit ?? own ?? ''),
      ),
    ]),
  }
}

const MISSING: Amount = { kind: 'not-given' }

function markBlocks(amounts: readonly Amount[]): readonly Block[] {
  const marks = marksIn(amounts)
  return marks.length === 0 ? [] : [{ type: 'items', items: marks.map((mark) => MARKS[mark]) }]
}
