import type { Day } from '#kernel/calendar'
import { french } from '#kernel/french'
import type { Settings } from '#platform/context'
import type { Block, ReportData } from '#platform/documents'
import type { Figure, Heading, Place, Table, TableName } from '../model.ts'
import { figureBlocks, letterheadOf, sourceText, tableBlocks } from './print.ts'

/** What a profile is made of: each table is asked for by name, and may be missing for a place. */
export const PROFILE_TABLES = [
  'familles',
  'secteurs',
  'tailles',
  'annees',
  'emploi-total',
] as const satisfies readonly TableName[]

export type Profile = {
  readonly place: Place
  /** Counted here; those that others say of the place come apart. */
  readonly computed: readonly Figure[]
  readonly cited: readonly Figure[]
  readonly tables: readonly Table[]
  /** When its figures were counted. */
  readonly day: Day
}

/** A profile on paper, in four pages: figures and families, sectors, sizes, then years and method. */
export function profileReport(profile: Profile, settings: Settings): ReportData {
  const { place, computed, cited, tables, day } = profile
  const blocksOf = (...names: readonly TableName[]) =>
    names.flatMap((name) => {
      const table = tables.find((each) => each.name === name)
      return table === undefined
        ? [{ type: 'paragraph' as const, text: MISSING[name] ?? NOTHING }]
        : tableBlocks(forPaper(table), { isSourced: false })
    })
  return {
    title: `L’économie sociale et solidaire : ${place.name}`,
    letterhead: letterheadOf(settings),
    date: day,
    reference: null,
    mark: null,
    kicker: 'Profil de territoire',
    lines: [
      { label: 'Habitants', text: french`${place.population}` },
      ...(place.note === null ? [] : [{ label: 'Limite', text: place.note }]),
    ],
    body: [
      { type: 'heading', level: 1, text: 'Chiffres clés, calculés ici' },
      ...figureBlocks(computed, { isSourced: false }),
      ...(cited.length === 0
        ? []
        : [
            { type: 'heading' as const, level: 1 as const, text: 'Chiffres cités d’autres sources' },
            { type: 'paragraph' as const, text: 'Ils ne se comptent pas de la même façon : ne les additionnez pas.' },
            ...figureBlocks(cited),
          ]),
    ],
    annexes: [
      { title: 'Par famille et par taille', isWide: false, body: blocksOf('familles', 'tailles') },
      { title: 'Par secteur', isWide: false, body: blocksOf('secteurs') },
      {
        title: 'Au fil des ans, et d’où viennent les chiffres',
        isWide: false,
        body: [...blocksOf('annees', 'emploi-total'), ...sourceBlocks(tables)],
      },
    ],
    signature: [],
  }
}

/** Columns kept on paper, where all would not fit; the page has them all. */
const COLUMNS: Partial<Record<TableName, readonly string[]>> = {
  familles: ['etablissements', 'employeurs', 'emplois', 'part'],
  secteurs: ['etablissements', 'employeurs', 'part-employeurs'],
  tailles: ['total', 'part'],
}
const YEARS_ON_PAPER = 8

function forPaper(table: Table): Table {
  const kept = COLUMNS[table.name]
  const columns = table.columns.flatMap((column, index) =>
    kept === undefined || kept.includes(column.id) ? [{ column, index }] : [],
  )
  const rows = table.rows.map((heading, row) => ({ heading, cells: table.cells[row] ?? [] })).filter(isOnPaper(table))
  return {
    ...table,
    columns: columns.map(({ column }) => column),
    rows: rows.map(({ heading }) => heading),
    cells: rows.map(({ cells }) => columns.map(({ index }) => cells[index] ?? { kind: 'not-given' })),
  }
}

// The last years, and of all employment its total: the sectors of a real file would make a fifth page.
function isOnPaper({ name, rows }: Table) {
  return ({ heading }: { readonly heading: Heading }, row: number) => {
    if (name === 'annees') return row >= rows.length - YEARS_ON_PAPER
    return name !== 'emploi-total' || heading.id === '_T'
  }
}

/** Said once at the end: the tables of a profile come from the same files; cited ones from their own. */
function sourceBlocks(tables: readonly Table[]): readonly Block[] {
  const told = [...new Set([...tables.map(sourceText), ...tables.flatMap(({ notes }) => notes)])]
  return told.length === 0
    ? []
    : [{ type: 'heading', level: 2, text: 'Sources' }, ...told.map((text): Block => ({ type: 'paragraph', text }))]
}

const NOTHING = 'Ce tableau n’existe pas pour ce lieu : nd, non disponible. Ce n’est pas zéro.'

const MISSING: Partial<Record<TableName, string>> = {
  'emploi-total':
    'Emploi total : nd, non disponible. Aucun fichier d’emploi n’est en service pour ce lieu. Ce n’est pas zéro.',
}
