import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'

/** What a form of files holds, once read: files lie on the disk, never in memory. */
export type Multipart = {
  readonly fields: readonly (readonly [name: string, value: string])[]
  readonly files: readonly PartFile[]
}

export type PartFile = {
  readonly field: string
  readonly name: string
  readonly declared: string
  readonly path: string
  /** Longer than allowed: what was written of it is not whole. */
  readonly isTooLarge: boolean
}

export type MultipartLimits = {
  readonly largestFileBytes: number
  readonly mostFiles: number
  /** Of the whole form, read to its end or not. */
  readonly mostBytes: number
  /** Of the text fields together. */
  readonly mostTextBytes: number
}

/** A form that cannot be read: not made as forms are, cut, or far beyond its limits. */
export class MultipartError extends Error {
  override readonly name = 'MultipartError'
}

const MOST_HEADER_BYTES = 8 * 1024
const END_OF_HEADER = Buffer.from('\r\n\r\n')

/**
 * Reads « multipart/form-data » as it arrives (RFC 7578). A file beyond its limit is read to its end and not written.
 *
 * @param pathFor  where to write the file of that rank
 * @throws         MultipartError
 */
export async function readMultipart(
  body: AsyncIterable<Uint8Array>,
  contentType: string,
  limits: MultipartLimits,
  pathFor: (rank: number) => string,
): Promise<Multipart> {
  const boundary = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;]{1,70}))/i.exec(contentType)
  if (!boundary) throw new MultipartError('the form does not say what parts it')
  // The first line of the body is a boundary too: it is given the end of line the others have.
  const separator = Buffer.from(`\r\n--${boundary[1] ?? boundary[2]}`)
  const source = reader(prefixed(body), limits.mostBytes)
  const fields: [string, string][] = []
  const files: PartFile[] = []
  let textBytes = 0

  await source.readUntil(separator, async () => {})
  while ((await source.take(2)).toString('latin1') === '\r\n') {
    const head = headOf(await source.collect(END_OF_HEADER, MOST_HEADER_BYTES))
    if (head.fileName === undefined) {
      const value = await source.collect(separator, limits.mostTextBytes - textBytes)
      textBytes += value.length
      fields.push([head.name, value.toString('utf8')])
      continue
    }
    const file = await writePart(source, separator, limits, {
      path: pathFor(files.length),
      isDropped: files.length >= limits.mostFiles,
    })
    // A field nothing was chosen in.
    if (head.fileName === '' && file.size === 0) continue
    files.push({
      field: head.name,
      name: head.fileName,
      declared: head.type,
      path: file.path,
      isTooLarge: file.isTooLarge,
    })
  }
  return { fields, files }
}

async function writePart(
  source: Source,
  separator: Buffer,
  { largestFileBytes }: MultipartLimits,
  { path, isDropped }: { readonly path: string; readonly isDropped: boolean },
) {
  let size = 0
  const out = isDropped ? undefined : createWriteStream(path, { mode: 0o600 })
  const written = out && finished(out)
  written?.catch(() => {}) // Heard below, in its turn.
  try {
    await source.readUntil(separator, async (part) => {
      size += part.length
      if (!out || size > largestFileBytes) return
      if (!out.write(part)) await Promise.race([once(out, 'drain'), written])
    })
  } finally {
    out?.end()
    await written
  }
  return { size, path, isTooLarge: size > largestFileBytes }
}

function headOf(header: Buffer): {
  readonly name: string
  readonly fileName: string | undefined
  readonly type: string
} {
  const lines = header.toString('utf8').split('\r\n')
  const line = (name: string) => lines.find((each) => each.toLowerCase().startsWith(`${name}:`)) ?? ''
  const disposition = line('content-disposition')
  const name = /[;\s]name="([^"]*)"/i.exec(disposition)?.[1]
  if (name === undefined) throw new MultipartError('a part of the form has no name')
  return {
    name: unescaped(name),
    fileName: optional(/[;\s]filename="([^"]*)"/i.exec(disposition)?.[1]),
    type: line('content-type').slice('content-type:'.length).trim(),
  }
}

function optional(text: string | undefined): string | undefined {
  return text === undefined ? undefined : unescaped(text)
}

// What browsers escape in names (HTML, multipart/form-data encoding algorithm).
function unescaped(text: string): string {
  return text.replaceAll('%22', '"').replaceAll('%0D', '\r').replaceAll('%0A', '\n')
}

type Source = ReturnType<typeof reader>

async function* prefixed(body: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  yield Buffer.from('\r\n')
  yield* body
}

/** Reads a stream up to marks, holding one piece of it and the length of a mark. */
function reader(body: AsyncIterable<Uint8Array>, mostBytes: number) {
  const pieces = body[Symbol.asyncIterator]()
  let held = Buffer.alloc(0)
  let total = 0

  async function more(): Promise<void> {
    const piece = await pieces.next()
    if (piece.done) throw new MultipartError('the form was cut')
    total += piece.value.length
    if (total > mostBytes) throw new MultipartError('the form is far beyond its limits')
    held = held.length === 0 ? Buffer.from(piece.value) : Buffer.concat([held, piece.value])
  }

  async function readUntil(mark: Buffer, told: (part: Buffer) => Promise<void>): Promise<void> {
    for (;;) {
      const at = held.indexOf(mark)
      if (at !== -1) {
        const part = held.subarray(0, at)
        held = held.subarray(at + mark.length)
        if (part.length > 0) await told(part)
        return
      }
      const sure = held.length - mark.length + 1
      if (sure > 0) {
        const part = held.subarray(0, sure)
        held = held.subarray(sure)
        await told(part)
      }
      await more()
    }
  }

  return {
    readUntil,
    take: async (length: number): Promise<Buffer> => {
      while (held.length < length) await more()
      const taken = held.subarray(0, length)
      held = held.subarray(length)
      return taken
    },
    collect: async (mark: Buffer, most: number): Promise<Buffer> => {
      const parts: Buffer[] = []
      let size = 0
      await readUntil(mark, async (part) => {
        size += part.length
        if (size > most) throw new MultipartError('a text of the form is too long')
        parts.push(Buffer.from(part))
      })
      return Buffer.concat(parts)
    },
  }
}
