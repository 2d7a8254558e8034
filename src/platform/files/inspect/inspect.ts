import { fileTypeFromBuffer } from 'file-type'
import { done, type Result, refuse } from '#kernel/result'
import { FORMATS, type Format } from '../formats.ts'
import type { FileRefusal } from '../refusals.ts'
import { inspectArchive, type OfficeFormat } from './archive.ts'
import { inspectPdf } from './pdf.ts'
import type { DrawnAgain, PictureFormat } from './picture.ts'
import { inspectText } from './text.ts'

export type Findings = { readonly isActive: boolean; readonly drawn?: DrawnAgain }

/** Whether bytes are what their name promises, and harmless. Hostile bytes are read here: it runs in a process of its own. */
export async function inspect(bytes: Buffer, format: Format): Promise<Result<Findings, FileRefusal>> {
  if (bytes.length === 0) return refuse('empty')
  const { mediaType, family } = FORMATS[format]
  const fault = faultOfMagic(await magicOf(bytes), mediaType, family)
  if (fault !== undefined) return refuse(fault)

  if (family === 'pdf') return inspectPdf(bytes)
  if (family === 'text') return quiet(inspectText(bytes))
  if (family === 'office') return quiet(inspectArchive(bytes, format as OfficeFormat))
  const { drawAgain } = await import('./picture.ts')
  const drawn = await drawAgain(bytes, format as PictureFormat)
  return drawn.ok ? done({ isActive: false, drawn: drawn.value }) : drawn
}

async function magicOf(bytes: Buffer): Promise<string | undefined> {
  try {
    return (await fileTypeFromBuffer(bytes))?.mime
  } catch {
    return undefined // It ends before its own beginning: the reader of its format says so.
  }
}

function faultOfMagic(found: string | undefined, promised: string, family: string): FileRefusal | undefined {
  if (found !== undefined && /macroenabled/i.test(found)) return 'holds-a-program'
  if (found !== undefined && /^image\/hei[cf]/.test(found)) return 'photo-of-apple'
  // A text has no magic bytes; an archive may be known as one only.
  if (family === 'text')
    return found === undefined ? undefined : found === 'application/xml' ? 'page-or-drawing' : 'not-its-type'
  if (family === 'office' && (found === 'application/zip' || found === undefined)) return undefined
  return found === promised || (family === 'pdf' && found === undefined) ? undefined : 'not-its-type'
}

function quiet(result: Result<void, FileRefusal>): Result<Findings, FileRefusal> {
  return result.ok ? done({ isActive: false }) : result
}
