import type { Hash } from './model.ts'

/**
 * SHA-256, at once: Web Crypto's own answers later, which costs ten times the hash on inputs as short as a tree's.
 *
 * @see  FIPS 180-4, §6.2; a test compares it with the platform's
 */
export function sha256(bytes: Uint8Array): Hash {
  const state = Uint32Array.from(INITIAL)
  const whole = bytes.length - (bytes.length % 64)
  for (let at = 0; at < whole; at += 64) compress(state, bytes, at)
  const tail = tailOf(bytes, whole)
  for (let at = 0; at < tail.length; at += 64) compress(state, tail, at)
  return bytesOf(state)
}

/** @see  RFC 6962, §2.1: leaves and nodes are hashed under different prefixes, so that none passes for the other */
export function leafHash(leaf: Uint8Array): Hash {
  const bytes = new Uint8Array(leaf.length + 1)
  bytes.set(leaf, 1)
  return sha256(bytes)
}

export function nodeHash(left: Hash, right: Hash): Hash {
  const bytes = new Uint8Array(65)
  bytes[0] = 1
  bytes.set(left, 1)
  bytes.set(right, 33)
  return sha256(bytes)
}

/** The root of a log without leaves: the hash of nothing. */
export const emptyRoot: () => Hash = () => sha256(new Uint8Array())

// Fractional parts of the square and cube roots of the first primes (FIPS 180-4, §4.2.2 and §5.3.3): computed, not copied.
const PRIMES = primes(64)
const INITIAL = Uint32Array.from(PRIMES.slice(0, 8), (prime) => fraction32(prime, 2n))
const ROUND = Uint32Array.from(PRIMES, (prime) => fraction32(prime, 3n))

const words = new Uint32Array(64)

function compress(state: Uint32Array, bytes: Uint8Array, from: number): void {
  expand(bytes, from)
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number]
  for (let round = 0; round < 64; round++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + ROUND[round]! + words[round]!) | 0
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + t1) | 0
    d = c
    c = b
    b = a
    a = (t1 + t2) | 0
  }
  const result = [a, b, c, d, e, f, g, h]
  for (let each = 0; each < 8; each++) state[each] = state[each]! + result[each]!
}

function expand(bytes: Uint8Array, from: number): void {
  for (let each = 0; each < 16; each++) {
    const at = from + 4 * each
    words[each] = (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!
  }
  for (let each = 16; each < 64; each++) {
    const [x, y] = [words[each - 15]!, words[each - 2]!]
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3)
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10)
    words[each] = words[each - 16]! + s0 + words[each - 7]! + s1
  }
}

// What is left, a bit set, zeros, and the length in bits as 64 bits.
function tailOf(bytes: Uint8Array, whole: number): Uint8Array {
  const left = bytes.length - whole
  const tail = new Uint8Array(left < 56 ? 64 : 128)
  tail.set(bytes.subarray(whole))
  tail[left] = 0x80
  const view = new DataView(tail.buffer)
  view.setUint32(tail.length - 8, Math.floor(bytes.length / 2 ** 29))
  view.setUint32(tail.length - 4, bytes.length * 8)
  return tail
}

function bytesOf(state: Uint32Array): Hash {
  const bytes = new Uint8Array(32)
  const view = new DataView(bytes.buffer)
  for (let each = 0; each < 8; each++) view.setUint32(4 * each, state[each]!)
  return bytes
}

function primes(count: number): bigint[] {
  const found: bigint[] = []
  for (let candidate = 2n; found.length < count; candidate++) {
    if (found.every((prime) => candidate % prime !== 0n)) found.push(candidate)
  }
  return found
}

/** First 32 bits after the point of the `degree`-th root. */
function fraction32(value: bigint, degree: bigint): number {
  const scaled = value << (32n * degree)
  let [low, high] = [0n, 1n << 40n]
  while (high - low > 1n) {
    const middle = (low + high) / 2n
    if (middle ** degree <= scaled) low = middle
    else high = middle
  }
  return Number(low & 0xffffffffn)
}
