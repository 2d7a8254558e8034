import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { type Entry, fromBuffer, type Options, type ZipFile } from 'yauzl'
import { done, type Result, refuse } from '#kernel/result'
import type { TemplateFaultName } from './faults.ts'

/** The parts of an office document by their names, as « word/document.xml ». */
export type Parts = ReadonlyMap<string, Buffer>

/** A model is a few pages with a logo. */
export const MOST_BYTES = 5_000_000
const MOST_UNFOLDED = 60_000_000
const MOST_ENTRIES = 2_000

/**
 * Unfolds a document made of a zip, within bounds, in memory alone. Sizes it declares are held to, names that climb are
 * refused: who fills it works on these parts, and never opens the file again.
 */
export async function openPackage(bytes: Uint8Array): Promise<Result<Parts, TemplateFaultName>> {
  if (bytes.length === 0) return refuse('empty')
  if (bytes.length > MOST_BYTES) return refuse('too-big')
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  if (file.readUInt32BE(0) !== 0x504b0304) return refuse('not-a-docx')
  try {
    return await unfold(await open(file, { lazyEntries: true, validateEntrySizes: true }))
  } catch (error) {
    return refuse(
      /relative path|absolute path|invalid characters/.test(String(error)) ? 'escapes-its-folder' : 'unreadable',
    )
  }
}

const open = promisify(
  fromBuffer as (file: Buffer, options: Options, done: (e: Error | null, zip: ZipFile) => void) => void,
)

async function unfold(zip: ZipFile): Promise<Result<Parts, TemplateFaultName>> {
  if (zip.entryCount > MOST_ENTRIES) return refuse('unfolds-too-large')
  const parts = new Map<string, Buffer>()
  let left = MOST_UNFOLDED
  for await (const entry of entriesOf(zip)) {
    if (entry.fileName.endsWith('/')) continue
    left -= entry.uncompressedSize
    if (left < 0) return refuse('unfolds-too-large')
    // Two parts of one name: a reader would take the one we did not check.
    if (parts.has(entry.fileName) || entry.isEncrypted()) return refuse('unreadable')
    parts.set(entry.fileName, await contentOf(zip, entry))
  }
  return done(parts)
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  for (;;) {
    const entry = await new Promise<Entry | undefined>((resolve, reject) => {
      zip
        .once('entry', resolve)
        .once('end', () => resolve(undefined))
        .once('error', reject)
      zip.readEntry()
    })
    zip.removeAllListeners()
    if (entry === undefined) return
    yield entry
  }
}

function contentOf(zip: ZipFile, entry: Entry): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error ? reject(error) : buffer(stream).then(resolve, reject)))
  })
}
