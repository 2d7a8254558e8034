import { placeKey, slipsBetween } from '#kernel/place-names'
import type { Alias, Commune } from '../model.ts'

/** Names ready to be compared. */
export type SearchIndex = readonly Named[]

type Named = { readonly commune: Commune; readonly keys: readonly Key[] }
type Key = { readonly key: string; readonly words: readonly string[]; readonly alias: Alias | undefined }

/** A commune that answers to what was typed. */
export type Match = {
  readonly commune: Commune
  /** The other name it was found by: « Marconne » for Hesdin-la-Forêt. */
  readonly alias: Alias | undefined
  /** Whether what was typed is its name, its other name or its code in full. */
  readonly isExact: boolean
}

export function makeSearchIndex(communes: readonly Commune[], aliases: readonly Alias[]): SearchIndex {
  const byCommune = Map.groupBy(aliases, ({ communeCode }) => communeCode)
  return communes.map((commune) => ({
    commune,
    keys: [
      keyOf(commune.name, undefined),
      ...(byCommune.get(commune.code) ?? []).map((each) => keyOf(each.name, each)),
    ],
  }))
}

/**
 * Finds the communes that answer to some words: by name or other name, whatever the accents, hyphens and case; by a
 * beginning; by postcode or code; and, when nothing begins so, by names one or two slips away.
 *
 * @returns  the nearest first, then the most peopled
 */
export function findCommunes(index: SearchIndex, words: string, limit: number): readonly Match[] {
  const asked = placeKey(words.slice(0, LONGEST))
  if (asked === '') return []
  const code = codeIn(words)
  if (code !== undefined) return byCode(index, code).slice(0, limit)
  const found = index.flatMap((named) => nearest(named, (key) => rankOf(key, asked)))
  const ranked = found.length > 0 ? found : index.flatMap((named) => nearest(named, (key) => slipsTo(key, asked)))
  return ranked
    .sort(
      (a, b) =>
        a.rank - b.rank || b.commune.population - a.commune.population || (a.commune.code < b.commune.code ? -1 : 1),
    )
    .slice(0, limit)
    .map(({ commune, alias, rank }) => ({ commune, alias, isExact: rank === EXACT }))
}

/** What a resident typed for their commune, understood or not. */
export type Reading =
  | { readonly kind: 'one'; readonly commune: Commune }
  /** Several may be meant, or the name is only close: the person chooses. */
  | { readonly kind: 'choice'; readonly matches: readonly Match[] }
  | { readonly kind: 'none' }

/** Takes a commune only when there is no doubt: its name in full, which no other bears, or its code. */
export function readCommune(index: SearchIndex, typed: string): Reading {
  const matches = findCommunes(index, typed, 8)
  const exact = matches.filter(({ isExact }) => isExact)
  if (exact.length === 1) return { kind: 'one', commune: exact[0]!.commune }
  if (exact.length > 1) return { kind: 'choice', matches: exact }
  return matches.length === 0 ? { kind: 'none' } : { kind: 'choice', matches }
}

const LONGEST = 80
const EXACT = 0

function keyOf(name: string, alias: Alias | undefined): Key {
  const key = placeKey(name)
  return { key, words: key.split(' '), alias }
}

type Ranked = { readonly commune: Commune; readonly alias: Alias | undefined; readonly rank: number }

function nearest({ commune, keys }: Named, rank: (key: Key) => number | undefined): readonly Ranked[] {
  const ranked = keys.flatMap((key) => {
    const found = rank(key)
    return found === undefined ? [] : [{ commune, alias: key.alias, rank: found }]
  })
  return ranked.sort((a, b) => a.rank - b.rank).slice(0, 1)
}

function rankOf({ key, words }: Key, asked: string): number | undefined {
  if (key === asked) return EXACT
  if (key.startsWith(asked)) return 1
  const isBegun = asked.split(' ').every((word) => words.some((each) => each.startsWith(word)))
  return isBegun ? 2 : undefined
}

// One slip in a short word, two in a longer one; compared with the beginning too, for who has not finished typing.
function slipsTo({ key }: Key, asked: string): number | undefined {
  const allowed = asked.length < 4 ? 0 : asked.length < 7 ? 1 : 2
  const whole = slipsBetween(key, asked, allowed)
  if (whole <= allowed) return 10 + whole
  // A letter too few or too many moves the place where the beginning ends.
  const ends = [-1, 0, 1].map((shift) => slipsBetween(key.slice(0, asked.length + shift), asked, allowed))
  const begun = Math.min(...ends)
  return begun <= allowed ? 10.5 + begun : undefined
}

/** Digits alone, or the code that the picker writes after a name: « Arras (62041) ». */
function codeIn(words: string): string | undefined {
  const typed = words.trim().toUpperCase()
  return /\((\d[0-9AB]\d{3})\)$/.exec(typed)?.[1] ?? /^\d[0-9AB]?\d{0,3}$/.exec(typed)?.[0]
}

function byCode(index: SearchIndex, code: string): readonly Match[] {
  return index
    .filter(({ commune }) => commune.code.startsWith(code) || commune.postcodes.some((each) => each.startsWith(code)))
    .map(({ commune }) => ({ commune, alias: undefined, isExact: commune.code === code }))
    .sort((a, b) => Number(b.isExact) - Number(a.isExact) || b.commune.population - a.commune.population)
}
