import { timingSafeEqual } from 'node:crypto'
import { done, type Result, refuse } from '#kernel/result'
import { keyedHash } from './sealing.ts'

/** Minutes a device has to answer. */
const CHALLENGE_LIVES_MS = 5 * 60_000

export type ChallengeRefusal = 'challenge-forged' | 'challenge-expired'

const DRAWN_BYTES = 16
const TIME_BYTES = 8

/**
 * A challenge for a passkey. It carries its own date and the mark of its browser, so that showing a page writes nothing;
 * once answered, its hash is kept and it is answered no more.
 *
 * @param key      of this purpose, of the installation
 * @param browser  secret of the browser it is shown to
 * @returns        bytes to sign
 */
export function drawChallenge(key: Uint8Array, browser: string, drawn: Uint8Array, now: Date): Uint8Array {
  const head = Buffer.alloc(DRAWN_BYTES + TIME_BYTES)
  head.set(drawn.subarray(0, DRAWN_BYTES))
  head.writeBigUInt64BE(BigInt(now.getTime()), DRAWN_BYTES)
  return Buffer.concat([head, markOf(key, browser, head)])
}

/** Whether a challenge is ours, of this browser, and not too old. */
export function decideChallenge(
  key: Uint8Array,
  browser: string,
  challenge: Uint8Array,
  now: Date,
): Result<null, ChallengeRefusal> {
  const head = Buffer.from(challenge.subarray(0, DRAWN_BYTES + TIME_BYTES))
  const mark = challenge.subarray(DRAWN_BYTES + TIME_BYTES)
  if (head.length < DRAWN_BYTES + TIME_BYTES || mark.length !== 32) return refuse('challenge-forged')
  if (!timingSafeEqual(mark, markOf(key, browser, head))) return refuse('challenge-forged')

  const age = now.getTime() - Number(head.readBigUInt64BE(DRAWN_BYTES))
  return age >= 0 && age < CHALLENGE_LIVES_MS ? done(null) : refuse('challenge-expired')
}

function markOf(key: Uint8Array, browser: string, head: Buffer): Uint8Array {
  return keyedHash(key, browser, head.toString('base64url'))
}
