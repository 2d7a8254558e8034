import { domainToASCII } from 'node:url'

/** Somebody a mail comes from or goes to. */
export type Mailbox = { readonly name: string; readonly address: string }

/**
 * One address as it is handed to a mail server: « zoé@mairie-béthune.fr » goes to « zoé@xn--mairie-bthune-ihb.fr ». An
 * accent before the @ needs a server that knows SMTPUTF8; one after it does not.
 *
 * @returns  undefined when it is not one address: such a mail goes nowhere
 */
export function sendableAddress(text: string): string | undefined {
  const parts = /^([^\s@<>()[\]\\,;:"\p{Cc}]{1,64})@([^\s@<>()[\]\\,;:"\p{Cc}]{1,253})$/u.exec(text)
  const domain = domainToASCII(parts?.[2] ?? '')
  return parts && isDomain(domain) ? `${parts[1]}@${domain}` : undefined
}

/** Where a mail to this address goes, as « exemple.fr »; empty when it is not one address. */
export function domainOf(text: string): string {
  return sendableAddress(text)?.split('@')[1]?.toLowerCase() ?? ''
}

/** Reads « ESS du Pas-de-Calais <ess@exemple.fr> » or « ess@exemple.fr ». */
export function readMailbox(text: string): Mailbox | undefined {
  const named = /^([^<>"\p{Cc}]*)<([^<>]+)>$/u.exec(text.trim())
  const address = sendableAddress((named?.[2] ?? text).trim())
  return address === undefined ? undefined : { name: named?.[1]?.trim() ?? '', address }
}

// A name of one word is that of a machine beside this one: « localhost », or of a test.
function isDomain(domain: string): boolean {
  return domain.length <= 253 && /^(?!-)[a-z0-9-]{1,63}(\.(?!-)[a-z0-9-]{1,63})*$/i.test(domain)
}
