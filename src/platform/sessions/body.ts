import type { Context as HonoContext } from 'hono'
import { HTTPException } from 'hono/http-exception'

// More is nobody's answer to a page of ours; attachments are read apart, by who awaits them.
const MOST_BYTES = 5_000_000
const MOST_FIELDS = 2_000

/**
 * Reads the body of a form, within limits, and leaves it where `parseBody` finds it: a hostile body must cost little.
 *
 * @param most  in bytes: more than the usual, for a page that awaits something large from somebody it knows
 * @throws HTTPException  413 when it is too large or has too many fields, 400 when it cannot be read
 */
export async function holdBody(c: HonoContext, most = MOST_BYTES): Promise<void> {
  const contentType = c.req.header('Content-Type') ?? ''
  if (c.req.bodyCache.formData || !/^(multipart\/form-data|application\/x-www-form-urlencoded)/.test(contentType))
    return
  const { body } = c.req.raw
  const bytes = body ? await readAtMost(body, most, Number(c.req.header('Content-Length') ?? 0)) : Buffer.alloc(0)
  if (countFields(bytes, contentType) > MOST_FIELDS) throw new HTTPException(413)
  c.req.bodyCache.formData = await formOf(bytes, contentType)
}

async function readAtMost(
  body: ReadableStream<Uint8Array>,
  most: number,
  announced: number,
): Promise<Buffer<ArrayBuffer>> {
  if (announced > most) throw new HTTPException(413)
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of body) {
    size += piece.length
    if (size > most) throw new HTTPException(413)
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

// Counted before anything is made of them: it is making so many that would hold the others up.
function countFields(bytes: Buffer, contentType: string): number {
  const boundary = /boundary="?([^";]+)/.exec(contentType)?.[1]
  const separator = boundary === undefined ? '&' : `--${boundary}`
  let count = 1
  for (let at = bytes.indexOf(separator); at !== -1 && count <= MOST_FIELDS; at = bytes.indexOf(separator, at + 1)) {
    count += 1
  }
  return count
}

async function formOf(bytes: Buffer<ArrayBuffer>, contentType: string): Promise<FormData> {
  try {
    return await new Response(bytes, { headers: { 'Content-Type': contentType } }).formData()
  } catch (cause) {
    throw new HTTPException(400, { cause })
  }
}
