import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { type Entry, fromBuffer, type Options, type ZipFile } from 'yauzl'

const open = promisify<Buffer, Options, ZipFile>(fromBuffer)

/** Reads a whole ZIP: names and bytes, in their order. */
export async function unzip(bytes: Buffer): Promise<ReadonlyMap<string, Buffer>> {
  const zip = await open(bytes, { lazyEntries: true })
  const found = new Map<string, Buffer>()
  for (let entry = await next(zip); entry; entry = await next(zip)) found.set(entry.fileName, await bytesOf(zip, entry))
  return found
}

/** A file of a package as the checks read it. */
export function foundFile([uri, bytes]: readonly [string, Buffer]) {
  return { uri, sizeBytes: bytes.length, sha512: createHash('sha512').update(bytes).digest('hex') }
}

function next(zip: ZipFile): Promise<Entry | undefined> {
  return new Promise((resolve, reject) => {
    zip.once('entry', resolve)
    zip.once('end', () => resolve(undefined))
    zip.once('error', reject)
    zip.readEntry()
  })
}

function bytesOf(zip: ZipFile, entry: Entry): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream: Readable) => (error ? reject(error) : resolve(buffer(stream))))
  })
}
