import type { Entry, EntryKey, ReadLine } from './model.ts'

/** One key for one entry of the tool: what the file may hold once only. */
export function keyOf({ kind, year, reference }: EntryKey): string {
  return `${kind} ${year} ${reference}`
}

/** An entry beside the one we had under the same key. */
export function compare(number: number, entry: Entry, before: Entry | undefined): ReadLine {
  if (before === undefined) return { number, outcome: 'new', entry }
  return COMPARED.every((field) => entry[field] === before[field])
    ? { number, outcome: 'same', entry }
    : { number, outcome: 'different', entry, before }
}

/** Fields that make an entry another one: what is shown as « avant → après ». */
export const COMPARED = ['lineCode', 'amountCents', 'day', 'siret', 'label'] as const
