import type { Manifest } from '#kernel/ballot'
import { done, type Result, refuse } from '#kernel/result'

/** What a paper says: a ballot, nothing, or something that cannot be counted. */
export type PaperMark = 'ballot' | 'blank' | 'void'

export type Paper = {
  readonly mark: PaperMark
  /** As #kernel/ballot holds them; empty but for a ballot. */
  readonly choices: readonly number[]
}

/** One paper as typed; its position is the number stamped on it, from 1. */
export type TypedLine = Paper & { readonly position: number }

/** Why what was typed for one paper cannot be kept, gravest first. */
export type LineFault = 'unreadable' | 'unknown-option' | 'chosen-twice' | 'too-few' | 'too-many'

type Ballots = Pick<Manifest, 'kind' | 'options' | 'choices'>

/**
 * Reads one line: the numbers of the options chosen (« 3 7 12 »), `b` for a blank paper, `n` for a void one. For questions
 * with yes and no, a letter for each option in order: `o`, `n`, `a` for abstains; for scores, a number for each.
 */
export function readLine(text: string, poll: Ballots): Result<Paper, LineFault> {
  const words = text
    .trim()
    .toLowerCase()
    .split(/[\s,;+]+/)
    .filter((word) => word !== '')
  if (words.length === 1 && /^(b|blanc)$/.test(words[0]!)) return done({ mark: 'blank', choices: [] })
  if (words.length === 1 && isVoid(words[0]!, poll)) return done({ mark: 'void', choices: [] })
  const read = poll.kind === 'yes-no-abstain' ? answersOf(words, poll) : numbersOf(words, poll)
  return read.ok ? done({ mark: 'ballot', choices: read.value }) : read
}

/** The same line, as `readLine` reads it. */
export function writeLine({ mark, choices }: Paper, { kind }: Ballots): string {
  if (mark !== 'ballot') return mark === 'blank' ? 'b' : 'nul'
  if (kind === 'choices') return choices.map((choice) => choice + 1).join(' ')
  return choices.map((choice) => (kind === 'scores' ? choice : LETTERS[choice])).join(' ')
}

/** Whether two papers say the same. */
export function isSame(one: Paper, other: Paper): boolean {
  return one.mark === other.mark && one.choices.join() === other.choices.join()
}

export type TypingFault = { readonly line: number; readonly fault: LineFault }

/**
 * Reads a whole typing: one line a paper, in the order of their numbers. Empty lines at the end are nothing; an empty line
 * in the middle is a fault, for the next paper would take its number.
 *
 * @param positions  the numbers of the papers, in the order they are typed
 * @returns          as many lines as were typed, or every fault
 */
export function readTyping(
  text: string,
  positions: readonly number[],
  poll: Ballots,
): Result<readonly TypedLine[], readonly TypingFault[]> {
  const typed = text.replace(/\s+$/, '').split(/\r?\n/)
  const lines = typed.length === 1 && typed[0] === '' ? [] : typed
  const read = lines.slice(0, positions.length).map((line, index) => ({
    position: positions[index]!,
    paper: readLine(line, poll),
  }))
  const faults = read.flatMap(({ position, paper }) => (paper.ok ? [] : [{ line: position, fault: paper.refusal }]))
  if (faults.length > 0) return refuse(faults)
  return done(read.flatMap(({ position, paper }) => (paper.ok ? [{ position, ...paper.value }] : [])))
}

/** How many lines were typed, whatever they hold. */
export function countTyped(text: string): number {
  const kept = text.replace(/\s+$/, '')
  return kept === '' ? 0 : kept.split(/\r?\n/).length
}

const LETTERS: readonly string[] = ['n', 'o', 'a']

// Where « n » is the answer to the only question, a void paper is written in full.
function isVoid(word: string, { kind, options }: Ballots): boolean {
  return word === 'nul' || (word === 'n' && !(kind === 'yes-no-abstain' && options.length === 1))
}

function answersOf(words: readonly string[], { options }: Ballots): Result<readonly number[], LineFault> {
  const answers = words.map((word) => LETTERS.indexOf(word))
  if (answers.includes(-1)) return refuse('unreadable')
  return whole(answers, options.length)
}

function numbersOf(words: readonly string[], poll: Ballots): Result<readonly number[], LineFault> {
  if (words.length === 0 || !words.every((word) => /^\d{1,5}$/.test(word))) return refuse('unreadable')
  const numbers = words.map(Number)
  const { minimum, maximum } = poll.choices
  if (poll.kind === 'scores') {
    if (numbers.some((score) => score < minimum || score > maximum)) return refuse('unknown-option')
    return whole(numbers, poll.options.length)
  }
  if (numbers.some((number) => number < 1 || number > poll.options.length)) return refuse('unknown-option')
  if (new Set(numbers).size < numbers.length) return refuse('chosen-twice')
  if (numbers.length < minimum) return refuse('too-few')
  if (numbers.length > maximum) return refuse('too-many')
  return done(numbers.map((number) => number - 1).toSorted((one, other) => one - other))
}

function whole(answers: readonly number[], count: number): Result<readonly number[], LineFault> {
  if (answers.length < count) return refuse('too-few')
  return answers.length > count ? refuse('too-many') : done(answers)
}
