import { french, frenchNumber } from '#kernel/french'
import type { Grouping } from './model.ts'

type Placed = { readonly within: Grouping; readonly group: string }

/** « la catégorie « Coopération » ». */
export function groupNamed({ within, group }: Placed): string {
  return within === 'all' ? french`l'ensemble des projets` : french`${ARTICLES[within]} « ${group} »`
}

/** « dans la catégorie « Coopération » », « en tout ». */
export function inGroup(placed: Placed): string {
  return placed.within === 'all' ? 'en tout' : `dans ${groupNamed(placed)}`
}

/** « à la catégorie « Coopération » », « au territoire « Artois » ». */
export function toGroup(placed: Placed): string {
  return placed.within === 'territory' ? french`au territoire « ${placed.group} »` : french`à ${groupNamed(placed)}`
}

/** French counts in the plural from two. */
export function votes(count: bigint): string {
  return `${frenchNumber(count)} ${count < 2n ? 'vote' : 'votes'}`
}

/** « 21,7 % », halves up; hundredths are kept when they are exact: « 33,33 % » written in a règlement stays so. */
export function percent(part: bigint, whole: bigint): string {
  const isExact = (part * 10_000n) % whole === 0n
  const hundredths = isExact ? (part * 10_000n) / whole : ((2n * part * 1000n + whole) / (2n * whole)) * 10n
  const decimals = String(hundredths % 100n)
    .padStart(2, '0')
    .replace(/0+$/, '')
  return `${frenchNumber(hundredths / 100n)}${decimals === '' ? '' : `,${decimals}`}\u202f%`
}

const ARTICLES: Readonly<Record<Exclude<Grouping, 'all'>, string>> = {
  category: french`la catégorie`,
  territory: 'le territoire',
}
