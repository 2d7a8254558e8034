import { Hono } from 'hono'
import { wordsOf } from '#kernel/search'
import type { Context } from '#platform/context'
import type { SiteFrame } from '#ui/page'
import { knownPagesOf } from '../known-pages.ts'
import { findEverywhere, suggestionsFor } from './find.ts'
import { SearchPage } from './page.tsx'

const LONGEST_QUESTION = 200

/**
 * `/recherche?q=`: one search over everything published. A GET without trace: the request's log has the route alone, and
 * nothing keeps the words.
 */
export function searchPages(context: Context, frame: SiteFrame): Hono {
  const knownPages = knownPagesOf(context)
  return new Hono().get('/recherche', async (c) => {
    const question = (c.req.query('q') ?? '').slice(0, LONGEST_QUESTION).trim()
    const words = wordsOf(question)
    const groups = words.length === 0 ? [] : await findEverywhere(context, words)
    const isFound = words.length === 0 || groups.length > 0
    const suggestions = isFound ? [] : suggestionsFor(words, await knownPages())
    return c.html(<SearchPage site={frame} {...{ question, words, groups, suggestions }} />, 200, {
      'Cache-Control': 'public, max-age=0, must-revalidate',
    })
  })
}
