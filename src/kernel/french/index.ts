/**
 * A French sentence with its typography: no-break spaces before `:` `;` `!` `?` `%` and inside « », the curved
 * apostrophe. Only the words of the template change, never what is put in its holes; numbers there are grouped by three.
 */
export function french(words: TemplateStringsArray, ...holes: readonly (string | number | bigint)[]): string {
  return words.map((text, index) => typeset(text) + (index < holes.length ? written(holes[index]!) : '')).join('')
}

/** A number as the French write it: 1 331 751,5. */
export function frenchNumber(value: number | bigint): string {
  const [whole, decimals] = String(value).split('.')
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, '\u202f')
  return decimals ? `${grouped},${decimals}` : grouped
}

/** The spaces alone, in words that somebody else may have typed: no line begins with « : », none ends with « « ». */
export function spaced(text: string): string {
  return text
    .replaceAll('« ', '«\u00a0')
    .replace(/ ([:»€])(?![\w/])/g, '\u00a0$1')
    .replace(/ ([;!?%])(?![\w/])/g, '\u202f$1')
}

function typeset(text: string): string {
  return text
    .replaceAll("'", '’')
    .replace(/« /g, '«\u00a0')
    .replace(/ »/g, '\u00a0»')
    .replace(/ :/g, '\u00a0:')
    .replace(/ ([;!?%])/g, '\u202f$1')
}

function written(hole: string | number | bigint): string {
  return typeof hole === 'string' ? plain(hole) : frenchNumber(hole)
}

/** Line ends and control characters that a file may hold would forge lines on a terminal. */
function plain(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ')
}
