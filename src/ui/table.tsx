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
}) {
  return (
    <div class="table-frame">
      <table class="table" {...ROLES.table}>
        <caption class={props.captionHidden ? 'hidden' : undefined}>{props.caption}</caption>
        <thead {...ROLES.group}>
          <tr {...ROLES.row}>
            {props.columns.map((column) => (
              <HeaderCell column={column} />
            ))}
          </tr>
        </thead>
        <tbody {...ROLES.group}>
          {props.rows.map((row, index) => (
            <>
              <tr {...ROLES.row} data-state={props.stateOf?.(row)}>
                {props.columns.map((column) => cellOf(column, row, index))}
              </tr>
              {detailRow(props.detailOf?.(row), props.columns.length)}
            </>
          ))}
        </tbody>
      </table>
    </div>
  )
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
