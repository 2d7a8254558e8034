/** One import of a file, static or dynamic, or an `export … from`. */
export type Import = {
  readonly specifier: string
  /** Gone before the program runs: `import type`, `export type`. */
  readonly typeOnly: boolean
  readonly dynamic: boolean
  readonly line: number
}

export type Source = {
  readonly imports: readonly Import[]
  /** The text with the same places, where comments and the insides of strings are blanks. */
  readonly code: string
}

const STATIC = /\b(import|export)\s+(type\s)?(?:[^'"`;=()]*?\sfrom\s*)?(['"])/g
const DYNAMIC = /\bimport\s*\(\s*(['"])/g

const read = new Map<string, Source>()

/** Reads what a TypeScript file imports, by its words alone: enough for the house's style, and always up to date. */
export function readSource(text: string): Source {
  const known = read.get(text)
  if (known) return known
  const code = blankOut(text)
  const imports = [
    ...[...code.matchAll(STATIC)].map((match) => ({ match, typeOnly: match[2] !== undefined, dynamic: false })),
    ...[...code.matchAll(DYNAMIC)].map((match) => ({ match, typeOnly: false, dynamic: true })),
  ].map(({ match, ...rest }) => ({
    ...rest,
    specifier: quotedAt(text, match.index + match[0].length),
    line: lineAt(text, match.index),
  }))
  const source = { imports, code }
  read.set(text, source)
  return source
}

export function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length
}

function quotedAt(text: string, start: number): string {
  return /^[^'"\n]*/.exec(text.slice(start))?.[0] ?? ''
}

/** Puts blanks for comments, and for what strings, templates and regular expressions hold. */
function blankOut(text: string): string {
  let code = ''
  let at = 0
  // Depth of braces at which each template in progress resumes.
  const templates: number[] = []
  let depth = 0
  while (at < text.length) {
    const end = endOfBlank(text, at, code)
    if (end > at) {
      code += blank(text.slice(at, end))
      at = end
      continue
    }
    const character = text[at]!
    if (character === '{') depth += 1
    if (character === '}') depth -= 1
    const resumes = character === '}' && templates.at(-1) === depth
    if (resumes) templates.pop()
    code += character
    at += 1
    if (character === '`' || resumes) {
      const stop = endOfTemplate(text, at)
      code += blank(text.slice(at, stop))
      at = stop
      if (text.startsWith('${', at)) templates.push(depth)
      code += text.startsWith('${', at) ? '$' : '`'
      at += 1
    }
  }
  return code
}

/** @returns where the comment, string or regular expression that begins here ends, or `at` when none does */
function endOfBlank(text: string, at: number, before: string): number {
  const character = text[at]
  if (character === '/' && text[at + 1] === '/') return endOfLine(text, at)
  if (character === '/' && text[at + 1] === '*') return after(text, '*/', at + 2)
  if (character === '/' && text[at + 1] !== '>' && beginsExpression(before)) return endOfExpression(text, at)
  if (character === "'" || character === '"') return endOfString(text, at, character)
  return at
}

// After a value, a slash divides; after one of these, it opens a regular expression.
function beginsExpression(before: string): boolean {
  const trimmed = before.trimEnd()
  return /[(,=:[!&|?{};+]$/.test(trimmed) || /(?:^|\W)(?:return|typeof|case|of|in)$/.test(trimmed) || trimmed === ''
}

function endOfExpression(text: string, at: number): number {
  let inClass = false
  for (let index = at + 1; index < text.length && text[index] !== '\n'; index += 1) {
    if (text[index] === '\\') index += 1
    else if (text[index] === '[') inClass = true
    else if (text[index] === ']') inClass = false
    else if (text[index] === '/' && !inClass) return index + 1
  }
  return at
}

// A quote with no fellow on its line is an apostrophe in the text of a page.
function endOfString(text: string, at: number, quote: string): number {
  for (let index = at + 1; index < text.length && text[index] !== '\n'; index += 1) {
    if (text[index] === '\\') index += 1
    else if (text[index] === quote) return index + 1
  }
  return at
}

function endOfTemplate(text: string, at: number): number {
  for (let index = at; index < text.length; index += 1) {
    if (text[index] === '\\') index += 1
    else if (text[index] === '`' || text.startsWith('${', index)) return index
  }
  return text.length
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end === -1 ? text.length : end
}

function after(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from)
  return found === -1 ? text.length : found + mark.length
}

/** Keeps the line ends, and the quotes of a string. */
function blank(text: string): string {
  const isString = /^(['"])[^\n]*\1$/.test(text)
  const inside = isString ? text.slice(1, -1) : text
  const blanks = inside.replaceAll(/[^\n]/g, ' ')
  return isString ? text[0] + blanks + text[0] : blanks
}
