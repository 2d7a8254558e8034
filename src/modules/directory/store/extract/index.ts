import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { assert } from '#kernel/result'
import {
  type ExtractionEvent,
  type ExtractionFault,
  type ExtractionRequest,
  MOST_REFUSED_SHOWN,
} from '../../extraction.ts'
import type { ImportFile, RefusedRow, RowFault } from '../../model.ts'
import type { Part, RowsByPart } from '../../rows.ts'
import { SOURCES } from '../../sources/index.ts'
import { ask, askOne, type Duck, fillTable, MACROS, openDuck } from './duck.ts'
import { LISTS } from './lists.ts'
import type { Reading, RefusedRows } from './reading.ts'
import { readSirene } from './sirene.ts'
import { openTable, type Table } from './table.ts'

/**
 * Reads the files of one import with DuckDB, and gives what they say of this territory. To be run in a child process:
 * the memory it takes is bounded by `limits`, and goes with it.
 */
export async function* extract(request: ExtractionRequest): AsyncGenerator<ExtractionEvent> {
  mkdirSync(request.limits.folder, { recursive: true })
  const folder = mkdtempSync(join(request.limits.folder, 'reading-'))
  const { duck, close } = await openDuck({ ...request.limits, folder })
  try {
    await duck.run(MACROS)
    await fillTable(duck, 'place', ['code', 'current'], request.communes)
    await fillTable(duck, 'department', ['code'], asRows(request.departments))
    await fillTable(duck, 'epci', ['code'], asRows(request.epcis))
    const tables = await openTables(duck, request, folder)
    if ('kind' in tables) yield { event: 'fault', fault: tables }
    else yield* readTables(duck, request, tables)
  } finally {
    close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function openTables(
  duck: Duck,
  { kind, files, departments }: ExtractionRequest,
  folder: string,
): Promise<readonly Table[] | ExtractionFault> {
  const wanted = SOURCES[kind].files
  assert(files.length === wanted.length, `an import of ${kind} has ${wanted.length} files`)
  const tables: Table[] = []
  for (const [index, path] of files.entries()) {
    // Two files of one import may come out of archives: each in a folder of its own.
    const own = mkdtempSync(join(folder, 'table-'))
    const table = await openTable(duck, path, wanted[index]!.columns, { folder: own, departments })
    if (!table.ok) return table.refusal
    tables.push(table.value)
  }
  return tables
}

async function* readTables(
  duck: Duck,
  request: ExtractionRequest,
  tables: readonly Table[],
): AsyncGenerator<ExtractionEvent> {
  let reading: Reading
  try {
    reading = await prepare(duck, request, tables)
  } catch (error) {
    const detail = (error as Error).message.split('\n')[0]!.slice(0, 300)
    yield { event: 'fault', fault: { kind: 'unreadable', file: tables.map(({ file }) => file).join(', '), detail } }
    return
  }
  let rowsKept = 0
  for (const question of reading.rows) {
    for await (const [part, key, content] of ask(duck, question)) {
      if (part !== 'total' && part !== 'spare') rowsKept += 1
      yield {
        event: 'row',
        part: part as Part,
        key: key as string,
        content: JSON.parse(content as string) as RowsByPart[Part],
      }
    }
  }
  yield* refusedRows(duck, reading, tables)
  const files = await Promise.all(tables.map((table) => fileOf(duck, table)))
  const rowsRead = files.reduce((sum, { rows }) => sum + rows, 0)
  yield { event: 'done', sum: { files, rowsRead, rowsKept, refused: await countRefused(duck, reading) } }
}

async function prepare(duck: Duck, request: ExtractionRequest, tables: readonly Table[]): Promise<Reading> {
  if (request.kind === 'sirene') {
    const [units, establishments] = tables
    assert(units && establishments, 'SIRENE comes in two files')
    return readSirene(duck, [units, establishments], request)
  }
  const { prepare: question, reading } = LISTS[request.kind](tables[0]!)
  await duck.run(question)
  return reading
}

async function* refusedRows(
  duck: Duck,
  { refused }: Reading,
  tables: readonly Table[],
): AsyncGenerator<ExtractionEvent> {
  for (const { table, lines, counts } of refused) {
    if ((await sumOf(duck, counts)).size === 0) continue
    for await (const [line, fault, cell] of ask(duck, `SELECT * FROM (${lines}) LIMIT ${MOST_REFUSED_SHOWN}`)) {
      yield { event: 'refused', row: refusedRow(table.file, line, fault as RowFault, cell as string) }
    }
  }
  if (!hasRejects(refused)) return
  // What stands on a line that cannot be cut in cells may be a person's: the line is told, its text is not.
  for await (const [path, line] of ask(
    duck,
    `SELECT path, line FROM (${REJECTED}) ORDER BY ALL LIMIT ${MOST_REFUSED_SHOWN}`,
  )) {
    const file = tables.find((table) => table.path === path)?.file ?? ''
    yield { event: 'refused', row: refusedRow(file, line, 'line-unreadable', '') }
  }
}

const REJECTED = `
  SELECT DISTINCT file_path AS path, line FROM reject_errors JOIN reject_scans USING (scan_id, file_id)`

// DuckDB notes malformed lines of CSV in a table it makes with the first of them read.
function hasRejects(refused: readonly RefusedRows[]): boolean {
  return refused.some(({ table }) => !table.isParquet)
}

function refusedRow(file: string, line: unknown, reason: RowFault, cell: string): RefusedRow {
  return { file, line: Number(line), reason, cell: [...cell].slice(0, 40).join('') }
}

async function countRefused(duck: Duck, { refused }: Reading): Promise<Readonly<Partial<Record<RowFault, number>>>> {
  const sums = await Promise.all(refused.map(({ counts }: RefusedRows) => sumOf(duck, counts)))
  const rejected = `SELECT count(*) AS count FROM (${REJECTED})`
  const unreadable = hasRejects(refused) ? Number((await askOne(duck, rejected)).count ?? 0) : 0
  return {
    ...Object.fromEntries(sums.flatMap((sum) => [...sum])),
    ...(unreadable > 0 ? { 'line-unreadable': unreadable } : {}),
  }
}

async function sumOf(duck: Duck, counts: string): Promise<ReadonlyMap<RowFault, number>> {
  const rows = (await duck.runAndReadAll(counts)).getRowObjectsJson()
  return new Map(rows.map(({ fault, count }) => [fault as RowFault, Number(count)]))
}

async function fileOf(duck: Duck, { file, bytes, sha256, relation }: Table): Promise<ImportFile> {
  const { count } = await askOne(duck, `SELECT count(*) AS count FROM ${relation}`)
  return { name: file, bytes, sha256: await sha256, rows: Number(count) }
}

function asRows(values: readonly string[]): readonly (readonly string[])[] {
  return values.map((value) => [value])
}
