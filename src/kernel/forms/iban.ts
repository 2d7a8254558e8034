/** Why an account number cannot be right. */
export type IbanFault = 'iban-unreadable' | 'iban-wrong-length' | 'iban-wrong-key'

/** Lengths of the countries of SEPA that applicants bank in; others are read by their key alone. ISO 13616. */
const LENGTHS: Readonly<Record<string, number>> = {
  ...{ AT: 20, BE: 16, CH: 21, DE: 22, ES: 24, FR: 27, GB: 22, IE: 22, IT: 27, LU: 20, MC: 27, NL: 18, PT: 25 },
}

/**
 * What is wrong with an international bank account number, spaces or not; undefined: its key is right.
 *
 * @see ISO 13616 and ISO 7064, MOD 97-10
 */
export function ibanFaultOf(text: string): IbanFault | undefined {
  const iban = compactIban(text)
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{8,30}$/.test(iban)) return 'iban-unreadable'
  const length = LENGTHS[iban.slice(0, 2)]
  if (length !== undefined && iban.length !== length) return 'iban-wrong-length'
  return remainderOf(`${iban.slice(4)}${iban.slice(0, 4)}`) === 1 ? undefined : 'iban-wrong-key'
}

/** As it is kept: capitals, no spaces. */
export function compactIban(text: string): string {
  return text.replaceAll(/[\s.-]/g, '').toUpperCase()
}

// Digit by digit: the number has up to 66 of them.
function remainderOf(characters: string): number {
  return [...characters]
    .flatMap((character) => [...String(Number.parseInt(character, 36))])
    .reduce((remainder, digit) => (remainder * 10 + Number(digit)) % 97, 0)
}
