import { placeKey, slipsBetween } from '#kernel/place-names'
import { fold } from '#kernel/search'
import type { Alias, Commune } from '../model.ts'

/** Names ready to be compared. */
export type SearchIndex = readonly Named[]

type Named = { readonly commune: Commune; readonly keys: readonly Key[] }
type Key = {
  readonly key: string
  /** With its article: « Le ars » is a slip away from « Le Sars », not « ars » from « sars ». */
  readonly full: string
  readonly words: readonly string[]
  readonly alias: Alias | undefined
}

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
 * beginning; by postcode or code; and, when few begin so, by names one or two slips away: « Pommer » begins Pommera, and
 * is Pommier with a letter missing.
 *
 * @returns  the nearest first, then the most peopled
 */
export function findCommunes(index: SearchIndex, words: string, limit: number): readonly Match[] {
  const typed = words.slice(0, LONGEST).trim()
  const label = CODE_OF_LABEL.exec(typed.toUpperCase())?.[1]
  if (label !== undefined) return index.filter(({ commune }) => commune.code === label).map(exactly)
  if (CODE_BEGUN.test(typed)) return byCode(index, typed.toUpperCase()).slice(0, limit)
  const [, postcode] = WITH_POSTCODE.exec(typed) ?? []
  const named = byName(index, typed.replace(WITH_POSTCODE, ' '))
  const there = named.filter(({ commune }) => postcode !== undefined && isAt(commune, postcode))
  return (there.length > 0 ? there : named).slice(0, limit)
}

function byName(index: SearchIndex, name: string): readonly Match[] {
  const [asked, askedInFull] = [placeKey(name), fold(name)]
  if (asked === '') return []
  const found = index.flatMap((named) => nearest(named, (key) => rankOf(key, asked)))
  const isEnough = found.length >= FEW || found.some(({ rank }) => rank === EXACT)
  const begun = new Set(found.map(({ commune }) => commune))
  const others = isEnough ? [] : index.filter(({ commune }) => !begun.has(commune))
  const close = others.flatMap((named) => nearest(named, (key) => slipsTo(key, asked, askedInFull)))
  return [...found, ...close]
    .sort(
      (a, b) =>
        a.rank - b.rank || b.commune.population - a.commune.population || (a.commune.code < b.commune.code ? -1 : 1),
    )
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
const FEW = 3

function keyOf(name: string, alias: Alias | undefined): Key {
  const key = placeKey(name)
  return { key, full: fold(name), words: key.split(' '), alias }
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

function slipsAllowed(asked: string): number {
  return asked.length < 4 ? 0 : asked.length < 6 ? 1 : 2
}

// One slip in a short word, two in a longer one; compared with the beginning too, for who has not finished typing.
function slipsTo({ key, full }: Key, asked: string, askedInFull: string): number | undefined {
  const allowed = slipsAllowed(asked)
  const whole = slipsBetween(key, asked, allowed)
  if (whole <= allowed) return 10 + whole
  const inFull = slipsBetween(full, askedInFull, slipsAllowed(askedInFull))
  if (inFull <= slipsAllowed(askedInFull)) return 10 + inFull
  // A letter too few or too many moves the place where the beginning ends.
  // A beginning resembles too much too easily: its first letter must be right, or « vote » would find Zoteux.
  if (key[0] !== asked[0]) return undefined
  const ends = [-1, 0, 1].map((shift) => slipsBetween(key.slice(0, asked.length + shift), asked, allowed))
  const begun = Math.min(...ends)
  return begun <= allowed ? 10.5 + begun : undefined
}

/** What the picker writes after a name: « Arras (62041) ». */
const CODE_OF_LABEL = /\((\d[0-9AB]\d{3})\)$/
/** Digits alone: a postcode or a code, whole or begun. */
const CODE_BEGUN = /^\d[0-9AB]?\d{0,3}$/i
/** As on an envelope: « 62000 Arras ». */
const WITH_POSTCODE = /(?:^|\s)(\d{5})(?=\s|$)/

// 62200 is the code of Cambrin and the postcode of Boulogne-sur-Mer: nobody is taken to one who may mean the other.
function byCode(index: SearchIndex, code: string): readonly Match[] {
  const found = index.filter(({ commune }) => isAt(commune, code)).map(({ commune }) => commune)
  const isAlone = code.length === 5 && found.length === 1
  return found
    .sort((a, b) => b.population - a.population)
    .map((commune) => ({ commune, alias: undefined, isExact: isAlone }))
}

function isAt({ code, postcodes }: Commune, begun: string): boolean {
  return code.startsWith(begun) || postcodes.some((each) => each.startsWith(begun))
}

function exactly({ commune }: Named): Match {
  return { commune, alias: undefined, isExact: true }
}
