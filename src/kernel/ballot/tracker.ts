import { french } from '#kernel/french'
import { sha256 } from '#kernel/merkle'
import { assert, done, type Result, refuse } from '#kernel/result'
import type { TrackerFault } from './model.ts'

/** Crockford's base 32, in the order of its signs' codes: no I, L, O or U, and sorting texts sorts bytes. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 28

/** « numéro de mon bulletin »: 128 bits, then 12 that check them, as seven groups of four signs. */
export function trackerText(tracker: Uint8Array): string {
  assert(tracker.length === 16, 'a tracker has 16 bytes')
  const bits = tracker.reduce((all, byte) => (all << 8n) | BigInt(byte), 0n)
  const value = (bits << 12n) | BigInt(checkOf(tracker))
  const signs = Array.from({ length: LENGTH }, (_, at) => SIGNS[Number((value >> BigInt(5 * (LENGTH - 1 - at))) & 31n)])
  return signs.join('').match(/.{4}/g)!.join('-')
}

/** Lower case, spaces and hyphens are forgiven; O is read 0, I and L 1, U is V. */
export function parseTracker(text: string): Result<Uint8Array, TrackerFault> {
  const signs = text
    .normalize('NFKD')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
    .replace(/U/g, 'V')
  if (/[^0-9A-Z]/.test(signs)) return refuse('unknown-letter')
  if (signs.length !== LENGTH) return refuse('wrong-length')
  const value = Array.from(signs).reduce((all, sign) => (all << 5n) | BigInt(SIGNS.indexOf(sign)), 0n)
  const tracker = Uint8Array.from({ length: 16 }, (_, at) => Number((value >> BigInt(12 + 8 * (15 - at))) & 0xffn))
  return checkOf(tracker) === Number(value & 0xfffn) ? done(tracker) : refuse('wrong-check')
}

export function sentenceOfTrackerFault(fault: TrackerFault): string {
  return SENTENCES[fault]
}

const SENTENCES: Readonly<Record<TrackerFault, string>> = {
  'wrong-length': french`Le numéro d'un bulletin a 28 signes : sept groupes de quatre. Comptez-les et complétez-le.`,
  'unknown-letter': french`Le numéro d'un bulletin n'a que des chiffres et des lettres. Retirez les autres signes.`,
  'wrong-check': french`Ce numéro a une erreur quelque part. Relisez-le sur votre reçu, groupe par groupe, et corrigez-le.`,
}

function checkOf(tracker: Uint8Array): number {
  const hash = sha256(new Uint8Array([...new TextEncoder().encode('filigrane-tracker-1'), ...tracker]))
  return (hash[0]! << 4) | (hash[1]! >> 4)
}
