import { type MoneyFault, readCents } from '#kernel/money'
import { readOrganisationNumber } from '#kernel/perimeter'
import { done, type Result, refuse } from '#kernel/result'
import { type BudgetFault, readBudget } from './budget.ts'
import { compactIban, type IbanFault, ibanFaultOf } from './iban.ts'
import type { Answer, Choice, FormField } from './model.ts'

/** Why what was written is no answer to the question. */
export type AnswerFault =
  | { readonly kind: 'missing' }
  | { readonly kind: 'too-short'; readonly limit: number }
  | { readonly kind: 'too-long'; readonly limit: number }
  | { readonly kind: 'too-many'; readonly limit: number }
  | { readonly kind: 'number-unreadable' | 'day-unreadable' | 'email-unreadable' | 'telephone-unreadable' }
  | { readonly kind: 'out-of-limits' }
  | { readonly kind: 'not-offered' | 'commune-unknown' | 'not-agreed' }
  | { readonly kind: 'amount-unreadable'; readonly fault: MoneyFault }
  | { readonly kind: 'organisation-unreadable' }
  | { readonly kind: IbanFault }
  | BudgetFault

/**
 * Reads the answer to one question.
 *
 * @param written  the texts of its boxes, as they were typed
 * @returns        undefined: nothing was answered, and nothing had to be
 */
export function readAnswer(field: FormField, written: readonly string[]): Result<Answer | undefined, AnswerFault> {
  const texts = written.map((text) => text.trim()).filter((text) => text !== '')
  const answer = texts.length === 0 ? done(undefined) : readerOf(field)(field, texts)
  if (!answer.ok) return answer
  return answer.value === undefined && field.isRequired ? refuse({ kind: 'missing' }) : answer
}

type Read = Result<Answer | undefined, AnswerFault>
type Of<Kind extends FormField['kind']> = Extract<FormField, { readonly kind: Kind }>
type Readers = {
  readonly [Kind in FormField['kind']]: (field: Of<Kind>, texts: readonly [string, ...string[]]) => Read
}

const READERS: Readers = {
  text: ({ most }, [text]) => readText(text, lengthFault(text, 0, most)),
  'long-text': ({ least, most }, [text]) => readText(text, lengthFault(text, least, most)),
  number: (field, [text]) => readNumber(field, text),
  money: (field, [text]) => readMoney(field, text),
  date: (field, [text]) => readDay(field, text),
  choice: ({ choices }, texts) => readCodes(texts, codesOf(choices), 1),
  choices: ({ choices, most }, texts) => readCodes(texts, codesOf(choices), most),
  files: ({ most }, texts) => readCodes(texts, texts, most),
  commune: (_field, [text]) => readShaped(text, /^(\d{5}|2[AB]\d{3})$/, 'commune-unknown'),
  organisation: (_field, [text]) =>
    readText(text, readOrganisationNumber(text).ok ? undefined : { kind: 'organisation-unreadable' }),
  iban: (_field, [text]) => {
    const fault = ibanFaultOf(text)
    return readText(compactIban(text), fault && { kind: fault })
  },
  email: (_field, [text]) => readShaped(text, /^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/, 'email-unreadable'),
  telephone: (_field, [text]) => readShaped(text, /^(\+\d{1,3}|0)[\d\s.-]{8,20}$/, 'telephone-unreadable'),
  budget: (field, texts) => {
    const table = readBudget(field, texts)
    return table.ok ? done(table.value && { kind: 'budget', budget: table.value }) : table
  },
  attestation: (_field, [text]) => (text === 'oui' ? done({ kind: 'agreed' }) : refuse({ kind: 'not-agreed' })),
}

// A reader is given the fields of its own kind alone: the compiler cannot follow it through the table.
function readerOf(field: FormField): (field: FormField, texts: readonly string[]) => Read {
  return READERS[field.kind] as (field: FormField, texts: readonly string[]) => Read
}

function codesOf(choices: readonly Choice[]): readonly string[] {
  return choices.map(({ code }) => code)
}

function readCodes(texts: readonly string[], offered: readonly string[], most: number): Read {
  if (texts.length > most) return refuse({ kind: 'too-many', limit: most })
  if (!texts.every((text) => offered.includes(text))) return refuse({ kind: 'not-offered' })
  return done({ kind: 'codes', codes: offered.filter((code) => texts.includes(code)) })
}

function readNumber({ minimum, maximum }: Of<'number'>, text: string): Read {
  const plain = text.replaceAll(/\s/g, '').replace(',', '.')
  if (!/^-?\d{1,15}(\.\d{1,6})?$/.test(plain)) return refuse({ kind: 'number-unreadable' })
  const value = Number(plain)
  return value < minimum || value > maximum ? refuse({ kind: 'out-of-limits' }) : done({ kind: 'number', value })
}

function readMoney({ minimum, maximum }: Of<'money'>, text: string): Read {
  const read = readCents(text)
  if (!read.ok) return refuse({ kind: 'amount-unreadable', fault: read.refusal })
  if (read.value < minimum || read.value > maximum) return refuse({ kind: 'out-of-limits' })
  return done({ kind: 'money', cents: read.value })
}

function readDay({ earliest, latest }: Of<'date'>, text: string): Read {
  if (!isDay(text)) return refuse({ kind: 'day-unreadable' })
  const isOut = (earliest !== null && text < earliest) || (latest !== null && text > latest)
  return isOut ? refuse({ kind: 'out-of-limits' }) : done({ kind: 'date', day: text })
}

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`)
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}

function readText(text: string, fault: AnswerFault | undefined): Read {
  return fault ? refuse(fault) : done({ kind: 'text', text })
}

function readShaped(
  text: string,
  shape: RegExp,
  kind: 'commune-unknown' | 'email-unreadable' | 'telephone-unreadable',
) {
  return readText(text, shape.test(text) ? undefined : { kind })
}

// Characters as a reader counts them: a family of four is one.
function lengthFault(text: string, least: number, most: number): AnswerFault | undefined {
  const length = [...new Intl.Segmenter('fr').segment(text)].length
  if (length < least) return { kind: 'too-short', limit: least }
  return length > most ? { kind: 'too-long', limit: most } : undefined
}
