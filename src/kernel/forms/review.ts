import { type AnswerOf, isAsked } from './conditions.ts'
import type { Answer, Answers, Entry, FormDefinition, FormField, FormSection } from './model.ts'
import { type AnswerFault, readAnswer } from './read.ts'

/** A form as it stands: what is asked, what was answered, what is left to do. */
export type Review = {
  readonly sections: readonly ReviewedSection[]
  /** Nothing is left to do: it may be filed. */
  readonly isComplete: boolean
}

export type ReviewedSection = {
  readonly section: FormSection
  readonly entries: readonly ReviewedEntry[]
  /** Too few or too many of what is asked several times. */
  readonly fault: 'too-few-entries' | 'too-many-entries' | undefined
}

export type ReviewedEntry = { readonly key: string; readonly questions: readonly ReviewedQuestion[] }

export type ReviewedQuestion = {
  readonly field: FormField
  readonly written: readonly string[]
  readonly answer: Answer | undefined
  readonly fault: AnswerFault | undefined
}

/**
 * Reads a form from top to bottom. A question that is not asked is not read, whatever was written there once: it is kept and
 * counts for nothing.
 */
export function reviewForm({ sections }: FormDefinition, answers: Answers): Review {
  const said = new Map<string, Answer>()
  const answerOf: AnswerOf = (field) => said.get(field)
  const reviewed = sections.flatMap((section): ReviewedSection[] => {
    if (!isAsked(section.when, answerOf)) return []
    const entries = entriesOf(section, answers).map((entry) => reviewEntry(section, entry, said))
    return [{ section, entries, fault: faultOfCount(section, entries.length) }]
  })
  const isComplete = reviewed.every(
    ({ entries, fault }) =>
      fault === undefined &&
      entries.every(({ questions }) => questions.every((question) => question.fault === undefined)),
  )
  return { sections: reviewed, isComplete }
}

/** The entries of a section as they are shown: one that does not repeat has one, one that repeats at least its minimum. */
export function entriesOf({ id, repeats }: FormSection, answers: Answers): readonly Entry[] {
  const entries = answers[id] ?? []
  if (repeats === undefined) return [entries[0] ?? { key: '1', written: {} }]
  const missing = Math.max(0, repeats.minimum - entries.length)
  const taken = new Set(entries.map(({ key }) => key))
  return [...entries, ...freeKeys(taken, missing).map((key) => ({ key, written: {} }))]
}

// What a repeated entry says is known to its own questions alone.
function reviewEntry(section: FormSection, { key, written }: Entry, said: Map<string, Answer>): ReviewedEntry {
  const own = section.repeats === undefined ? said : new Map(said)
  const questions: ReviewedQuestion[] = []
  for (const field of section.fields) {
    if (!isAsked(field.when, (id) => own.get(id))) continue
    const texts = written[field.id] ?? []
    const read = readAnswer(field, texts)
    if (read.ok && read.value !== undefined) own.set(field.id, read.value)
    questions.push({
      ...{ field, written: texts },
      answer: read.ok ? read.value : undefined,
      fault: read.ok ? undefined : read.refusal,
    })
  }
  return { key, questions }
}

function faultOfCount({ repeats }: FormSection, count: number): ReviewedSection['fault'] {
  if (repeats === undefined) return undefined
  if (count < repeats.minimum) return 'too-few-entries'
  return count > repeats.maximum ? 'too-many-entries' : undefined
}

function freeKeys(taken: ReadonlySet<string>, count: number): readonly string[] {
  const keys: string[] = []
  for (let number = 1; keys.length < count; number += 1) if (!taken.has(String(number))) keys.push(String(number))
  return keys
}
