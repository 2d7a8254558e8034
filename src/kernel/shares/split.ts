import { split as drawShares, combine as interpolate } from 'shamir-secret-sharing'
import { bytesOfHex, hexOf, sha256 } from '#kernel/merkle'
import { assert, done, type Result, refuse } from '#kernel/result'
import type { CombineFault, Commitment, Share, Split } from './model.ts'

/** In bytes: of a share's own, after which stands its coordinate. */
const LENGTH = 32
export const MOST_SHARES = 32

/**
 * Splits a key so that any `threshold` shares rebuild it and fewer say nothing of it.
 *
 * @param secret  32 bytes
 * @returns       one share per seat, numbered from 1; chance is drawn by the reviewed package, from Web Crypto
 * @see           A. Shamir, How to share a secret, 1979; docs/specifications/sealed-ballot.md, « Shares »
 */
export async function splitKey(secret: Uint8Array, { shares, threshold }: Split): Promise<readonly Share[]> {
  assert(secret.length === LENGTH, 'the key has 32 bytes')
  assert(Number.isInteger(shares) && shares <= MOST_SHARES, 'a bureau has at most 32 seats')
  assert(Number.isInteger(threshold) && threshold >= 1 && threshold <= shares, 'the threshold is one of the seats')
  const drawn =
    threshold === 1
      ? Array.from({ length: shares }, (_, seat) => new Uint8Array([...secret, seat + 1]))
      : await drawShares(Uint8Array.from(secret), shares, threshold)
  return drawn.map((bytes, seat) => ({ number: seat + 1, bytes }))
}

/**
 * The key that shares give. Nothing here tells a wrong one: check each share with `isShareOf`, and the key by its public
 * half (`rebuildKey` of #kernel/ballot does both).
 *
 * @param threshold  how many are needed; only the first of them are used
 * @returns          32 bytes
 */
export async function combine(
  shares: readonly Share[],
  threshold: number,
): Promise<Result<Uint8Array, Exclude<CombineFault, 'of-another-key'>>> {
  if (new Set(shares.map(coordinateOf)).size < shares.length) return refuse('same-share-twice')
  const used = shares.slice(0, threshold)
  if (used.length < threshold) return refuse('too-few')
  // One share alone is the key itself: a line of degree 0.
  if (threshold === 1) return done(used[0]!.bytes.slice(0, LENGTH))
  return done(await interpolate(used.map(({ bytes }) => Uint8Array.from(bytes))))
}

/** @param salt  16 random bytes: without it, who knows some shares could try the others */
export function commitmentOf({ number, bytes }: Share, salt: Uint8Array): Commitment {
  assert(salt.length === 16, 'a salt has 16 bytes')
  return { salt: hexOf(salt), hash: hexOf(sha256(new Uint8Array([...salt, number, ...bytes]))) }
}

/** Whether this is the share that the manifest announced for the seat of that number. */
export function isShareOf(share: Share, commitments: readonly Commitment[]): boolean {
  const announced = commitments[share.number - 1]
  if (!announced) return false
  return commitmentOf(share, bytesOfHex(announced.salt)).hash === announced.hash
}

function coordinateOf({ bytes }: Share): number {
  return bytes[LENGTH]!
}
