import { expect, test } from 'vitest'
import { type Column, DataTable } from '#ui/table'

type Row = { readonly name: string; readonly votes: number }
const ROWS: readonly Row[] = [
  { name: 'Mare & haie', votes: 720 },
  { name: 'Verger', votes: 96 },
]
const COLUMNS: readonly Column<Row>[] = [
  { header: 'Projet', namesRow: true, cell: (row) => row.name },
  { header: 'Votes', align: 'end', cell: (row) => row.votes, sort: { href: '?tri=votes', now: 'descending' } },
]
const html = String(
  <DataTable
    caption="Deux projets"
    columns={COLUMNS}
    rows={ROWS}
    stateOf={(row) => (row.votes > 100 ? 'won' : undefined)}
  />,
)

test('a table has a caption, and every figure belongs to a named row and a named column', () => {
  expect(html).toContain('<caption>Deux projets</caption>')
  expect(html.match(/scope="col"/g)).toHaveLength(2)
  expect(html.match(/scope="row"/g)).toHaveLength(2)
  expect(html).toContain('Mare &amp; haie')
})

test('on a phone each figure carries the name of its column', () => {
  expect(html.match(/<td role="cell" class="align-end" data-label="Votes">/g)).toHaveLength(2)
})

test('as cards it is still a table for a screen reader', () => {
  for (const role of ['table', 'rowgroup', 'row', 'columnheader', 'rowheader', 'cell']) {
    expect(html).toContain(`role="${role}"`)
  }
})

test('a click on a header sorts, and the header says how rows stand', () => {
  expect(html).toMatch(/<th[^>]*aria-sort="descending"[^>]*><a href="\?tri=votes"/)
})

test('a winner is marked', () => expect(html.match(/data-state="won"/g)).toHaveLength(1))

test('what is told of a row stands under it, over the whole width, where there is something to tell', () => {
  const html = String(
    <DataTable
      caption="Projets"
      rows={['Mare', 'Four']}
      columns={[
        { header: 'Projet', cell: (name) => name },
        { header: 'Nom', cell: (name) => name },
      ]}
      detailOf={(name) => (name === 'Mare' ? <p>Parce que.</p> : undefined)}
    />,
  )
  expect(html.match(/<td role="cell" colspan="2"><p>Parce que\.<\/p><\/td>/g)).toHaveLength(1)
  expect(html.match(/class="table-detail"/g)).toHaveLength(1)
})

test('totals stand in a last row, under their columns', () => {
  const columns = [
    { ...(COLUMNS[0] as Column<Row>), total: 'Total' },
    { ...(COLUMNS[1] as Column<Row>), total: 816 },
  ]
  const html = String(<DataTable caption="Projets" columns={columns} rows={ROWS} />)
  expect(html).toMatch(/<tfoot.*Total.*class="align-end" data-label="Votes">816<\/td>.*<\/tfoot>/)
  expect(String(<DataTable caption="Projets" columns={COLUMNS} rows={ROWS} />)).not.toContain('<tfoot')
})

test('several rows are chosen by boxes, each with its own name', () => {
  const selection = {
    name: 'projet',
    keyOf: (row: Row) => row.name,
    labelOf: (row: Row) => `Choisir ${row.name}`,
    chosen: ['Verger'],
  }
  const html = String(<DataTable caption="Projets" columns={COLUMNS} rows={ROWS} selection={selection} />)
  expect(html).toMatch(/<input type="checkbox" name="projet" value="Verger" checked=""\/>.*?Choisir Verger/)
  expect(html.match(/type="checkbox"/g)).toHaveLength(2)
})

test('where there is no row, what will be there is said in place of an empty table', () => {
  const html = String(<DataTable caption="Projets" columns={COLUMNS} rows={[]} empty={<p>Rien encore.</p>} />)
  expect(html).toBe('<p>Rien encore.</p>')
})
