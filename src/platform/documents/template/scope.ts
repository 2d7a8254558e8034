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
 * letters wrong, in the whole name or in its last part.
 */
export function nearestName(written: string, known: readonly string[]): string | undefined {
  const word = fold(written)
  const ranked = known
    .flatMap((name) =>
      [name, name.split('.').at(-1)!].map((compared, rank) => ({ name, rank, slips: slips(word, fold(compared)) })),
    )
    .filter((each) => each.slips !== undefined)
    .sort((a, b) => a.slips! - b.slips! || a.rank - b.rank || (a.name < b.name ? -1 : 1))
  return ranked[0]?.name
}

/** undefined: too many. */
function slips(word: string, other: string): number | undefined {
  const most = Math.max(1, Math.floor(Math.max(word.length, other.length) / 3))
  const count = slipsBetween(word, other, most)
  return count <= most ? count : undefined
}
