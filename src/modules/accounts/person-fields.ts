import { domainToASCII, domainToUnicode } from 'node:url'

/** What a person writes of themselves, as it is kept; undefined when it cannot be that. */

/** How somebody wants to be called: one line, letters enough to be called by. */
export function readName(typed: string | undefined): string | undefined {
  // Letters that do not show can make a name look like another's.
  const name = (typed ?? '')
    .normalize('NFC')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim()
  const isName = name.length >= 1 && name.length <= 60 && /\p{L}/u.test(name)
  return isName && !NEVER_IN_A_NAME.test(name) ? name : undefined
}

// A name stands in mails to others: an address of a site there would be a link.
const NEVER_IN_A_NAME = /\p{Cc}|[<>@]|:\/\/|www\./iu

/**
 * An e-mail address in lower case, as it is compared. Whether it exists, only a mail tells. A domain has one spelling: the
 * one that mails are sent by, read back (« ＥXEMPLE.fr » is « exemple.fr »).
 */
export function readAddress(typed: string | undefined): string | undefined {
  const address = (typed ?? '').normalize('NFC').trim().toLowerCase()
  const [, local = '', spelt = ''] =
    /^([^\s@<>()[\],;:\\"\p{C}]{1,64})@([^\s@<>()[\],;:\\"\p{Cc}]{1,253})$/u.exec(address) ?? []
  const domain = domainToASCII(spelt)
  if (local === '' || !/^(?!-)[a-z0-9-]{1,63}(\.(?!-)[a-z0-9-]{1,63})+$/.test(domain)) return undefined
  const read = `${local}@${domainToUnicode(domain)}`
  return read.length <= 254 && read === read.toLowerCase() ? read : undefined
}

/** « l…a@exemple.fr »: enough to recognise an address one knows, too little to learn it. */
export function veiledAddress(address: string): string {
  const [local = '', domain = ''] = address.split('@')
  return `${local.slice(0, 1)}…${local.length > 2 ? local.slice(-1) : ''}@${domain}`
}
