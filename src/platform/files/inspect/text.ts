import { done, type Result, refuse } from '#kernel/result'
import type { FileRefusal } from '../refusals.ts'

/** A text is letters: no zero byte, no control but tab and ends of line, and it does not begin as a page does. */
export function inspectText(bytes: Buffer): Result<void, FileRefusal> {
  if (bytes.some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0c && byte !== 0x0d)) {
    return refuse('not-its-type')
  }
  const start = bytes
    .toString('utf8', 0, 1024)
    .replace(/^\ufeff/, '')
    .trimStart()
  if (/^<(!doctype|html|head|body|script|svg|iframe|\?xml|\?php|!--)/i.test(start)) return refuse('page-or-drawing')
  return /^(%PDF-|#!\s*\/)/.test(start) ? refuse('two-natures') : done(undefined)
}
