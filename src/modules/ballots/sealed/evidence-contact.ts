import { createHmac } from 'node:crypto'

/** Where a code is sent. */
export type Channel = 'email' | 'sms'

/**
 * What a household is counted by: an HMAC, which tells neither address nor number.
 *
 * @param key  `pepper` of the poll: it ends with it
 */
export function contactKeyOf(key: Uint8Array, channel: Channel, address: string): Uint8Array {
  const said = channel === 'email' ? mailboxOf(address) : address
  return createHmac('sha256', key).update(`contact ${channel} ${said}`).digest()
}

/**
 * The mailbox that reads an address: « Lea.Petit+vote@gmail.com » is read by « leapetit@gmail.com ». What follows a plus
 * counts nowhere, dots count nowhere at Gmail.
 */
export function mailboxOf(address: string): string {
  const lower = address.trim().toLowerCase()
  const at = lower.lastIndexOf('@')
  const [name, domain] = [lower.slice(0, at), lower.slice(at + 1)]
  const plain = name.replace(/(?<=.)\+.*$/, '')
  return GOOGLE.includes(domain) ? `${plain.replaceAll('.', '')}@gmail.com` : `${plain}@${domain}`
}

const GOOGLE: readonly string[] = ['gmail.com', 'googlemail.com']

/** Whether the address is one of those anybody opens for ten minutes: its vote is accepted, and looked at. */
export function isDisposable(address: string): boolean {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase()
  return DISPOSABLE.some((each) => domain === each || domain.endsWith(`.${each}`))
}

// The best known; a commission looks at the rest by their bursts.
const DISPOSABLE: readonly string[] = [
  '10minutemail.com',
  'discard.email',
  'dispostable.com',
  'getnada.com',
  'guerrillamail.com',
  'jetable.org',
  'mail-temporaire.fr',
  'maildrop.cc',
  'mailinator.com',
  'mohmal.com',
  'sharklasers.com',
  'temp-mail.org',
  'tempmail.com',
  'throwawaymail.com',
  'trashmail.com',
  'yopmail.com',
  'yopmail.fr',
]

/** Enough of an address for its owner to know it again, on a screen that others may see: « l…t@exemple.fr ». */
export function maskedContact(channel: Channel, address: string): string {
  if (channel === 'sms') return `numéro qui finit par ${address.slice(-2)}`
  const at = address.lastIndexOf('@')
  return `${address.slice(0, 1)}…${at > 1 ? address.slice(at - 1, at) : ''}${address.slice(at)}`
}
