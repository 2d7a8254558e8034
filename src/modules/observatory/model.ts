import type { Day } from '#kernel/calendar'
import { assert } from '#kernel/result'

/** Where a figure comes from. There is no figure without one. */
export type Source = {
  readonly id: string
  /** As « sirene », « esus », « population »; « cited ». */
  readonly kind: string
  readonly title: string
  readonly producer: string
  readonly url: string | null
  readonly licence: string | null
  /** What it is of, as its producer says: « 2026-09-01 », « 2019 », « fin 2021 ». */
  readonly vintage: string
  /** The day somebody read it; null for a file that was imported. */
  readonly readOn: Day | null
  /** Of the file, in hexadecimal; null for a page that was read. */
  readonly sha256: string | null
  readonly rows: number | null
  readonly isFictitious: boolean
}

export type Sources = readonly [Source, ...Source[]]

/**
 * How much. `secret`: masked, shown « s ». `not-given`: the source does not say, shown « nd »; neither is ever 0.
 * An interval may have no upper end, and tells of how many units it knows nothing.
 */
export type Amount =
  | {
      readonly kind: 'value'
      readonly value: number
      /** As many as its source writes, for what is cited: « 11 % » is never « 11,0 % ». */
      readonly decimals?: number
    }
  | {
      readonly kind: 'interval'
      readonly least: number
      readonly most: number | null
      readonly unknownCount: number
    }
  | { readonly kind: 'secret' }
  | { readonly kind: 'not-given' }

export const INDICATORS = [
  'establishments',
  'employers',
  'structures',
  'jobs',
  'density',
  'employer-density',
  'share-of-establishments',
  'share-of-employers',
] as const
export type Indicator = (typeof INDICATORS)[number]

/** `territory`: the whole of it; an EPCI is limited to its communes here. */
export type PlaceKind = 'territory' | 'epci' | 'commune'

export type Place = {
  /** « territory », the SIREN of an EPCI, or the code of a commune. */
  readonly code: string
  readonly kind: PlaceKind
  readonly name: string
  readonly population: number
  /** Of the EPCI, or of the one the commune is in. */
  readonly epciCode: string | null
  /** An EPCI that crosses the border, in French: « limité à ses 4 communes d’ici, sur 8 ». */
  readonly note: string | null
}

type Told = {
  /** As « Emplois de l’ESS ». */
  readonly label: string
  readonly unit: string
  readonly placeName: string
  /** What is counted and what is not, in French. */
  readonly scope: string
  readonly amount: Amount
  readonly sources: Sources
  readonly note: string | null
}

/** Counted here, from files that are named, by a rule that is dated: whoever has both finds the same. */
export type ComputedFigure = Told & {
  readonly nature: 'computed'
  readonly indicator: Indicator
  readonly place: string
  readonly perimeterVersion: string
  /** Of the files it was counted from. */
  readonly extractionSha256: string
  readonly computedAt: Date
}

/** Said by somebody else: shown as it is, with its address and the day it was read; never added to anything. */
export type CitedFigure = Told & {
  readonly nature: 'cited' | 'estimated'
  readonly indicator: string
  /** As with computed figures, or « region », « france »… */
  readonly place: string
  readonly vintage: string
  /** Null when the vintage is not one year. */
  readonly year: number | null
  /** Which way of counting it belongs to, within a series: « FLORES ». */
  readonly part: string | null
  readonly url: string
  readonly readOn: Day
}

export type Figure = ComputedFigure | CitedFigure

/**
 * The sum of figures counted here, of one indicator and one edition. That is all that can be added: a cited figure is of
 * another type, a secret or a missing one is refused.
 */
export function sumOfComputed(figures: readonly [ComputedFigure, ...ComputedFigure[]]): Amount {
  const [{ indicator, extractionSha256, perimeterVersion }] = figures
  assert(
    figures.every(
      (each) =>
        each.indicator === indicator &&
        each.extractionSha256 === extractionSha256 &&
        each.perimeterVersion === perimeterVersion,
    ),
    'figures that are added are of one indicator, one extract and one rule',
  )
  assert(ADDABLE.includes(indicator), 'counts and jobs add up, shares and units known in several places do not')
  return figures.map(({ amount }) => amount).reduce(addAmounts)
}

// A structure of two EPCIs is one structure: only places and jobs add up.
const ADDABLE: readonly Indicator[] = ['establishments', 'employers', 'jobs']

/** What cannot be known of one cannot be known of the sum. */
export function addAmounts(one: Amount, other: Amount): Amount {
  if (one.kind === 'secret' || other.kind === 'secret') return { kind: 'secret' }
  if (one.kind === 'not-given' || other.kind === 'not-given') return { kind: 'not-given' }
  if (one.kind === 'value' && other.kind === 'value') return { kind: 'value', value: one.value + other.value }
  const [a, b] = [intervalOf(one), intervalOf(other)]
  return {
    kind: 'interval',
    least: a.least + b.least,
    most: a.most === null || b.most === null ? null : a.most + b.most,
    unknownCount: a.unknownCount + b.unknownCount,
  }
}

