import { generateURI, verifySync } from 'otplib'
import { keyedHash } from './sealing.ts'

const PERIOD_S = 30

/** Secret of an authenticator application, in base 32, as applications read it. */
export function secretFrom(drawn: Uint8Array): string {
  return base32(drawn)
}

/** What the application reads from the QR code. `holder` tells this account apart from the others it keeps. */
export function enrolmentAddress(secret: string, service: string, holder: string): string {
  return generateURI({ issuer: service, label: holder, secret })
}

/**
 * Whether a code is that of now, half a minute before or after, and of a half-minute later than the last one used.
 *
 * @param lastStep  number of the half-minute of the last code accepted
 * @returns         the half-minute it belongs to, to be kept; undefined when it is not right
 * @see             RFC 6238, section 5.2
 */
export function stepOfCode(secret: string, code: string, lastStep: number, now: Date): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined
  const epoch = Math.floor(now.getTime() / 1_000)
  const result = verifySync({ secret, token: code, epoch, epochTolerance: PERIOD_S, period: PERIOD_S })
  if (!result.valid || !('timeStep' in result)) return undefined
  return result.timeStep > lastStep ? result.timeStep : undefined
}

/**
 * The same for two codes that follow one another, typed in a row: twelve digits, which nobody guesses.
 *
 * @returns the half-minute of the second
 */
export function stepOfTwoCodes(secret: string, codes: string, lastStep: number, now: Date): number | undefined {
  if (!areTwoCodes(codes)) return undefined
  const step = stepOfCode(secret, codes.slice(6), lastStep + 1, now)
  if (step === undefined) return undefined
  const epoch = (step - 1) * PERIOD_S
  return verifySync({ secret, token: codes.slice(0, 6), epoch, epochTolerance: 0, period: PERIOD_S }).valid
    ? step
    : undefined
}

/** Two codes of the application in a row. */
export function areTwoCodes(code: string): boolean {
  return /^\d{12}$/.test(code)
}

/** A secret nobody holds, always the same for one name: an account that does not exist is tried like the others. */
export function decoySecret(key: Uint8Array, name: string): string {
  return base32(keyedHash(key, name).subarray(0, 20))
}

/** Typed in place of a code of the application: letters and digits, ten of them. */
export function isRecoveryCode(code: string): boolean {
  return /^[0-9A-Z]{10}$/.test(code)
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

function base32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? []).map((five) => ALPHABET[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')
}
