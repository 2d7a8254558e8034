import { createHash, createHmac } from 'node:crypto'

/** Keys of the installation, by purpose: `context.keyFor`. */
type KeyFor = (purpose: string) => Uint8Array

/** What is counted, by a hash that says nothing without the installation's key. */
export function subjectOf(keyFor: KeyFor, kind: 'address' | 'known' | 'card' | 'network', value: string): Uint8Array {
  return createHmac('sha256', keyFor('sign-in traces')).update(`${kind} ${value}`).digest()
}

/** Where the mails of an address arrive: « lea+vote@exemple.fr » is read by « lea@exemple.fr ». */
export function mailboxOf(address: string): string {
  return address.replace(/(?<=.)\+[^@]*(?=@)/, '')
}

/** What a challenge keeps of the browser that asked for it. */
export function browserHashOf(secret: string): Uint8Array {
  return createHash('sha256').update(`filigrane browser ${secret}`).digest()
}

/**
 * What a browser keeps for a year after a sign-in with an address: nobody else can make it, and it tells no address.
 * Such a browser keeps its own quota of mails, whatever strangers ask for the address.
 */
export function knownMark(keyFor: KeyFor, browserId: string, address: string): string {
  return createHmac('sha256', keyFor('known browsers'))
    .update(`${browserId} ${address}`)
    .digest('base64url')
    .slice(0, 22)
}
