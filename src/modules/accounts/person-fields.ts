/** What a person writes of themselves, as it is kept; undefined when it cannot be that. */

/** How somebody wants to be called: one line, letters enough to be called by. */
export function readName(typed: string | undefined): string | undefined {
  const name = (typed ?? '').normalize('NFC').replaceAll(/\s+/gu, ' ').trim()
  return name.length >= 1 && name.length <= 60 && /\p{L}/u.test(name) && !/\p{Cc}|[<>]/u.test(name) ? name : undefined
}

/** An e-mail address in lower case, as it is compared. Whether it exists, only a mail tells. */
export function readAddress(typed: string | undefined): string | undefined {
  const address = (typed ?? '').normalize('NFC').trim().toLowerCase()
  const isLikely = /^[^\s@<>()[\],;:\\"\p{Cc}]+@[^\s@<>()[\],;:\\"\p{Cc}]+\.[^\s@.<>()[\],;:\\"\p{Cc}]+$/u.test(address)
  return isLikely && address.length <= 254 ? address : undefined
}

/** « l…a@exemple.fr »: enough to recognise an address one knows, too little to learn it. */
export function veiledAddress(address: string): string {
  const [local = '', domain = ''] = address.split('@')
  return `${local.slice(0, 1)}…${local.length > 2 ? local.slice(-1) : ''}@${domain}`
}
