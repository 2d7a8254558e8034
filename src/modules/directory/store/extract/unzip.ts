import { createReadStream, createWriteStream } from 'node:fs'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { done, type Result, refuse } from '#kernel/result'
import type { ExtractionFault } from '../../extraction.ts'

export type Bounds = {
  /** Uncompressed bytes taken out at most. */
  readonly bytes: number
  /** How many times its compressed size a table may have, beyond `smallBytes`: registers shrink to a tenth. */
  readonly ratio: number
  readonly smallBytes: number
}

/** Twice StockEtablissement of 2026. */
export const BOUNDS: Bounds = { bytes: 24e9, ratio: 100, smallBytes: 100e6 }

/**
 * Takes the table out of a zip (ZIP64 too): the only CSV or Parquet file in it, metadata apart. Where there is one a
 * Département, as in the register of associations, that of the territory's.
 *
 * @param folder       where it is written, under a name of ours: that inside an archive is never a path on this machine
 * @param departments  as « 62 »
 * @returns            where it was written
 */
export async function unzipTable(
  path: string,
  folder: string,
  departments: readonly string[],
  bounds: Bounds = BOUNDS,
): Promise<Result<string, ExtractionFault>> {
  const file = basename(path)
  const zip = await openPromise(path, { autoClose: false }).catch((error: Error) => error.message)
  if (typeof zip === 'string') return refuse(unreadable(file, zip))
  try {
    const entries = await entriesOf(zip)
    if (entries.some(({ fileName }) => fileName.startsWith('xl/'))) return refuse({ kind: 'workbook', file })
    const tables = ofHere(entries.filter(isTable), departments)
    const [table] = tables
    if (!table) return refuse({ kind: 'archive-without-table', file })
    if (tables.length > 1) {
      return refuse({ kind: 'archive-with-several', file, tables: tables.map(({ fileName }) => fileName) })
    }
    const { compressedSize, uncompressedSize } = table
    if (uncompressedSize > mostBytes(compressedSize, bounds)) return refuse({ kind: 'archive-too-large', file })
    const plain = join(folder, 'unzipped')
    await pipeline(await zip.openReadStreamPromise(table), createWriteStream(plain))
    return done(plain)
  } catch (error) {
    return refuse(unreadable(file, (error as Error).message))
  } finally {
    zip.close()
  }
}

/** The same of a gzip file, which does not tell how large it will be: it is counted as it comes. */
export async function gunzipTable(
  path: string,
  folder: string,
  compressedSize: number,
  bounds: Bounds = BOUNDS,
): Promise<Result<string, ExtractionFault>> {
  const file = basename(path)
  const most = mostBytes(compressedSize, bounds)
  let bytes = 0
  const plain = join(folder, 'gunzipped')
  try {
    await pipeline(
      createReadStream(path),
      createGunzip(),
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          bytes += chunk.length
          if (bytes > most) throw new Error('larger than it may be')
          yield chunk
        }
      },
      createWriteStream(plain),
    )
    return done(plain)
  } catch (error) {
    return refuse(bytes > most ? { kind: 'archive-too-large', file } : unreadable(file, (error as Error).message))
  }
}

function mostBytes(compressedSize: number, { bytes, ratio, smallBytes }: Bounds): number {
  return Math.min(bytes, Math.max(smallBytes, compressedSize * ratio))
}

function isTable({ fileName }: Entry): boolean {
  return /\.(csv|txt|parquet)$/i.test(fileName) && !/metadata|__MACOSX/i.test(fileName)
}

function ofHere(tables: readonly Entry[], departments: readonly string[]): readonly Entry[] {
  if (tables.length < 2) return tables
  const here = tables.filter(({ fileName }) =>
    departments.some((code) => new RegExp(`(dpt|dep)[_-]?${code}(?!\\d)`, 'i').test(fileName)),
  )
  return here.length === 1 ? here : tables
}

function unreadable(file: string, detail: string): ExtractionFault {
  return { kind: 'unreadable', file, detail: detail.slice(0, 300) }
}

async function entriesOf(zip: ZipFile): Promise<readonly Entry[]> {
  const entries: Entry[] = []
  for await (const entry of zip.eachEntry()) entries.push(entry)
  return entries
}
