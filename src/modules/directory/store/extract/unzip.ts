import { createWriteStream } from 'node:fs'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { done, type Result, refuse } from '#kernel/result'
import type { ExtractionFault } from '../../extraction.ts'

/** Uncompressed bytes taken out at most: twice StockEtablissement of 2026. */
const MOST_BYTES = 24e9

/**
 * Takes the table out of a zip: its largest CSV or Parquet file, metadata apart.
 *
 * @returns  where it was written
 */
export async function unzipTable(path: string, folder: string): Promise<Result<string, ExtractionFault>> {
  const file = basename(path)
  const zip = await openPromise(path, { autoClose: false }).catch((error: Error) => error.message)
  if (typeof zip === 'string') return refuse({ kind: 'unreadable', file, detail: zip.slice(0, 300) })
  try {
    const entries = await entriesOf(zip)
    if (entries.some(({ fileName }) => fileName.startsWith('xl/'))) return refuse({ kind: 'workbook', file })
    const [table] = entries
      .filter(({ fileName }) => /\.(csv|txt|parquet)$/i.test(fileName) && !/metadata/i.test(fileName))
      .toSorted((a, b) => b.uncompressedSize - a.uncompressedSize)
    if (!table) return refuse({ kind: 'archive-without-table', file })
    if (table.uncompressedSize > MOST_BYTES) return refuse({ kind: 'archive-too-large', file })
    // The name inside an archive is never a path on this machine.
    const plain = join(folder, `${file}.plain`)
    await pipeline(await zip.openReadStreamPromise(table), createWriteStream(plain))
    return done(plain)
  } catch (error) {
    return refuse({ kind: 'unreadable', file, detail: (error as Error).message.slice(0, 300) })
  } finally {
    zip.close()
  }
}

async function entriesOf(zip: ZipFile): Promise<readonly Entry[]> {
  const entries: Entry[] = []
  for await (const entry of zip.eachEntry()) entries.push(entry)
  return entries
}
