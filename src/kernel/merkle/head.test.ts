import { beforeAll, expect, test } from 'vitest'
import {
  type Head,
  hexOf,
  noteOf,
  parseNote,
  type SignedHead,
  sha256,
  signHead,
  verifierKeyOf,
  verifyHead,
} from './index.ts'

const HEAD: Head = {
  poll: hexOf(sha256(new TextEncoder().encode('a poll'))),
  size: 42,
  root: hexOf(sha256(new TextEncoder().encode('a root'))),
  at: '2026-09-30T18:00:00.000Z',
}

let publicKey: Uint8Array
let signed: SignedHead

beforeAll(async () => {
  const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair
  publicKey = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
  signed = await signHead(HEAD, pair.privateKey)
})

test('a head that was signed is recognised, and none of its parts can change', async () => {
  expect(await verifyHead(signed, publicKey)).toBe(true)
  const others: readonly Partial<SignedHead>[] = [
    { poll: HEAD.root },
    { size: 43 },
    { root: HEAD.poll },
    { at: '2026-09-30T18:00:00.001Z' },
    { signature: `00${signed.signature.slice(2)}` },
  ]
  for (const other of others) expect(await verifyHead({ ...signed, ...other }, publicKey)).toBe(false)
})

test('the note reads back to the same head, and only in one writing', () => {
  const note = noteOf(signed, publicKey)
  expect(note.split('\n').slice(0, 4)).toEqual([
    `filigrane/scrutin/${HEAD.poll}`,
    '42',
    Buffer.from(HEAD.root, 'hex').toString('base64'),
    'at 2026-09-30T18:00:00.000Z',
  ])
  expect(parseNote(note, publicKey)).toEqual({ ok: true, value: signed })
  expect(parseNote(note, new Uint8Array(32))).toEqual({ ok: false, refusal: 'not-canonical' })
  expect(parseNote(note.replace('09-30', '09-31'), publicKey)).toEqual({ ok: false, refusal: 'not-canonical' })
  expect(parseNote(`${note}\n`, publicKey)).toEqual({ ok: false, refusal: 'unreadable' })
})

test('no character of a note can change without its being noticed', async () => {
  const note = noteOf(signed, publicKey)
  for (let at = 0; at < note.length; at++) {
    const code = note.charCodeAt(at)
    const changed = note.slice(0, at) + String.fromCharCode(code === 0x41 ? 0x42 : 0x41) + note.slice(at + 1)
    const parsed = parseNote(changed, publicKey)
    expect(parsed.ok && (await verifyHead(parsed.value, publicKey))).toBe(false)
  }
})

test('the key is written as other tools take it', () => {
  const [name, hash, ...key] = verifierKeyOf(HEAD.poll, publicKey).split('+')
  expect(name).toBe(`filigrane/scrutin/${HEAD.poll}`)
  expect(hash).toMatch(/^[0-9a-f]{8}$/)
  expect(Buffer.from(key.join('+'), 'base64')).toEqual(Buffer.from([1, ...publicKey]))
})
