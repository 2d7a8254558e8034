import { FIELDS, type FieldName } from './fields.ts'

type Fields = Readonly<Record<string, string>>

const NAMES: readonly string[] = [...FIELDS.map(({ name }) => name), 'couleurs']

/** What two people wrote from the same settings, put together. */
export type Merged = {
  /** Each field as whoever touched it left it; as I did where both did. */
  readonly fields: Fields
  /** Both touched it, and not alike: somebody must choose. */
  readonly disputed: readonly (FieldName | 'couleurs')[]
}

/**
 * Puts my form over what somebody else saved meanwhile.
 *
 * @param base  what we both started from; undefined when it is not known: then every difference is disputed
 */
export function mergeFields(base: Fields | undefined, mine: Fields, theirs: Fields): Merged {
  const different = NAMES.filter((name) => same(mine[name]) !== same(theirs[name]))
  const untouched = base === undefined ? [] : different.filter((name) => same(mine[name]) === same(base[name]))
  const alone = base === undefined ? [] : different.filter((name) => same(theirs[name]) === same(base[name]))
  const taken = Object.fromEntries(untouched.map((name) => [name, theirs[name] ?? '']))
  const disputed = different.filter((name) => !untouched.includes(name) && !alone.includes(name))
  return { fields: { ...mine, ...taken }, disputed: disputed as Merged['disputed'] }
}

/** My fields after I said, for each disputed one, whose text stands (`garder-NAME`). */
export function settledFields(mine: Fields, theirs: Fields): Fields {
  const given = NAMES.filter((name) => mine[`garder-${name}`] === 'le-leur')
  return { ...mine, ...Object.fromEntries(given.map((name) => [name, theirs[name] ?? ''])) }
}

function same(text = ''): string {
  return text.replaceAll('\r\n', '\n').trim()
}
