import PostalMime from 'postal-mime'

/** A mail that came back, as its report says. */
export type Bounce = {
  /** The mail it is about: our own identifier, as it stood in our Message-ID or our envelope. */
  readonly mailId: string
  /** `hard`: it will never arrive. `soft`: it waits, or could not arrive just now. */
  readonly kind: 'hard' | 'soft'
  /** RFC 3463, as « 5.1.1 ». */
  readonly status: string
  /** The addresses the report speaks of, in lower case. */
  readonly recipients: readonly string[]
}

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const ENVELOPE = new RegExp(`^original-envelope-id:\\s*(${UUID})\\s*$`, 'im')
const MESSAGE_ID = new RegExp(`^message-id:\\s*<(${UUID})@`, 'im')
const RETURNED = new Set(['message/rfc822', 'text/rfc822-headers', 'message/global', 'message/global-headers'])

/**
 * Reads a report of delivery.
 *
 * @param bytes  the whole file, 1 MB at most: the caller looks before it reads
 * @returns      undefined when it is no report, or not about a mail of ours
 * @throws       when it cannot be read as a mail at all
 * @see          RFC 3464 (reports), RFC 3463 (codes), RFC 6522 (multipart/report)
 */
export async function readBounce(bytes: Uint8Array): Promise<Bounce | undefined> {
  const email = await PostalMime.parse(bytes, {
    forceRfc822Attachments: true,
    attachmentEncoding: 'utf8',
    maxNestingDepth: 20,
    maxHeadersSize: 65_536,
  })
  const parts = email.attachments.map(({ mimeType, content }) => ({ mimeType, text: textOf(content) }))
  const report = parts.find(
    ({ mimeType }) => mimeType === 'message/delivery-status' || mimeType === 'message/global-delivery-status',
  )
  if (!report) return undefined
  const returned = parts.find(({ mimeType }) => RETURNED.has(mimeType))?.text ?? email.text ?? ''
  const mailId = (ENVELOPE.exec(report.text) ?? MESSAGE_ID.exec(returned))?.[1]
  const told = readStatus(unfolded(report.text))
  return mailId && told ? { mailId: mailId.toLowerCase(), ...told } : undefined
}

/** Whether such a code says that the address itself is gone, and not that a box is full or a message disliked. */
export function isAddressGone(status: string): boolean {
  return /^5\.(0\.0|1\.(1|2|3|6|10)|2\.1|4\.4)$/.test(status)
}

function readStatus(report: string): Omit<Bounce, 'mailId'> | undefined {
  const action = /^action:\s*([a-z]+)/im.exec(report)?.[1]?.toLowerCase()
  const status = /^status:\s*([245]\.\d{1,3}\.\d{1,3})/im.exec(report)?.[1]
  if (status === undefined || (action !== 'failed' && action !== 'delayed')) return undefined
  const named = [...report.matchAll(/^(?:final|original)-recipient:\s*[a-z0-9-]+;\s*<?([^\s<>]+)>?\s*$/gim)]
  return {
    kind: action === 'failed' && status.startsWith('5') ? 'hard' : 'soft',
    status,
    recipients: named.map(([, address]) => (address ?? '').toLowerCase()),
  }
}

// A header may go on over several lines that begin with a space.
function unfolded(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll(/\n[ \t]+/g, ' ')
}

function textOf(content: ArrayBuffer | Uint8Array | string): string {
  return typeof content === 'string' ? content : new TextDecoder().decode(content)
}
