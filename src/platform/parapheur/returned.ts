import { createHash } from 'node:crypto'
import type { ReturnedFile, ReturnFolder, Sidecar } from './folders.ts'

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
 * adds to it (ISO 32000-1, 12.8), or one beside which a proof of the parapheur names the original. The original itself is
 * signed only when something lies beside it, as a detached signature does.
 *
 * @param proofs  what came back with it, without the sidecar that we laid ourselves: it proves nothing
 */
export function isSignedCopyOf(
  copy: Uint8Array,
  original: { readonly sha256: string; readonly sizeBytes: number },
  proofs: readonly Uint8Array[],
): boolean {
  if (!isPdf(copy)) return false
  const hasOriginal =
    createHash('sha256').update(copy.subarray(0, original.sizeBytes)).digest('hex') === original.sha256
  if (hasOriginal && copy.byteLength === original.sizeBytes) return proofs.length > 0
  return hasOriginal || proofs.some((proof) => names(proof, original.sha256))
}

/** Whether a file is what we laid beside the original, whatever its name is now: it says nothing of a signature. */
export function isOwnSidecar(bytes: Uint8Array): boolean {
  const told = readObject(bytes)
  return told !== undefined && OWN_MEMBERS.every((member) => member in told) && Object.keys(told).length === 4
}

const OWN_MEMBERS = ['chrono', 'sha256', 'nature', 'signataire'] as const satisfies readonly (keyof Sidecar)[]

// In its letters, as a report of signature does, or in its bytes, as the digest of a CMS signature (RFC 5652, 11.2). A
// PDF may hold the words of anybody.
function names(proof: Uint8Array, sha256: string): boolean {
  if (isPdf(proof) || isOwnSidecar(proof)) return false
  const bytes = Buffer.from(proof)
  return bytes.includes(Buffer.from(sha256, 'hex')) || bytes.toString('latin1').toLowerCase().includes(sha256)
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

export function isPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-'
}

function readText(sidecar: Uint8Array, member: string): string | undefined {
  const told = readObject(sidecar)?.[member]
  return typeof told === 'string' ? told : undefined
}

function readObject(bytes: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  if (bytes.byteLength > 100_000) return undefined
  try {
    const told: unknown = JSON.parse(textOf(bytes))
    return typeof told === 'object' && told !== null ? (told as Readonly<Record<string, unknown>>) : undefined
  } catch {
    return undefined
  }
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes.subarray(0, 100_000))
}
