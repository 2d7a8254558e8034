import { bytesOfHex, hexOf, sha256 } from '#kernel/merkle'
import { done, type Result, refuse } from '#kernel/result'
import type { QrFault, Share } from './model.ts'
import { MOST_SHARES } from './split.ts'

/** What the printed QR code says: signs of its alphanumeric mode only, so that the code stays coarse. */
export function toQr({ number, bytes }: Share): string {
  const said = `FILIGRANE/PART/1/${number}/${hexOf(bytes).toUpperCase()}`
  return `${said}/${checkOf(said)}`
}

export function fromQr(text: string): Result<Share, QrFault> {
  const parts = /^(FILIGRANE\/PART\/1\/(\d{1,2})\/([0-9A-F]{66}))\/([0-9A-F]{8})$/.exec(text.trim())
  if (!parts) return refuse(text.trim().startsWith('FILIGRANE/PART/') ? 'damaged' : 'not-a-share')
  const [, said, digits, hex, check] = parts as unknown as [string, string, string, string, string]
  const number = Number(digits)
  if (check !== checkOf(said) || number < 1 || number > MOST_SHARES) return refuse('damaged')
  return done({ number, bytes: bytesOfHex(hex.toLowerCase()) })
}

function checkOf(said: string): string {
  return hexOf(sha256(new TextEncoder().encode(said)).subarray(0, 4)).toUpperCase()
}
