import { createHash } from 'node:crypto'
import type { ReturnedFile, ReturnFolder } from './folders.ts'

/** Files that came back for one document: the signed copy or the refusal, its sidecar, its proofs. */
export type Returned = {
  readonly folder: ReturnFolder
  readonly chrono: string
  readonly files: readonly ReturnedFile[]
}

// As « RAP-2026-0007 » anywhere in the name: parapheurs put words of theirs before and after.
const CHRONO = /(?<![A-Z0-9])[A-Z]{3}-\d{4}-\d{4,}(?!\d)/

/** Files by the number their name bears; those that bear none are nobody's. */
export function groupReturned(files: readonly ReturnedFile[]): {
  readonly returned: readonly Returned[]
  readonly strays: readonly ReturnedFile[]
} {
  const groups = new Map<string, { folder: ReturnFolder; chrono: string; files: ReturnedFile[] }>()
  const strays: ReturnedFile[] = []
  for (const file of files) {
    const chrono = CHRONO.exec(file.name.toUpperCase())?.[0]
    if (chrono === undefined) {
      strays.push(file)
      continue
    }
    const key = `${file.folder} ${chrono}`
    const group = groups.get(key) ?? { folder: file.folder, chrono, files: [] }
    group.files.push(file)
    groups.set(key, group)
  }
  return { returned: [...groups.values()], strays }
}

/**
 * Whether a file is the signed copy of an original: a PDF that begins by its very bytes, as a signature inside a PDF only
 * adds to it (ISO 32000-1, 12.8), or one whose sidecar names the original. The original itself is signed only when a proof
 * lies beside it, as a detached signature does.
 */
export function isSignedCopyOf(
  copy: Uint8Array,
  original: { readonly sha256: string; readonly sizeBytes: number },
  beside: { readonly sidecar: Uint8Array | undefined; readonly hasProof: boolean },
): boolean {
  if (!startsAsPdf(copy)) return false
  const hasOriginal =
    createHash('sha256').update(copy.subarray(0, original.sizeBytes)).digest('hex') === original.sha256
  if (hasOriginal && copy.byteLength === original.sizeBytes) return beside.hasProof
  return hasOriginal || readText(beside.sidecar, 'sha256') === original.sha256
}

/** Why it was refused: « motif » of the sidecar, or a text file; null: nobody said. */
export function readRefusal(file: { readonly name: string; readonly bytes: Uint8Array }): string | null {
  const words = /\.json$/i.test(file.name)
    ? readText(file.bytes, 'motif')
    : /\.txt$/i.test(file.name)
      ? textOf(file.bytes)
      : ''
  const plain = (words ?? '')
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, 500)
  return plain === '' ? null : plain
}

function startsAsPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-'
}

function readText(sidecar: Uint8Array | undefined, member: string): string | undefined {
  if (sidecar === undefined || sidecar.byteLength > 100_000) return undefined
  try {
    const told = (JSON.parse(textOf(sidecar)) as Readonly<Record<string, unknown>> | null)?.[member]
    return typeof told === 'string' ? told : undefined
  } catch {
    return undefined
  }
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes.subarray(0, 100_000))
}
