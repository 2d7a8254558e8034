import type { Child } from 'hono/jsx'

export type Column<Row> = {
  readonly header: string
  /** `end` for figures, so that their digits align. */
  readonly align?: 'start' | 'end' | undefined
  readonly cell: (row: Row, index: number) => Child
  /** This cell names its row; one column at most. */
  readonly namesRow?: boolean | undefined
  /** Where a click on the header leads, and how the rows stand now. */
  readonly sort?: { readonly href: string; readonly now: 'ascending' | 'descending' | undefined } | undefined
  /** What the last row says of the column: a total, or « Total » itself. */
  readonly total?: Child
}

/** Boxes before the rows, for one act on several: they are fields of the form the table stands in. */
export type Selection<Row> = {
  /** Of the field: its values are those of the rows ticked. */
  readonly name: string
  readonly keyOf: (row: Row) => string
  /** Names the row for who does not see the line: « Choisir Léa Martin ». */
  readonly labelOf: (row: Row) => string
  readonly chosen?: readonly string[] | undefined
}

/**
 * A table that becomes a stack of cards on a phone: each cell then carries its column's name.
 *
 * @param caption  what the rows are; shown above unless `captionHidden` (a heading says it already)
 */
export function DataTable<Row>(props: {
  readonly caption: string
  readonly captionHidden?: boolean | undefined
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  /** Names the state of a row beyond its words, as `won`: `data-state` in the stylesheet. */
  readonly stateOf?: ((row: Row) => string | undefined) | undefined
  /** What is told of a row over the whole width under it, as an explanation that opens. */
  readonly detailOf?: ((row: Row) => Child | undefined) | undefined
  readonly selection?: Selection<Row> | undefined
  /** What is said in place of the table when there is no row: what will be here, what to do. */
  readonly empty?: Child
  /** More columns than a screen has room for, as those of a file: the frame scrolls, by keyboard too, not the page. */
  readonly isWide?: boolean
}) {
  if (props.rows.length === 0 && props.empty) return props.empty
  const columns = props.selection === undefined ? props.columns : [boxColumn(props.selection), ...props.columns]
  return (
    <div class="table-frame" {...(props.isWide ? { role: 'region', tabindex: 0, 'aria-label': props.caption } : {})}>
      <table class="table" {...ROLES.table}>
        <caption class={props.captionHidden ? 'hidden' : undefined}>{props.caption}</caption>
        <thead {...ROLES.group}>
          <tr {...ROLES.row}>
            {columns.map((column) => (
              <HeaderCell column={column} />
            ))}
          </tr>
        </thead>
        <tbody {...ROLES.group}>
          {props.rows.map((row, index) => (
            <>
              <tr {...ROLES.row} data-state={props.stateOf?.(row)}>
                {columns.map((column) => cellOf(column, row, index))}
              </tr>
              {detailRow(props.detailOf?.(row), columns.length)}
            </>
          ))}
        </tbody>
        <TotalRow columns={columns} />
      </table>
    </div>
  )
}

function TotalRow<Row>({ columns }: { readonly columns: readonly Column<Row>[] }) {
  if (columns.every(({ total }) => total === undefined)) return null
  return (
    <tfoot {...ROLES.group}>
      <tr {...ROLES.row}>
        {columns.map((column) => (
          <td {...ROLES.cell} class={alignment(column)} data-label={column.namesRow ? undefined : column.header}>
            {column.total}
          </td>
        ))}
      </tr>
    </tfoot>
  )
}

function boxColumn<Row>({ name, keyOf, labelOf, chosen = [] }: Selection<Row>): Column<Row> {
  return {
    header: 'Choisir',
    cell: (row) => (
      <label class="row-box">
        <input type="checkbox" name={name} value={keyOf(row)} checked={chosen.includes(keyOf(row))} />
        <span class="hidden">{labelOf(row)}</span>
      </label>
    ),
  }
}

function detailRow(detail: Child | undefined, width: number) {
  if (detail === undefined) return null
  return (
    <tr {...ROLES.row} class="table-detail">
      <td {...ROLES.cell} colspan={width}>
        {detail}
      </td>
    </tr>
  )
}

function HeaderCell<Row>({ column }: { readonly column: Column<Row> }) {
  const { sort } = column
  return (
    <th scope="col" {...ROLES.columnHeader} class={alignment(column)} aria-sort={sort?.now}>
      {sort === undefined ? (
        column.header
      ) : (
        <a href={sort.href} class="sort">
          {column.header}
        </a>
      )}
    </th>
  )
}

function cellOf<Row>(column: Column<Row>, row: Row, index: number) {
  const content = column.cell(row, index)
  if (column.namesRow) {
    return (
      <th scope="row" {...ROLES.rowHeader} class={alignment(column)} data-label={column.header}>
        {content}
      </th>
    )
  }
  return (
    <td {...ROLES.cell} class={alignment(column)} data-label={column.header}>
      {content}
    </td>
  )
}

function alignment<Row>(column: Column<Row>): string | undefined {
  return column.align === 'end' ? 'align-end' : undefined
}

// Written out because, as cards, the elements are no longer displayed as a table and browsers would forget their roles.
const ROLES = {
  table: { role: 'table' },
  group: { role: 'rowgroup' },
  row: { role: 'row' },
  columnHeader: { role: 'columnheader' },
  rowHeader: { role: 'rowheader' },
  cell: { role: 'cell' },
} as const
