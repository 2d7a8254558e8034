import type { Child } from 'hono/jsx'
import { dayIn } from '#kernel/calendar'
import { ChartWithTable } from '#ui/chart'
import { formatDay } from '#ui/format'
import { Section } from '#ui/heading'
import { Matrix } from '#ui/matrix'
import { DataTable } from '#ui/table'
import type { Amount, Heading, Sources, Table, TableName } from '../model.ts'
import { amountsOf, drawable, labelWithUnit, MARKS, marksIn, writtenAmount } from '../reports/words.ts'
import { rowPath } from './addresses.ts'
import { TableReuse } from './reuse.tsx'

/**
 * A figure as it is published: its drawing, how to read it, its table, where it comes from, and how to take it away. One
 * place for all of them, so that none goes without its source.
 *
 * @param origin  public address of the site, for what is copied elsewhere
 */
export function TableBlock(props: {
  readonly table: Table
  readonly origin: string
  readonly chart?: Child
  /** The table itself is what is looked at: it is not folded. */
  readonly isOpen?: boolean | undefined
  readonly isMatrix?: boolean | undefined
  /** Of a panorama: its file and its address would tell other figures, those of now. */
  readonly isFrozen?: boolean | undefined
  readonly children?: Child
}) {
  const { table, origin, chart, isMatrix } = props
  const drawn = isMatrix ? <TableMatrix table={table} /> : <PlainTable table={table} />
  return (
    <Section id={table.name} title={table.title} lead={table.place.name}>
      {props.children}
      {props.isOpen || chart === undefined ? (
        <>
          {chart}
          {drawn}
        </>
      ) : (
        <ChartWithTable chart={chart} table={drawn} />
      )}
      <p class="reading">{table.reading}</p>
      <Marks amounts={amountsOf(table)} />
      <Provenance table={table} />
      {!props.isFrozen && <TableReuse table={table} origin={origin} hasAllColumns={SHOWN[table.name] === undefined} />}
    </Section>
  )
}

/** The table of a figure, on cards on a phone. */
export function PlainTable({ table }: { readonly table: Table }) {
  return (
    <DataTable
      caption={`${table.title}, ${table.place.name}`}
      rows={table.rows.map((heading, rank) => ({ heading, rank }))}
      columns={[
        {
          header: table.rowTitle,
          namesRow: true,
          cell: ({ heading }) => (
            <>
              {rowName(table, heading)}
              {heading.note !== undefined && <small> {heading.note}</small>}
            </>
          ),
        },
        ...shownColumns(table).map(({ label, unit, column }) => ({
          header: labelWithUnit(label, unit),
          align: 'end' as const,
          cell: ({ rank }: { readonly rank: number }) => (
            <AmountText
              amount={table.cells[rank]?.[column] ?? { kind: 'not-given' }}
              unit={unit ?? table.rows[rank]?.unit ?? ''}
            />
          ),
        })),
      ]}
    />
  )
}

/** Columns that a page has room for; files and programs read all of them. */
const SHOWN: Partial<Record<TableName, readonly string[]>> = {
  familles: ['etablissements', 'employeurs', 'emplois', 'part'],
  tailles: ['total', 'tous-etablissements', 'part'],
  territoires: ['etablissements', 'employeurs', 'emplois', 'part-employeurs', 'densite'],
  secteurs: ['etablissements', 'employeurs', 'emplois', 'tous-employeurs', 'part-employeurs'],
  'secteurs-detail': ['etablissements', 'employeurs', 'emplois', 'tous-employeurs', 'part-employeurs'],
}

function shownColumns({ name, columns }: Pick<Table, 'name' | 'columns'>) {
  return columns
    .map((heading, column) => ({ ...heading, column }))
    .filter(({ id }) => SHOWN[name]?.includes(id) ?? true)
}

function rowName(table: Table, heading: Heading): Child {
  const href = rowPath(table, heading.id)
  return href === undefined ? heading.label : <a href={href}>{heading.label}</a>
}

