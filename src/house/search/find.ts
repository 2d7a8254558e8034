import { fold, holdsAll, nearest, rankOf } from '#kernel/search'
import type { Context, SearchGroup, SitemapEntry } from '#platform/context'
import { HOUSE_PAGES } from '../known-pages.ts'

/** Enough to see what kind of answers there are; the subject's own page shows the rest. */
const HITS_PER_KIND = 12

/** What each module finds, then the pages of the house; groups without answer are left out. */
export async function findEverywhere(
  { db, contributions }: Pick<Context, 'db' | 'contributions'>,
  words: readonly string[],
): Promise<readonly SearchGroup[]> {
  const question = words.join(' ')
  const told = await Promise.all(contributions.map((each) => each.search?.(db, question, HITS_PER_KIND)))
  const menu = contributions.flatMap((each) => each.navigation ?? [])
  const groups = [...told, pagesFor(words, menu)].filter((group) => group !== undefined && group.total > 0)
  // What has the words as they were written comes before what only looks like them.
  return (groups as SearchGroup[]).toSorted((one, other) => Number(isExact(other, words)) - Number(isExact(one, words)))
}

function isExact({ kind, hits }: SearchGroup, words: readonly string[]): boolean {
  return hits.some(({ title, lead }) => holdsAll(`${kind} ${title} ${lead}`, words))
}

function pagesFor(words: readonly string[], menu: readonly { label: string; href: string }[]): SearchGroup {
  const pages = [...menu.map(({ label, href }) => ({ path: href, title: label, lead: '' })), ...HOUSE_PAGES]
  const hits = pages
    .filter(({ title, lead }) => holdsAll(`${title} ${lead}`, words))
    .sort((a, b) => rankOf(a.title, words) - rankOf(b.title, words))
    .map(({ path, title, lead }) => ({ href: path, title, lead }))
  return { kind: 'Pages du site', total: hits.length, hits }
}

/**
 * Questions that would find something, made of the names of published pages: the same words well spelt, then each word
 * alone.
 */
export function suggestionsFor(words: readonly string[], pages: readonly SitemapEntry[]): readonly string[] {
  const known = new Set(pages.flatMap(({ title }) => (title === undefined ? [] : fold(title).split(' '))))
  const corrected = words.map((word) => (known.has(word) ? word : (nearest(word, known, 1)[0] ?? word)))
  const isKnown = corrected.every((word) => known.has(word))
  const whole = isKnown && corrected.some((word, index) => word !== words[index]) ? [corrected.join(' ')] : []
  const alone = words.length > 1 ? corrected.filter((word) => known.has(word) && word.length > 2) : []
  return [...new Set([...whole, ...alone])].slice(0, MOST_SUGGESTIONS)
}

const MOST_SUGGESTIONS = 4
