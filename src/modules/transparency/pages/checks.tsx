import { Hono } from 'hono'
import type { Context } from '#platform/context'
import type { SiteFrame } from '#ui/page'
import { checksOf } from '../commands/index.ts'
import * as store from '../store/index.ts'
import { AlgorithmsPage, type ToldAlgorithm } from './algorithms-page.tsx'
import { ChecksPage } from './checks-page.tsx'

const SHARED = { 'Cache-Control': 'public, max-age=0, must-revalidate' }

/** `/transparence`: what must always hold; `/transparence/algorithmes`: the rules that decide something. */
export function checkPages(context: Context, frame: SiteFrame): Hono {
  const pages = new Hono()
  const { db, contributions, now } = context

  pages.get('/transparence', async (c) => {
    const standing = await store.readStanding(db, checksOf(context), now())
    return c.html(<ChecksPage site={frame} standing={standing} now={now()} />, 200, SHARED)
  })

  pages.get('/transparence/algorithmes', async (c) => {
    const algorithms = contributions.flatMap((each) => each.algorithms ?? [])
    const told = await Promise.all(
      algorithms.map(async (each): Promise<ToldAlgorithm> => ({ ...each, used: await each.usage?.(db) })),
    )
    return c.html(<AlgorithmsPage site={frame} algorithms={told} />, 200, SHARED)
  })
  return pages
}
