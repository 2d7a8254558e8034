/** One digit of a number and what it counts for in the key. */
export type KeyStep = { readonly digit: number; readonly isDoubled: boolean; readonly counted: number }

/** La Poste has more offices than its key allows: their SIRETs follow a rule of their own. */
export const LA_POSTE = '356000000'

/**
 * The key of a SIREN or a SIRET, digit by digit: from the right, every second digit is doubled, and 9 is taken off what
 * exceeds 9. The sum is a multiple of 10.
 *
 * @see ISO/IEC 7812-1, annex B (Luhn)
 */
export function luhnSteps(digits: string): readonly KeyStep[] {
  return [...digits].map((character, index) => {
    const digit = Number(character)
    const isDoubled = (digits.length - index) % 2 === 0
    const twice = digit * 2
    return { digit, isDoubled, counted: isDoubled ? (twice > 9 ? twice - 9 : twice) : digit }
  })
}

export function luhnSum(digits: string): number {
  return luhnSteps(digits).reduce((sum, { counted }) => sum + counted, 0)
}

export function isLaPoste(siret: string): boolean {
  return siret.startsWith(LA_POSTE)
}