/** The same, shaded, for two things crossed: the last column and row may be totals, which are not shaded. */
export function TableMatrix({ table }: { readonly table: Table }) {
  const isTotal = (id: string) => id === 'total'
  const weighed = table.cells.flatMap((line, row) =>
    isTotal(table.rows[row]?.id ?? '')
      ? []
      : line.flatMap((cell, column) => (isTotal(table.columns[column]?.id ?? '') ? [] : (drawable(cell) ?? []))),
  )
  const greatest = Math.max(...weighed, 1)
  return (
    <Matrix
      caption={`${table.title}, ${table.place.name}`}
      rowTitle={table.rowTitle}
      rows={table.rows.map(({ id, label }) => ({ label, href: rowPath(table, id) }))}
      columns={table.columns}
      cells={table.cells.map((line, row) =>
        line.map((cell, column) => {
          const { id = '', unit = '' } = table.columns[column] ?? {}
          const value = drawable(cell)
          const whole = isTotal(id) || isTotal(table.rows[row]?.id ?? '')
          const weight = value === undefined ? null : whole ? 0 : Math.min(value / greatest, 1)
          return { display: <AmountText amount={cell} unit={unit} />, weight }
        }),
      )}
    />
  )
}

/** A letter for the eye, words for the ear. */
export function AmountText({ amount, unit }: { readonly amount: Amount; readonly unit: string }) {
  const written = writtenAmount(amount, unit)
  if (amount.kind === 'secret') return <Marked mark={written} words="secret statistique" />
  if (amount.kind === 'not-given') return <Marked mark={written} words="non disponible" />
  return <>{written}</>
}

function Marked({ mark, words }: { readonly mark: string; readonly words: string }) {
  return (
    <>
      <span aria-hidden="true">{mark}</span>
      <span class="hidden">{words}</span>
    </>
  )
}

/** What « s », « nd » and intervals mean, where there are some. */
export function Marks({ amounts }: { readonly amounts: readonly Amount[] }) {
  const marks = marksIn(amounts)
  if (marks.length === 0) return null
  return (
    <ul class="marks source">
      {marks.map((mark) => (
        <li>{MARKS[mark]}</li>
      ))}
    </ul>
  )
}

function Provenance({ table }: { readonly table: Table }) {
  const { scope, sources, nature, perimeterVersion, computedAt, notes } = table
  return (
    <div class="provenance source">
      <p>Champ : {scope}</p>
      <SourceList sources={sources} nature={nature} />
      {perimeterVersion !== null && (
        <p>
          Règle : <a href="/observatoire/perimetre">{perimeterVersion}</a>
          {computedAt !== null && `, calculé le ${formatDay(dayIn(computedAt))}`}.
        </p>
      )}
      {notes.map((note) => (
        <p>{note}</p>
      ))}
    </div>
  )
}

/** All sources on one line, each with its date and its licence; what was made up for a demonstration says so. */
export function SourceList(props: { readonly sources: Sources; readonly nature: 'computed' | 'cited' | 'estimated' }) {
  const { sources, nature } = props
  return (
    <p>
      {NATURES[nature]} {sources.length > 1 ? 'Sources : ' : 'Source : '}
      {sources.map((source, rank) => (
        <>
          {rank > 0 && ' ; '}
          {linkedTitle(source)}
          {`, ${[source.producer, formatDay(source.vintage), source.licence].filter(Boolean).join(', ')}`}
        </>
      ))}
      .{sources.some(isInvented) && ` ${INVENTED}`}
    </p>
  )
}

/** Nobody must take an invented figure for a true one. */
export const INVENTED = 'Données inventées pour la démonstration.'

/** Whether it must be said: a source may say it itself. */
export function isInvented({ isFictitious, licence, title }: Sources[number]): boolean {
  return isFictitious && !/invent/.test(`${licence} ${title}`)
}

function linkedTitle({ title, url }: Sources[number]): Child {
  if (url === null || !/^https?:\/\//.test(url)) return title
  return (
    <a href={url} rel="noreferrer">
      {title}
    </a>
  )
}

const NATURES = { computed: 'Chiffre calculé ici.', cited: 'Chiffre cité.', estimated: 'Chiffre estimé.' } as const
