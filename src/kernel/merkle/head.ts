import { done, type Result, refuse } from '#kernel/result'
import { base64Of, bytesOfBase64 } from './base64.ts'
import { bytesOfHex, hexOf } from './hex.ts'
import type { Head, HeadFault, SignedHead } from './model.ts'
import { sha256 } from './sha256.ts'

/** @param key  Ed25519 private key of the poll's log */
export async function signHead(head: Head, key: CryptoKey): Promise<SignedHead> {
  const signature = await crypto.subtle.sign('Ed25519', key, encoded(headText(head)))
  return { ...head, signature: hexOf(new Uint8Array(signature)) }
}

/** @param publicKey  32 bytes, those of the manifest */
export async function verifyHead(head: SignedHead, publicKey: Uint8Array): Promise<boolean> {
  const key = await crypto.subtle.importKey('raw', Uint8Array.from(publicKey), 'Ed25519', true, ['verify'])
  return crypto.subtle.verify('Ed25519', key, bytesOfHex(head.signature), encoded(headText(head)))
}

/**
 * What is signed: the text of a checkpoint, its time as an extension line.
 *
 * @see  C2SP tlog-checkpoint; docs/specifications/public-log.md, « Heads »
 */
export function headText({ poll, size, root, at }: Head): string {
  return `${originOf(poll)}\n${size}\n${base64Of(bytesOfHex(root))}\nat ${at}\n`
}

/** The signed note that is published and kept by witnesses. */
export function noteOf(head: SignedHead, publicKey: Uint8Array): string {
  const signed = new Uint8Array([...keyHash(head.poll, publicKey), ...bytesOfHex(head.signature)])
  return `${headText(head)}\n— ${originOf(head.poll)} ${base64Of(signed)}\n`
}

/** @returns  the head a note holds; its signature is not checked yet: see `verifyHead` */
export function parseNote(text: string, publicKey: Uint8Array): Result<SignedHead, HeadFault> {
  const parts = NOTE.exec(text)?.groups
  if (!parts) return refuse('unreadable')
  const [root, signed] = [bytesOfBase64(parts.root!), bytesOfBase64(parts.signed!)]
  if (root?.length !== 32 || signed?.length !== 68) return refuse('unreadable')
  const head = {
    poll: parts.poll!,
    size: Number(parts.size),
    root: hexOf(root),
    at: parts.at!,
    signature: hexOf(signed.subarray(4)),
  }
  // One head has one writing: another key hash, loose base 64 or a day that no calendar has are not let through.
  return isInstant(head.at) && noteOf(head, publicKey) === text ? done(head) : refuse('not-canonical')
}

/**
 * The key as tools of C2SP take it.
 *
 * @see  C2SP signed-note, « Verifier keys »
 */
export function verifierKeyOf(poll: string, publicKey: Uint8Array): string {
  return `${originOf(poll)}+${hexOf(keyHash(poll, publicKey))}+${base64Of(new Uint8Array([1, ...publicKey]))}`
}

const NOTE =
  /^filigrane\/scrutin\/(?<poll>[0-9a-f]{64})\n(?<size>0|[1-9]\d{0,14})\n(?<root>[A-Za-z0-9+/]{43}=)\nat (?<at>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\n\n— filigrane\/scrutin\/\k<poll> (?<signed>[A-Za-z0-9+/]{91}=)\n$/

function originOf(poll: string): string {
  return `filigrane/scrutin/${poll}`
}

/** @see  C2SP signed-note, « Ed25519 »: the first 4 bytes of SHA-256(name, line end, 0x01, key) */
function keyHash(poll: string, publicKey: Uint8Array): Uint8Array {
  return sha256(new Uint8Array([...encoded(`${originOf(poll)}\n`), 1, ...publicKey])).subarray(0, 4)
}

function isInstant(text: string): boolean {
  const instant = new Date(text)
  return !Number.isNaN(instant.getTime()) && instant.toISOString() === text
}

function encoded(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}
