import {
  Aes128Gcm,
  CipherSuite,
  DecapError,
  DeserializeError,
  DhkemX25519HkdfSha256,
  HkdfSha256,
  OpenError,
} from '@hpke/core'
import { bytesOfBase64, bytesOfHex, hexOf, sha256 } from '#kernel/merkle'
import { assert, done, type Result, refuse } from '#kernel/result'
import { type CombineFault, combine, isShareOf, type Share } from '#kernel/shares'
import type { Bureau } from './manifest-model.ts'
import type { BureauKey, Envelope, Random, SealedBallot } from './model.ts'

// The suite whose every part Web Crypto has in Node and in all browsers of the day; ChaCha20-Poly1305 it has nowhere.
export const SUITE = new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes128Gcm() })

/** @param random  draws the 32 bytes of the secret key */
export async function makeBureauKey(random: Random): Promise<BureauKey> {
  const secretKey = random(32)
  return { secretKey, publicKey: await publicKeyOf(secretKey) }
}

/** The public key of a secret one: tells whether a rebuilt key is the manifest's. */
export async function publicKeyOf(secretKey: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  assert(secretKey.length === 32, 'a secret key has 32 bytes')
  const key = await crypto.subtle.importKey('pkcs8', new Uint8Array([...PKCS8, ...secretKey]), 'X25519', true, [
    'deriveBits',
  ])
  const { x } = await crypto.subtle.exportKey('jwk', key)
  return bytesOfBase64(x!.replaceAll('-', '+').replaceAll('_', '/'))!
}

/**
 * The bureau's key from the shares of enough members, checked: each share against what the manifest announced for its
 * seat, and the key against the manifest's public one.
 */
export async function rebuildKey(
  shares: readonly Share[],
  bureau: Bureau,
): Promise<Result<Uint8Array<ArrayBuffer>, CombineFault>> {
  const combined = await combine(shares, bureau.threshold)
  if (!combined.ok) return combined
  const secretKey = Uint8Array.from(combined.value)
  const areAnnounced = shares.every((share) => isShareOf(share, bureau.shares))
  return areAnnounced && hexOf(await publicKeyOf(secretKey)) === bureau.publicKey
    ? done(secretKey)
    : refuse('of-another-key')
}

/**
 * Seals a plaintext to the bureau: HPKE, base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-128-GCM.
 *
 * @param fingerprint  of the manifest, in hexadecimal: HPKE's `info`, so that an envelope belongs to one poll
 * @see                RFC 9180; docs/specifications/sealed-ballot.md, « Sealing »
 */
export async function sealBallot(
  plaintext: Uint8Array,
  publicKey: Uint8Array,
  fingerprint: string,
): Promise<SealedBallot> {
  const recipientPublicKey = await SUITE.kem.deserializePublicKey(Uint8Array.from(publicKey))
  const sender = await SUITE.createSenderContext({ recipientPublicKey, info: bytesOfHex(fingerprint) })
  const ciphertext = new Uint8Array(await sender.seal(Uint8Array.from(plaintext)))
  const envelope = { enc: new Uint8Array(sender.enc), ciphertext }
  return { ...envelope, envelopeHash: envelopeHashOf(envelope) }
}

/** @returns  the plaintext, `undefined` when the key does not open it or it was sealed for another poll */
export async function openEnvelope(
  envelope: Envelope,
  secretKey: Uint8Array,
  fingerprint: string,
): Promise<Uint8Array | undefined> {
  return (await openerOf(secretKey, fingerprint))(envelope)
}

/**
 * The same for many envelopes: the key is read once.
 *
 * @throws  when the platform has no X25519: that is no fault of an envelope, and none is called unopenable for it
 */
export async function openerOf(
  secretKey: Uint8Array,
  fingerprint: string,
): Promise<(envelope: Envelope) => Promise<Uint8Array | undefined>> {
  const key = await SUITE.kem.deserializePrivateKey(Uint8Array.from(secretKey))
  const publicKey = await SUITE.kem.deserializePublicKey(await publicKeyOf(secretKey))
  const info = bytesOfHex(fingerprint)
  return async ({ enc, ciphertext }) => {
    try {
      const params = { recipientKey: { privateKey: key, publicKey }, enc: Uint8Array.from(enc), info }
      const recipient = await SUITE.createRecipientContext(params)
      return new Uint8Array(await recipient.open(Uint8Array.from(ciphertext)))
    } catch (error) {
      if (error instanceof OpenError || error instanceof DecapError || error instanceof DeserializeError)
        return undefined
      throw error
    }
  }
}

/** SHA-256 of `enc` then `ciphertext`. */
export function envelopeHashOf({ enc, ciphertext }: Envelope): Uint8Array {
  const bytes = new Uint8Array(enc.length + ciphertext.length)
  bytes.set(enc)
  bytes.set(ciphertext, enc.length)
  return sha256(bytes)
}

// What stands before the 32 bytes of an X25519 key in PKCS #8 (RFC 8410, §7): Web Crypto reads no bare secret key.
const PKCS8 = bytesOfHex('302e020100300506032b656e04220420')
