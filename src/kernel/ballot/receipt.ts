import { french } from '#kernel/french'
import { base64Of, bytesOfBase64, bytesOfHex, hexOf, sha256 } from '#kernel/merkle'
import { done, type Result, refuse } from '#kernel/result'
import type { Receipt, ReceiptFault } from './model.ts'

/**
 * One printable line, which is also what its QR code says.
 *
 * @see  docs/specifications/public-log.md, « Receipts »
 */
export function receiptText({ envelopeHash, leafIndex, head }: Receipt): string {
  const said = [
    'filigrane1',
    base64UrlOf(bytesOfHex(head.poll)),
    base64UrlOf(bytesOfHex(envelopeHash)),
    leafIndex,
    head.size,
    base64UrlOf(bytesOfHex(head.root)),
    Date.parse(head.at),
    base64UrlOf(bytesOfHex(head.signature)),
  ].join('.')
  return `${said}.${checkOf(said)}`
}

/** Spaces and line ends are forgiven. Nothing is verified yet but the line's own checksum. */
export function parseReceipt(text: string): Result<Receipt, ReceiptFault> {
  const line = text.replace(/\s/g, '')
  if (!line.startsWith('filigrane1.')) return refuse('not-a-receipt')
  const parts = LINE.exec(line)?.groups
  if (!parts || parts.check !== checkOf(parts.said!)) return refuse('damaged')
  const receipt = {
    envelopeHash: hexOfBase64Url(parts.envelope!),
    leafIndex: Number(parts.leaf),
    head: {
      poll: hexOfBase64Url(parts.poll!),
      size: Number(parts.size),
      root: hexOfBase64Url(parts.root!),
      at: new Date(Number(parts.at)).toISOString(),
      signature: hexOfBase64Url(parts.signature!),
    },
  }
  // Base 64 has idle bits at its end, and a receipt only one writing.
  return receiptText(receipt) === line ? done(receipt) : refuse('damaged')
}

export function sentenceOfReceiptFault(fault: ReceiptFault): string {
  return SENTENCES[fault]
}

const SENTENCES: Readonly<Record<ReceiptFault, string>> = {
  'not-a-receipt': french`Ce n'est pas une preuve de vote. Copiez toute la ligne du reçu, qui commence par « filigrane1 ».`,
  damaged: french`Il manque un morceau de la preuve, ou une lettre a changé. Copiez à nouveau toute la ligne du reçu.`,
}

const HASH = '[A-Za-z0-9_-]{43}'
const COUNT = '0|[1-9]\\d{0,14}'
const LINE = new RegExp(
  `^(?<said>filigrane1\\.(?<poll>${HASH})\\.(?<envelope>${HASH})\\.(?<leaf>${COUNT})\\.(?<size>${COUNT})\\.(?<root>${HASH})\\.(?<at>\\d{1,14})\\.(?<signature>[A-Za-z0-9_-]{86}))\\.(?<check>[A-Za-z0-9_-]{6})$`,
)

function checkOf(said: string): string {
  return base64UrlOf(sha256(new TextEncoder().encode(said)).subarray(0, 4))
}

function base64UrlOf(bytes: Uint8Array): string {
  return base64Of(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

function hexOfBase64Url(text: string): string {
  return hexOf(bytesOfBase64(text.replaceAll('-', '+').replaceAll('_', '/'))!)
}
