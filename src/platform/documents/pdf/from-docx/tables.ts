import { isOn, type Layers, told } from './layers.ts'
import { type Place, type Reading, tell } from './reading.ts'
import type { Block, Cell, Row, Table } from './tree.ts'
import { attribute, childOf, childrenOf, type Node, pointsOf, propertyOf, wordsOf } from './xml-tree.ts'

/** Reads what stands in a cell. */
type ReadBlocks = (reading: Reading, place: Place, nodes: readonly Node[]) => readonly Block[]

/** A table with its cells that are joined, across and down. */
export function readTable(reading: Reading, place: Place, node: Node, readBlocks: ReadBlocks): Table {
  const own = childOf(node, 'w:tblPr')
  const layers: Layers = [...reading.styles.table(propertyOf(own, 'w:tblStyle')), ...(own ? [own] : [])]
  const rows = rowsUnder(node)
  const grid = rows.map(spotsOf)
  const columns = childrenOf(childOf(node, 'w:tblGrid'), 'w:gridCol').map((each) => pointsOf(each, 'w:w') ?? 0)
  const width = Math.max(columns.length, ...grid.map((spots) => spots.reduce((sum, spot) => sum + spot.columns, 0)))
  const heads = rows.findIndex((row) => !isHead(row))
  return {
    is: 'table',
    columns: Array.from({ length: width }, (_, at) => columns[at] || MISSING_WIDTH),
    indent: Math.max(0, pointsOf(told(layers, 'w:tblInd'), 'w:w') ?? 0),
    hasLines: hasLines(layers),
    headRows: heads < 0 ? rows.length : heads,
    rows: rows.map((row, at): Row => {
      const cells = grid[at]!.filter(({ isJoined }) => !isJoined)
      tellHidden(reading, place, grid[at]!, at)
      return {
        isBreakable: !isOn(propertiesOf(row), 'w:cantSplit'),
        cells: cells.map(
          (spot): Cell =>
            readCell(spot, heightOf(grid, at, spot.start), (nodes, start) =>
              readBlocks(reading, { ...place, cell: { row: at + 1, column: start + 1 } }, nodes),
            ),
        ),
      }
    }),
  }
}

const MISSING_WIDTH = 50

/** A cell of the file and the columns it covers; `isJoined`: it is part of the one above. */
type Spot = { readonly node: Node; readonly start: number; readonly columns: number; readonly isJoined: boolean }

function rowsUnder(node: Node): readonly Node[] {
  return node.children.flatMap((child) =>
    child.name === 'w:tr' ? [child] : WRAPPED.test(child.name) ? rowsUnder(child) : [],
  )
}

const WRAPPED = /^w:(sdt|sdtContent|customXml)$/

function cellsUnder(row: Node): readonly Node[] {
  return row.children.flatMap((child) =>
    child.name === 'w:tc' ? [child] : WRAPPED.test(child.name) ? cellsUnder(child) : [],
  )
}

function spotsOf(row: Node): readonly Spot[] {
  let start = Number(propertyOf(childOf(row, 'w:trPr'), 'w:gridBefore') ?? '0')
  const before: readonly Spot[] = start === 0 ? [] : [{ node: EMPTY, start: 0, columns: start, isJoined: false }]
  const spots = cellsUnder(row).map((node): Spot => {
    const properties = childOf(node, 'w:tcPr')
    const columns = Math.max(1, Number(propertyOf(properties, 'w:gridSpan') ?? '1'))
    const merge = childOf(properties, 'w:vMerge')
    const spot = { node, start, columns, isJoined: merge !== undefined && attribute(merge, 'w:val') !== 'restart' }
    start += columns
    return spot
  })
  return [...before, ...spots]
}

const EMPTY: Node = { name: 'w:tc', tag: '', text: '', children: [] }

function heightOf(grid: readonly (readonly Spot[])[], row: number, start: number): number {
  let height = 1
  while (grid[row + height]?.some((spot) => spot.start === start && spot.isJoined)) height += 1
  return height
}

// Word shows nothing of what stands in a cell joined to the one above.
function tellHidden(reading: Reading, place: Place, spots: readonly Spot[], row: number): void {
  for (const [column, { node, isJoined }] of spots.entries()) {
    const cell = { row: row + 1, column: column + 1 }
    if (isJoined && wordsOf(node).trim() !== '') tell(reading, { ...place, cell, paragraph: node }, 'hidden-words')
  }
}

function readCell(
  { node, start, columns }: Spot,
  rows: number,
  read: (nodes: readonly Node[], start: number) => readonly Block[],
): Cell {
  const properties = childOf(node, 'w:tcPr')
  const fill = attribute(childOf(properties, 'w:shd'), 'w:fill') ?? ''
  const side = propertyOf(properties, 'w:vAlign')
  return {
    columns,
    rows,
    fill: /^[0-9a-f]{6}$/i.test(fill) ? `#${fill}` : null,
    side: side === 'center' ? 'middle' : side === 'bottom' ? 'bottom' : 'top',
    blocks: read(node.children, start),
  }
}

function propertiesOf(row: Node): Layers {
  return childrenOf(row, 'w:trPr')
}

function isHead(row: Node): boolean {
  return isOn(propertiesOf(row), 'w:tblHeader')
}

function hasLines(layers: Layers): boolean {
  const lines = told(layers, 'w:tblBorders')?.children ?? []
  return lines.some((line) => !['none', 'nil', undefined].includes(attribute(line, 'w:val')))
}
