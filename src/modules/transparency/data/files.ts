import { csvLine, plainText } from '#kernel/tabular'
import type { Dataset, DatasetCell, DatasetColumn } from '#platform/context'

type Rows = AsyncIterable<readonly DatasetCell[]>

/** The file of a dataset, piece by piece: UTF-8, commas, as RFC 4180. */
export async function* csvOf({ columns }: Dataset, rows: Rows): AsyncGenerator<string> {
  yield csvLine(columns.map(({ name }) => name))
  for await (const row of rows) yield csvLine(row.map((cell, at) => csvCell(cell, columns[at]!)))
}

/** The same as JSON, each line an object by the names of the columns. */
export async function* jsonOf(dataset: Dataset, rows: Rows, url: string): AsyncGenerator<string> {
  const { title, licence, columns } = dataset
  const about = { title, licence, page: `${url}/donnees/${dataset.slug}` }
  yield `${JSON.stringify(about).slice(0, -1)},"rows":[`
  let isFirst = true
  for await (const row of rows) {
    const named = Object.fromEntries(columns.map((column, at) => [column.name, jsonCell(row[at] ?? null, column)]))
    yield `${isFirst ? '\n' : ',\n'}${JSON.stringify(named)}`
    isFirst = false
  }
  yield '\n]}\n'
}

/** The first lines, for a page. */
export async function firstRows(rows: Rows, count: number): Promise<readonly (readonly DatasetCell[])[]> {
  const first: (readonly DatasetCell[])[] = []
  for await (const row of rows) {
    first.push(row)
    if (first.length >= count) break
  }
  return first
}

/** A body made as it is sent: pieces are gathered until they are worth a packet, and wait for who reads slowly. */
export function bodyOf(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      let text = ''
      while (text.length < PACKET) {
        const piece = await pieces.next()
        if (piece.done) {
          if (text !== '') controller.enqueue(encoder.encode(text))
          return controller.close()
        }
        text += piece.value
      }
      controller.enqueue(encoder.encode(text))
    },
    cancel: async () => {
      await pieces.return(undefined)
    },
  })
}

const PACKET = 16_384

/** What a cell is in a file: nothing is an empty cell. */
export function textOf(cell: DatasetCell): string {
  if (cell === null) return ''
  return typeof cell === 'boolean' ? (cell ? 'oui' : 'non') : String(cell)
}

function csvCell(cell: DatasetCell, { type }: DatasetColumn): string {
  return type === 'text' ? plainText(textOf(cell)) : textOf(cell)
}

// An exact decimal stays exact: JSON numbers are read as floats.
function jsonCell(cell: DatasetCell, { type }: DatasetColumn): DatasetCell {
  return cell === '' && type !== 'text' ? null : cell
}
