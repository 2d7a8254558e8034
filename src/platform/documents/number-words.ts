import { type Cents, frenchCents } from '#kernel/money'
import { assert } from '#kernel/result'

/**
 * A whole number in French words, as letters and acts write it: « quatre-vingt-onze », « deux cents ».
 *
 * @param value  0 to 10¹⁵ excluded
 * @see          Imprimerie nationale, Lexique des règles typographiques, « nombres en lettres » (traditional hyphens)
 */
export function numberInWords(value: bigint): string {
  assert(value >= 0n && value < 10n ** 15n, 'a number written in words is below a million of billions')
  if (value === 0n) return 'zéro'
  const words: string[] = []
  let left = value
  for (const [size, name] of SCALES) {
    const count = left / size
    left %= size
    if (count > 0n) words.push(`${belowThousand(Number(count), true)} ${name}${count > 1n ? 's' : ''}`)
  }
  const thousands = Number(left / 1000n)
  // « Mille » never agrees, and the words before it do not either: quatre-vingt mille, deux cent mille.
  if (thousands > 0) words.push(thousands === 1 ? 'mille' : `${belowThousand(thousands, false)} mille`)
  if (left % 1000n > 0n) words.push(belowThousand(Number(left % 1000n), true))
  return words.join(' ')
}

/** « quatre mille cinq cents euros », « un million d’euros », « deux euros et cinq centimes ». */
export function centsInWords(amount: Cents): string {
  if (amount < 0n) return frenchCents(amount)
  const [euros, rest] = [amount / 100n, amount % 100n]
  const isRound = euros >= 1_000_000n && euros % 1_000_000n === 0n
  const whole = `${numberInWords(euros)} ${isRound ? 'd’' : ''}euro${euros > 1n ? 's' : ''}`
  return rest === 0n ? whole : `${whole} et ${numberInWords(rest)} centime${rest > 1n ? 's' : ''}`
}

const SCALES = [
  [10n ** 12n, 'billion'],
  [10n ** 9n, 'milliard'],
  [10n ** 6n, 'million'],
] as const

const SMALL =
  'zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf'.split(
    ' ',
  )
const TENS = ' dix vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt'.split(' ')

/** @param agrees  whether cent and vingt take their s when nothing follows */
function belowThousand(value: number, agrees: boolean): string {
  const [hundreds, rest] = [Math.floor(value / 100), value % 100]
  if (hundreds === 0) return belowHundred(rest, agrees)
  const cent = hundreds === 1 ? 'cent' : `${SMALL[hundreds]} cent${rest === 0 && agrees ? 's' : ''}`
  return rest === 0 ? cent : `${cent} ${belowHundred(rest, agrees)}`
}

function belowHundred(value: number, agrees: boolean): string {
  if (value < 20) return SMALL[value]!
  if (value === 80) return agrees ? 'quatre-vingts' : 'quatre-vingt'
  const ten = Math.floor(value / 10)
  // Seventy and ninety count on from sixty and eighty: soixante-douze, quatre-vingt-dix.
  const unit = ten === 7 || ten === 9 ? value - (ten - 1) * 10 : value % 10
  if (unit === 0) return TENS[ten]!
  const joined = ten < 8 && (unit === 1 || unit === 11) ? ' et ' : '-'
  return `${TENS[ten]}${joined}${SMALL[unit]}`
}
