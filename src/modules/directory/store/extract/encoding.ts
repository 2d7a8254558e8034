import { isUtf8 } from 'node:buffer'
import { createReadStream, createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'

type Encoding = 'utf-8' | 'utf-16le' | 'windows-1252'

/**
 * A table of text in UTF-8: as it is when it is so already, else written anew. Spreadsheets save in Windows-1252, of which
 * Latin-1 is a part, or in UTF-16, which says so in its first two bytes; nothing else is expected of a French office.
 *
 * @param folder  where it is written
 * @returns       where to read it
 */
export async function inUtf8(path: string, folder: string): Promise<string> {
  const encoding = await encodingOf(path)
  if (encoding === 'utf-8') return path
  const rewritten = join(folder, 'in-utf-8.csv')
  const decoder = new TextDecoder(encoding)
  await pipeline(
    createReadStream(path, { highWaterMark: CHUNK }),
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true })
      yield decoder.decode()
    },
    createWriteStream(rewritten),
  )
  return rewritten
}

const CHUNK = 2 ** 20

async function encodingOf(path: string): Promise<Encoding> {
  let rest: Buffer = Buffer.alloc(0)
  let isFirst = true
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK }) as AsyncIterable<Buffer>) {
    if (isFirst && chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le'
    isFirst = false
    const bytes = Buffer.concat([rest, chunk])
    // A letter may lie across two chunks: all after the last byte of ASCII waits for the next.
    const end = bytes.findLastIndex((byte) => byte < 0x80) + 1
    if (!isUtf8(bytes.subarray(0, end))) return 'windows-1252'
    rest = bytes.subarray(end)
    if (rest.length > CHUNK) return 'windows-1252'
  }
  return isUtf8(rest) ? 'utf-8' : 'windows-1252'
}
