const SIGNS = 160

/**
 * A text in the signs every telephone has, at most 160: more, or one sign apart, would be paid as several messages.
 *
 * @see  3GPP TS 23.038, GSM 7 bit default alphabet
 */
export function plainSms(text: string): string {
  return text
    .replaceAll(/[‘’]/gu, "'")
    .replaceAll(/[«»“”]\s?|\s?[»”]/gu, '"')
    .replaceAll(/[‐-―]/gu, '-')
    .replaceAll(/[\s  ]+/gu, ' ')
    .replaceAll('œ', 'oe')
    .replaceAll('Œ', 'Oe')
    .replaceAll(/./gu, (sign) => (OURS.test(sign) ? sign : bare(sign)))
    .slice(0, SIGNS)
    .trim()
}

// Those a French sentence needs, of the 128 of the alphabet.
const OURS = /[A-Za-z0-9 @!"#$%&'()*+,\-./:;<=>?_£¥èéùìòÇØøÅåÆæßÉÄÖÑÜ§äöñüà]/

function bare(sign: string): string {
  const plain = sign.normalize('NFKD').replaceAll(/\p{M}/gu, '')
  return [...plain].every((each) => OURS.test(each)) ? plain : '?'
}
