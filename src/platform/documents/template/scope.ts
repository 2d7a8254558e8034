import { slipsBetween } from '#kernel/place-names'
import { fold } from '#kernel/search'
import type { Field, Fields } from '../kind.ts'

/** Fields a place of the model may name: those of the innermost table first, then those around it. */
export type Scope = readonly Fields[]

export type Found = { readonly field: Field; readonly depth: number }

/** The field of a name, as the filler finds it; undefined: there is none here. */
export function resolve(scope: Scope, name: string): Found | undefined {
  for (const [depth, fields] of scope.entries()) {
    const field = fieldAt(fields, name.split('.'))
    if (field) return { field, depth }
  }
  return undefined
}

function fieldAt(fields: Fields, [first, ...rest]: readonly string[]): Field | undefined {
  const field = first !== undefined && Object.hasOwn(fields, first) ? fields[first] : undefined
  if (rest.length === 0) return field
  return field?.type === 'group' ? fieldAt(field.fields, rest) : undefined
}

/** Every name that may be written here, whole. */
export function namesOf(scope: Scope): readonly string[] {
  return scope.flatMap((fields) => wholeNames(fields))
}

function wholeNames(fields: Fields, before = ''): readonly string[] {
  return Object.entries(fields).flatMap(([name, field]) =>
    field.type === 'group' ? wholeNames(field.fields, `${before}${name}.`) : [before + name],
  )
}

/** The table that has a column of this name; undefined: none. */
export function tableOf(fields: Fields, name: string): string | undefined {
  return Object.entries(fields).find(
    ([, field]) => field.type === 'table' && fieldAt(field.columns, name.split('.')) !== undefined,
  )?.[0]
}

/**
 * The known name nearest to a misspelt one: capitals, accents, spaces and hyphens forgiven, then at most a third of its
 * letters wrong, or the last part of a name with points.
 */
export function nearestName(written: string, known: readonly string[]): string | undefined {
  const word = fold(written)
  const ranked = known
    .map((name) => ({ name, folded: fold(name) }))
    .map(({ name, folded }) => {
      const most = Math.max(1, Math.floor(Math.max(word.length, folded.length) / 3))
      return { name, most, slips: slipsBetween(word, folded, most) }
    })
    .filter(({ slips, most }) => slips <= most)
    .sort((a, b) => a.slips - b.slips || (a.name < b.name ? -1 : 1))
  return ranked[0]?.name ?? known.find((name) => fold(name.split('.').at(-1)!) === word)
}
