const LIGATURES: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ß: 'ss', ł: 'l', ø: 'o', đ: 'd' }
const LONG: Readonly<Record<string, string>> = { st: 'saint', ste: 'sainte' }
const MOST_WORDS = 8
const LONGEST_WORD = 40

/**
 * A text as it is compared: without case, accents, hyphens or apostrophes, « St » written « saint ».
 *
 * @returns  words of letters and digits, one space between them: no sign that a query language reads is left
 */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{Diacritic}/gu, '')
    .replace(/[œæßłøđ]/g, (letter) => LIGATURES[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .split(' ')
    .map((word) => LONG[word] ?? word)
    .join(' ')
}

/** The words of a question, folded, each once. Long questions are cut: eight words say what one looks for. */
export function wordsOf(question: string): readonly string[] {
  const words = fold(question.slice(0, 1000)).split(' ').filter(Boolean)
  return [...new Set(words.map((word) => word.slice(0, LONGEST_WORD)))].slice(0, MOST_WORDS)
}

/** Whether a text holds every word, anywhere in it. */
export function holdsAll(text: string, words: readonly string[]): boolean {
  const folded = fold(text)
  return words.every((word) => folded.includes(word))
}

/** How well a title answers, 0 the best: it is the question, begins with it, has its words whole, or merely holds them. */
export function rankOf(title: string, words: readonly string[]): 0 | 1 | 2 | 3 {
  const folded = fold(title)
  const question = words.join(' ')
  if (folded === question) return 0
  if (folded.startsWith(question)) return 1
  const own = new Set(folded.split(' '))
  return words.every((word) => own.has(word)) ? 2 : 3
}
