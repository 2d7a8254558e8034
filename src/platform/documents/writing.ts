import { type Day, writtenDay, writtenMonth } from '#kernel/calendar'
import { frenchNumber } from '#kernel/french'
import { type Cents, frenchCents } from '#kernel/money'
import type { Leaf } from './kind.ts'
import { centsInWords, numberInWords } from './number-words.ts'

/** A way of writing a value other than the usual one: `{montant | en_lettres}`. */
export type FilterName =
  | 'en_lettres'
  | 'avec_centimes'
  | 'sans_symbole'
  | 'avec_jour'
  | 'court'
  | 'mois'
  | 'annee'
  | 'majuscules'

type Filter = { readonly sense: string; readonly types: readonly Leaf['type'][] }

/** What each is for, and of which types. */
export const FILTERS: Readonly<Record<FilterName, Filter>> = {
  en_lettres: { sense: 'En toutes lettres : quatre mille cinq cents euros', types: ['amount', 'number', 'year'] },
  avec_centimes: { sense: 'Avec les centimes même nuls : 4 500,00 €', types: ['amount'] },
  sans_symbole: { sense: 'Sans le signe de l’euro : 4 500,00', types: ['amount'] },
  avec_jour: { sense: 'Avec le jour de la semaine : lundi 22 juin 2026', types: ['date'] },
  court: { sense: 'En chiffres : 22/06/2026', types: ['date'] },
  mois: { sense: 'Le mois et l’année : juin 2026', types: ['date'] },
  annee: { sense: 'L’année seule : 2026', types: ['date', 'number', 'year'] },
  majuscules: { sense: 'En capitales', types: ['text'] },
}

export function isFilter(name: string): name is FilterName {
  return Object.hasOwn(FILTERS, name)
}

type LeafValue = string | Cents | number | boolean

/** A value as French readers write it, or as its filter asks; a condition is never written. */
export function write(type: Leaf['type'], value: LeafValue, filter: FilterName | null): string {
  if (type === 'condition') return ''
  if (filter !== null) return FILTERED[filter](value)
  if (type === 'amount') return frenchCents(value as Cents)
  if (type === 'date') return longDay(value as Day)
  return type === 'number' ? frenchNumber(value as number) : String(value)
}

/** The example of a field, as a model would print it; for a condition, « oui » or « non ». */
export function exampleText(field: Leaf): string {
  if (field.type === 'condition') return field.example ? 'oui' : 'non'
  return write(field.type, field.example, null)
}

const FILTERED: Readonly<Record<FilterName, (value: LeafValue) => string>> = {
  en_lettres: (value) => (typeof value === 'bigint' ? centsInWords(value as Cents) : wordsOf(value as number)),
  avec_centimes: (value) => `${withCents(value as Cents)}\u00a0€`,
  sans_symbole: (value) => withCents(value as Cents),
  avec_jour: (value) => writtenDay(value as Day),
  court: (value) => (value as Day).split('-').reverse().join('/'),
  mois: (value) => writtenMonth((value as Day).slice(0, 7)),
  annee: (value) => String(value).slice(0, 4),
  majuscules: (value) => String(value).toLocaleUpperCase('fr'),
}

function wordsOf(value: number): string {
  return Number.isSafeInteger(value) && value >= 0 ? numberInWords(BigInt(value)) : frenchNumber(value)
}

/** « 22 juin 2026 », « 1er juin 2026 ». */
function longDay(day: Day): string {
  return writtenDay(day).replace(/^\S+ /, '')
}

function withCents(amount: Cents): string {
  const size = amount < 0n ? -amount : amount
  return `${amount < 0n ? '−' : ''}${frenchNumber(size / 100n)},${String(size % 100n).padStart(2, '0')}`
}
