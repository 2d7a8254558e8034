import type { Voters } from '../model.ts'
import { type Growable, growable } from './growable.ts'
import { repeatedAmong } from './identifiers.ts'
import { nextRow, note, openReading, type Reading, textOf } from './rows.ts'

/** Where each voter's row and identifier lie in the file, in file order. */
export type VoterRows = {
  readonly starts: Growable<Int32Array>
  readonly lines: Growable<Int32Array>
  readonly idStarts: Growable<Int32Array>
  readonly idEnds: Growable<Int32Array>
}

export function newVoterRows(): VoterRows {
  const list = () => growable(Int32Array)
  return { starts: list(), lines: list(), idStarts: list(), idEnds: list() }
}

export function keepVoter(reading: Reading, rows: VoterRows, idCell: number): void {
  rows.starts.push(reading.rowStart)
  rows.lines.push(reading.line)
  rows.idStarts.push(reading.starts[idCell]!)
  rows.idEnds.push(reading.ends[idCell]!)
}

/** An identifier met twice may be a person who voted twice, or two who share a label: both ballots are kept and noted. */
export function noteRepeatedVoters(reading: Reading, rows: VoterRows): void {
  const [starts, ends, lines] = [rows.idStarts.values(), rows.idEnds.values(), rows.lines.values()]
  for (const voter of repeatedAmong(reading.bytes, starts, ends)) {
    const id = decoder.decode(reading.bytes.subarray(starts[voter], ends[voter]))
    note(reading, 'voter-repeated', id, lines[voter])
  }
}

const decoder = new TextDecoder()

/**
 * What the file says of the voters, read again from its bytes when asked for: the count does without, and strings for
 * each voter would weigh more than all the rest.
 */
export function votersOf(bytes: Uint8Array, names: readonly string[], rows: VoterRows): Voters {
  const starts = rows.starts.values()
  const columns: Record<string, readonly string[]> = {}
  names.forEach((name, cell) => {
    if (!COUNTED_COLUMNS.includes(name)) defineLazily(columns, name, () => readColumn(bytes, starts, cell))
  })
  const voters = { columns }
  defineLazily(voters, 'ids', () => readColumn(bytes, starts, names.indexOf('voter_id')).map((id) => id.trim()))
  return voters as unknown as Voters
}

const COUNTED_COLUMNS = ['voter_id', 'vote', 'points']

function readColumn(bytes: Uint8Array, starts: Int32Array, cell: number): string[] {
  const reading = openReading(bytes, 0)
  return Array.from(starts, (start) => {
    reading.at = start
    nextRow(reading)
    return textOf(reading, cell)
  })
}

/** An own enumerable property, so that `structuredClone`, JSON and equality see it as any other. */
function defineLazily(object: object, name: string, read: () => readonly string[]): void {
  let value: readonly string[] | undefined
  Object.defineProperty(object, name, { enumerable: true, get: () => (value ??= read()) })
}
