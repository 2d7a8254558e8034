import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import type { Files } from '#platform/files'
import { recordBytes } from '../fingerprint.ts'
import type { ArchivedRecord } from '../kinds.ts'
import type { PackedFile, PackedRecord } from './manifest.ts'

type Disk = Files['disk']

// The epoch of ZIP: a package made twice is the same to the byte.
const SAME = { mtime: new Date('1980-01-01T00:00:00Z'), mode: 0o100644, forceDosTimestamp: true } as const

/**
 * A record as it will lie in the package: its bytes hashed, its attachments read once.
 *
 * @param position  of the record in the bordereau: names of files come from it, never from a person's words
 * @throws          when an attachment's bytes are not on the disk
 */
export async function packRecord(record: ArchivedRecord, position: number, disk: Disk): Promise<PackedRecord> {
  const bytes = recordBytes(record)
  const main = {
    uri: `content/ID-${position}.json`,
    name: `ID-${position}.json`,
    mediaType: 'application/json',
    sizeBytes: bytes.length,
    sha512: sha512(bytes),
  }
  const attachments: (PackedFile & { sha256: Uint8Array })[] = []
  for (const [rank, file] of record.attachments.entries()) {
    const uri = `content/ID-${position}-${rank + 1}${extensionOf(file.name)}`
    attachments.push({ ...file, uri, sha512: await hashOf(disk.pathOf(file.sha256)) })
  }
  const { id, title, from, until } = record
  return { record: { id, title, from, until }, main, attachments }
}

/**
 * The ZIP, as it is read: nothing of it lies in memory but the manifest and the record being written. A record that is not
 * what the manifest says any more breaks it off.
 *
 * @param describe  a record as it is now, by its identifier
 */
export function writePackage(
  manifest: string,
  records: readonly PackedRecord[],
  describe: (id: string) => Promise<ArchivedRecord | undefined>,
  disk: Disk,
): Readable {
  const zip = new ZipFile()
  const out = zip.outputStream as Readable
  zip.on('error', (error: Error) => out.destroy(error))
  zip.addBuffer(Buffer.from(manifest), 'manifest.xml', SAME)
  for (const { record, main, attachments } of records) {
    zip.addReadStreamLazy(main.uri, SAME, (answer) => {
      describe(record.id).then(
        (again) => {
          const bytes = again && recordBytes(again)
          if (bytes && sha512(bytes) === main.sha512) answer(null, Readable.from([bytes]))
          else answer(new Error('a record changed while it was packed'), Readable.from([]))
        },
        (error: unknown) => answer(error, Readable.from([])),
      )
    })
    for (const { uri, sha256 } of attachments) {
      zip.addReadStreamLazy(uri, SAME, (answer) => answer(null, createReadStream(disk.pathOf(sha256))))
    }
  }
  zip.end()
  return out
}

export function sha512(bytes: Uint8Array | string): string {
  return createHash('sha512').update(bytes).digest('hex')
}

function extensionOf(name: string): string {
  const extension = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]
  return extension === undefined ? '' : `.${extension.toLowerCase()}`
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha512')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
