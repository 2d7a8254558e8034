import { type Content, make } from './dom.ts'

export type Column<Row> = {
  readonly header: string
  readonly align?: 'end' | undefined
  /** This cell names its row; one column at most. */
  readonly namesRow?: boolean | undefined
  readonly cell: (row: Row) => Content
}

/** A table that becomes cards on a phone, as `DataTable` of #ui/table draws it. */
export function dataTable<Row>(caption: string, columns: readonly Column<Row>[], rows: readonly Row[]): HTMLElement {
  const head = columns.map(({ header, align }) =>
    make('th', { scope: 'col', role: 'columnheader', class: classOf(align) }, header),
  )
  return make(
    'div',
    { class: 'table-frame' },
    make(
      'table',
      { class: 'table', role: 'table' },
      make('caption', {}, caption),
      make('thead', { role: 'rowgroup' }, make('tr', { role: 'row' }, ...head)),
      make('tbody', { role: 'rowgroup' }, ...rows.map((row) => rowOf(columns, row))),
    ),
  )
}

function rowOf<Row>(columns: readonly Column<Row>[], row: Row): HTMLElement {
  return make('tr', { role: 'row' }, ...columns.map((column) => cellOf(column, row)))
}

function cellOf<Row>({ header, align, namesRow, cell }: Column<Row>, row: Row): HTMLElement {
  const attributes = { class: classOf(align), 'data-label': header }
  if (namesRow) return make('th', { scope: 'row', role: 'rowheader', ...attributes }, cell(row))
  return make('td', { role: 'cell', ...attributes }, cell(row))
}

function classOf(align: 'end' | undefined): string | undefined {
  return align && 'align-end'
}
