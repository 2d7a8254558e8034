/**
 * A place's name as two people write it alike: « ST. VENANT », « Saint-Venant » and « saint venant » give one key.
 *
 * Case, accents, hyphens and apostrophes go; « St » and « Ste » are told in full, « s/ » is « sur », « lez » and « lès »
 * are one word, the article in front goes (« Le Touquet »), and « Cedex » with its number, which is no place.
 *
 * @returns  words of a-z and 0-9 between single spaces; '' when nothing is left
 */
export function placeKey(name: string): string {
  const words = unaccented(name)
    .replace(/\bs\/\s*/g, ' sur ')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .split(' ')
    .map((word) => WRITTEN_SHORT[word] ?? word)
  return withoutArticle(withoutCedex(words)).join(' ')
}

/**
 * How many slips separate two words: a letter missing, added, replaced, or two neighbours exchanged.
 *
 * @param limit  beyond it the exact number is nobody's concern: `limit + 1` is returned
 * @see          optimal string alignment, after Damerau, 1964
 */
export function slipsBetween(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) > limit) return limit + 1
  let before: readonly number[] = []
  let last: readonly number[] = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let at = 1; at <= one.length; at += 1) {
    const row = [at]
    for (let to = 1; to <= other.length; to += 1) row.push(cheapest({ one, other, at, to, row, last, before }))
    if (Math.min(...row) > limit) return limit + 1
    before = last
    last = row
  }
  return Math.min(last[other.length]!, limit + 1)
}

type Cell = {
  readonly one: string
  readonly other: string
  readonly at: number
  readonly to: number
  readonly row: readonly number[]
  readonly last: readonly number[]
  readonly before: readonly number[]
}

function cheapest({ one, other, at, to, row, last, before }: Cell): number {
  const replaced = last[to - 1]! + (one[at - 1] === other[to - 1] ? 0 : 1)
  const best = Math.min(replaced, last[to]! + 1, row[to - 1]! + 1)
  const isExchange = at > 1 && to > 1 && one[at - 1] === other[to - 2] && one[at - 2] === other[to - 1]
  return isExchange ? Math.min(best, before[to - 2]! + 1) : best
}

const WRITTEN_SHORT: Readonly<Record<string, string>> = { st: 'saint', ste: 'sainte', lez: 'les' }
const ARTICLES: readonly (string | undefined)[] = ['le', 'la', 'les', 'l']

function unaccented(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
}

function withoutCedex(words: readonly string[]): readonly string[] {
  const at = words.indexOf('cedex')
  return at > 0 ? words.slice(0, at) : words
}

function withoutArticle(words: readonly string[]): readonly string[] {
  const start = words.findIndex((word) => !ARTICLES.includes(word))
  return start > 0 ? words.slice(start) : words
}
