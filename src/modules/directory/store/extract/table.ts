import { createHash } from 'node:crypto'
import { createReadStream, existsSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { done, type Result, refuse } from '#kernel/result'
import type { ExtractionFault } from '../../extraction.ts'
import { type Columns, columnsOf } from '../../sources/index.ts'
import { type Duck, name, text } from './duck.ts'
import { inUtf8 } from './encoding.ts'
import { gunzipTable, unzipTable } from './unzip.ts'

/** A file opened as a table of texts. */
export type Table = {
  readonly file: string
  /** Where it is read, once taken out of its archive and put in UTF-8. */
  readonly path: string
  readonly bytes: number
  /** Of the file as it was given, known when all of it was read. */
  readonly sha256: Promise<string>
  /** What stands after FROM, with the columns of the file under their own names. */
  readonly relation: string
  /** The same with `line`: where each row is in the file, headings included. */
  readonly withLines: string
  /** The expression of one of our columns: text without spaces around, null when empty or hidden. */
  readonly column: (ours: string) => string
  /** The same, as it is written in the file: what a filter is quickest on. */
  readonly raw: (ours: string) => string
  readonly isParquet: boolean
}

/**
 * Opens a Parquet, CSV (« , », « ; » or tabulation, gzip too) or zip file, and finds its columns by their names.
 *
 * @param place  where a table taken out of an archive is written, and whose Départements it is looked for
 */
export async function openTable(
  duck: Duck,
  path: string,
  wanted: Columns,
  place: { readonly folder: string; readonly departments: readonly string[] },
): Promise<Result<Table, ExtractionFault>> {
  const file = basename(path)
  if (!existsSync(path) || !statSync(path).isFile()) return refuse({ kind: 'file-missing', file })
  const bytes = statSync(path).size
  if (bytes === 0) return refuse({ kind: 'file-empty', file })
  const sha256 = fingerprintOf(path)
  sha256.catch(() => {}) // Told by whoever awaits it.

  const plain = await plainTable(path, place)
  if (!plain.ok) return plain
  const isParquet = (await firstBytes(plain.value, 4)).toString('latin1') === 'PAR1'
  const readable = isParquet ? plain.value : await inUtf8(plain.value, place.folder)
  const [relation, withLines] = isParquet ? parquet(readable) : await csv(readable)
  const found = await headingsOf(duck, relation)
  if (!found.ok) return refuse({ kind: 'unreadable', file, detail: found.refusal })
  const columns = columnsOf(wanted, found.value)
  if ('missing' in columns) return refuse({ kind: 'columns-missing', file, ...columns })

  const raw = (ours: string) => {
    const own = columns.named[ours]
    return own === null || own === undefined ? 'NULL::VARCHAR' : name(own)
  }
  // « [ND] » is what the Insee writes in place of what it hides.
  const column = (ours: string) => `nullif(nullif(trim(CAST(${raw(ours)} AS VARCHAR)), ''), '[ND]')`
  return done({ file, path: readable, bytes, sha256, relation, withLines, column, raw, isParquet })
}

function parquet(path: string): readonly [string, string] {
  const relation = `read_parquet(${text(path)})`
  return [relation, `(SELECT *, file_row_number + 1 AS line FROM read_parquet(${text(path)}, file_row_number = true))`]
}

async function csv(path: string): Promise<readonly [string, string]> {
  const head = (await firstBytes(path, 65_536)).toString('utf8').split('\n', 1)[0] ?? ''
  const delimiter = [';', ',', '\t'].toSorted((a, b) => head.split(b).length - head.split(a).length)[0]!
  const options = `all_varchar = true, header = true, delim = ${text(delimiter)}, quote = '"', escape = '"',
    strict_mode = false, store_rejects = true, rejects_limit = 1000, max_line_size = 4000000`
  const relation = `read_csv(${text(path)}, ${options})`
  return [relation, `(SELECT *, row_number() OVER () + 1 AS line FROM ${relation})`]
}

async function headingsOf(duck: Duck, relation: string): Promise<Result<readonly string[], string>> {
  try {
    const rows = (await duck.runAndReadAll(`DESCRIBE SELECT * FROM ${relation}`)).getRowObjectsJson()
    return done(rows.map(({ column_name: each }) => String(each)))
  } catch (error) {
    return refuse((error as Error).message.split('\n')[0]!.slice(0, 300))
  }
}

/** The table itself, taken out of its archive when it lies in one. */
async function plainTable(
  path: string,
  { folder, departments }: Parameters<typeof openTable>[3],
): Promise<Result<string, ExtractionFault>> {
  const magic = await firstBytes(path, 4)
  if (magic.toString('latin1').startsWith('PK')) return unzipTable(path, folder, departments)
  if (magic[0] === 0x1f && magic[1] === 0x8b) return gunzipTable(path, folder, statSync(path).size)
  return done(path)
}

async function firstBytes(path: string, count: number): Promise<Buffer> {
  const handle = await open(path)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(count), 0, count, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

async function fingerprintOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path, { highWaterMark: 2 ** 20 }), hash)
  return hash.digest('hex')
}