function intervalOf(amount: Extract<Amount, { kind: 'value' | 'interval' }>) {
  if (amount.kind === 'interval') return amount
  return { kind: 'interval', least: amount.value, most: amount.value, unknownCount: 0 } as const
}

/** @returns to four decimals; `not-given` when there is nothing to divide by */
export function ratioOf(part: number, whole: number, times: number): Amount {
  return whole > 0 ? exactly(Math.round((part * times * 10_000) / whole) / 10_000) : { kind: 'not-given' }
}

export function exactly(value: number): Amount {
  return { kind: 'value', value }
}

/** Open places of the ESS, somewhere, of a kind: « total » is the whole of its column. */
export type Cell = {
  readonly place: string
  readonly family: string
  /** « a17:OQ », « a38:QB », « a17:inconnu » */
  readonly sector: string
  readonly size: string
  readonly establishments: number
  readonly employers: number
  readonly structures: number
  readonly jobs: Amount
}

/** All open places, ESS or not. */
export type Whole = Pick<Cell, 'place' | 'sector' | 'size' | 'establishments' | 'employers'>

export type YearCount = {
  readonly place: string
  readonly family: string
  readonly year: number
  readonly opened: number
  readonly closed: number
  /** Open on 31 December of it; null when that is not counted. */
  readonly standing: number | null
}

/** A row or a column of a table. */
export type Heading = {
  readonly id: string
  readonly label: string
  /** Of its numbers, in French: « établissements », « % ». */
  readonly unit?: string
  /** Where the row leads: the structures it counts, or the place. A page adds it. */
  readonly href?: string
  readonly note?: string
}

/** A table as it is published: on a page, in a file, in an answer to a program. */
export type Table = {
  readonly name: TableName
  readonly title: string
  readonly place: Place
  /** What the rows are: « Secteur ». */
  readonly rowTitle: string
  readonly rows: readonly Heading[]
  readonly columns: readonly Heading[]
  /** One line a row, one cell a column. */
  readonly cells: readonly (readonly Amount[])[]
  /** Every cell is counted here, or every cell is cited: never both. */
  readonly nature: 'computed' | 'cited'
  readonly scope: string
  readonly sources: Sources
  readonly vintage: string
  readonly licence: string
  /** Null when it is cited. */
  readonly perimeterVersion: string | null
  readonly extractionSha256: string | null
  readonly computedAt: Date | null
  /** « Lecture : … », about its first row. */
  readonly reading: string
  readonly notes: readonly string[]
  /** From the root of the site, as « /api/v1/observatoire/familles?lieu=territory ». */
  readonly permalink: string
  readonly citation: string
}

/** By the word of their address. */
export const TABLE_NAMES = [
  'reperes',
  'familles',
  'secteurs',
  'secteurs-detail',
  'familles-par-secteur',
  'tailles',
  'secteurs-par-taille',
  'territoires',
  'familles-par-territoire',
  'secteurs-par-territoire',
  'annees',
  'fin-d-annee',
  'emploi-total',
  'sensibilite',
] as const
export type TableName = (typeof TABLE_NAMES)[number]

export function isTableName(text: string): text is TableName {
  return (TABLE_NAMES as readonly string[]).includes(text)
}

/** Figures through time. Parts are drawn apart: nothing joins them, nothing is put between two points. */
export type Series = {
  readonly id: string
  readonly title: string
  readonly placeName: string
  readonly unit: string
  readonly parts: readonly SeriesPart[]
  /** Between two parts, one each. */
  readonly breaks: readonly SeriesBreak[]
}

export type SeriesPart = {
  readonly nature: 'computed' | 'cited'
  /** Who counts, by which rule: « CLAP, Insee ». */
  readonly label: string
  readonly points: readonly SeriesPoint[]
}

export type SeriesPoint = {
  readonly year: number
  readonly amount: Amount
  readonly source: Source
  readonly note: string | null
}

export type SeriesBreak = {
  /** The first year that is counted otherwise. */
  readonly year: number
  readonly label: string
  /** Why the two sides cannot be compared, in French. */
  readonly why: string
}

/** One state of the computed figures: they change all together. */
export type Edition = {
  readonly id: string
  readonly perimeterVersion: string
  readonly computedAt: Date
  /** Of the files of SIRENE. */
  readonly extractionSha256: string
  /** SIRENE first, then the lists, then who counts inhabitants. */
  readonly sources: Sources
  readonly vintage: string
  /** Years of the size classes met: 31 December of each. */
  readonly staffYears: readonly number[]
  /** Units the rule keeps, and those an exclusion puts out. */
  readonly inCount: number
  readonly excludedCount: number
  readonly isFictitious: boolean
}

/** Why nothing can be shown, gravest first. */
export type FiguresRefusal =
  | 'place-unknown'
  | 'table-unknown'
  | 'nothing-computed'
  | 'table-not-for-place'
  | 'nothing-cited'
