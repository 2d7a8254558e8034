/** An amount as an integer of 10^-decimals units of a currency: exact, never a float. */
export type Amount = {
  readonly units: bigint
  /** 2 for cents. */
  readonly decimals: number
  /** ISO 4217, when known. */
  readonly currency?: string | undefined
}

// French typography: a narrow no-break space groups digits and precedes « % », a no-break space precedes a unit.
const NARROW = '\u202f'
const FIXED = '\u00a0'
const MINUS = '\u2212'

/** « 1 234 567 ». */
export function formatInteger(value: bigint | number): string {
  const digits = BigInt(value).toString()
  return digits.startsWith('-') ? MINUS + group(digits.slice(1)) : group(digits)
}

/**
 * « 1 234 567,89 », from an integer of 10^-decimals.
 *
 * @param minimum  digits kept after the comma even when they are zeros; further zeros are left out
 */
export function formatDecimal(units: bigint, decimals: number, minimum = 0): string {
  const sign = units < 0n ? MINUS : ''
  const digits = (units < 0n ? -units : units).toString().padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  const fraction = digits
    .slice(digits.length - decimals)
    .replace(/0+$/, '')
    .padEnd(minimum, '0')
  return sign + group(whole) + (fraction === '' ? '' : `,${fraction}`)
}

/**
 * « 1 234 567,89 € », « 1 000 000 PLN ». Whole amounts are written without a comma unless `cents` says `always`
 * (a column of money that must align).
 */
export function formatAmount(amount: Amount, cents: 'when-needed' | 'always' = 'when-needed'): string {
  const isWhole = amount.units % 10n ** BigInt(amount.decimals) === 0n
  const minimum = cents === 'always' || !isWhole ? 2 : 0
  const number = formatDecimal(amount.units, amount.decimals, minimum)
  if (amount.currency === undefined) return number
  return `${number}${FIXED}${SYMBOLS[amount.currency] ?? amount.currency}`
}

/** Only symbols that one country alone uses: « $ » or « kr » would leave a doubt, the code does not. */
const SYMBOLS: Readonly<Record<string, string>> = { EUR: '€', GBP: '£' }

/**
 * A part of a whole as « 98,7 % », rounded half up, exactly. « 50 % » is exact, « 50,0 % » was rounded.
 *
 * @param whole   > 0
 * @param digits  digits after the comma, when it is rounded
 */
export function formatShare(part: bigint | number, whole: bigint | number, digits = 1): string {
  const hundredths = BigInt(part) * 100n
  const isExact = (hundredths * 10n ** BigInt(digits)) % BigInt(whole) === 0n
  return `${formatDecimal(roundRatio(hundredths, BigInt(whole), digits), digits, isExact ? 0 : digits)}${NARROW}%`
}

/** A fraction as a decimal, rounded half away from zero to `digits` after the comma: « 1 234,57 ». Denominator > 0. */
export function formatRatio(numerator: bigint, denominator: bigint, digits: number): string {
  return formatDecimal(roundRatio(numerator, denominator, digits), digits, digits)
}

/** In units of 10^-digits. */
function roundRatio(numerator: bigint, denominator: bigint, digits: number): bigint {
  const scaled = (numerator < 0n ? -numerator : numerator) * 10n ** BigInt(digits)
  const rounded = (2n * scaled + denominator) / (2n * denominator)
  return numerator < 0n ? -rounded : rounded
}

/** « 0 projet », « 1 projet », « 2 projets »: French counts in the plural from two. */
export function formatCount(count: number, one: string, many: string): string {
  return `${formatInteger(count)}${FIXED}${count < 2 ? one : many}`
}

/** The weight of a file, in French thousands: « 640 octets », « 12,4 ko », « 3,1 Mo ». */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return formatCount(bytes, 'octet', 'octets')
  const [unit, size] = bytes < 1_000_000 ? ['ko', 1000n] : ['Mo', 1_000_000n]
  return `${formatDecimal(roundRatio(BigInt(bytes), size as bigint, 1), 1)}${FIXED}${unit}`
}

function group(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, NARROW)
}

/** A day of the calendar, `YYYY-MM-DD`, without an hour or a zone. */
export type Day = string

const MONTHS = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' ')

/** « 12 septembre 2023 », « 1er avril 2024 ». Anything but a day is given back as it is: a source may say « 2022 ». */
export function formatDay(day: Day): string {
  const parts = readDay(day)
  return parts === undefined ? day : `${parts.number}${FIXED}${parts.month} ${parts.year}`
}

/** « du 3 au 21 avril 2023 », « du 28 mars au 2 avril 2023 », « le 4 mai 2023 ». */
export function formatPeriod(from: Day, to: Day): string {
  const [start, end] = [readDay(from), readDay(to)]
  if (start === undefined || end === undefined) return `du ${formatDay(from)} au ${formatDay(to)}`
  if (from === to) return `le ${formatDay(from)}`
  if (start.year !== end.year) return `du ${formatDay(from)} au ${formatDay(to)}`
  if (start.month !== end.month) return `du ${start.number}${FIXED}${start.month} au ${formatDay(to)}`
  return `du ${start.number} au ${formatDay(to)}`
}

/** An instant as residents read it on a clock in France: « 12 septembre 2023 à 18 h 30 ». */
export function formatInstant(instant: Date, timeZone = 'Europe/Paris'): string {
  const parts = new Intl.DateTimeFormat('fr-CA', { timeZone, dateStyle: 'short', timeStyle: 'short', hourCycle: 'h23' })
    .formatToParts(instant)
    .reduce<Record<string, string>>((read, part) => Object.assign(read, { [part.type]: part.value }), {})
  const day = formatDay(`${parts.year}-${parts.month}-${parts.day}`)
  return `${day} à ${Number(parts.hour)}${FIXED}h${FIXED}${parts.minute}`
}

function readDay(day: Day): { readonly number: string; readonly month: string; readonly year: string } | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)
  const month = MONTHS[Number(match?.[2]) - 1]
  if (match === null || month === undefined) return undefined
  const number = Number(match[3])
  return { number: number === 1 ? '1er' : String(number), month, year: match[1] as string }
}
