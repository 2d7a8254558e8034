import { Hono } from 'hono'
import type { Context } from '#platform/context'
import { islandPath, type SiteFrame } from '#ui/page'
import * as store from '../store/index.ts'
import { CountingPage } from './depouillement.tsx'

const SAMPLES = 6
const SHARED = { 'Cache-Control': 'public, max-age=0, must-revalidate' }
// A rule in the address is read by the page itself: such answers are the same page, and would push others out.
const UNSHARED = { 'Cache-Control': 'no-cache' }
const SCRIPT = { ...UNSHARED, 'Content-Type': 'text/javascript; charset=utf-8' }

/**
 * The counting desk. Its two workers have addresses under /outils/: the service worker reaches that folder only, and a
 * worker is answered offline by its own address. Each is a line that leads to the built file.
 */
export function countingPages({ db }: Context, frame: SiteFrame): Hono {
  const pages = new Hono()

  pages.get('/outils/depouillement', async (c) => {
    const polls = await store.listPolls(db, '', 'recent')
    const headers = new URL(c.req.url).search === '' ? SHARED : UNSHARED
    return c.html(<CountingPage site={frame} samples={polls.slice(0, SAMPLES)} />, 200, headers)
  })

  pages.get('/outils/compteur.js', (c) =>
    c.body(`import '${islandPath(frame.assets, 'depouillement.worker')}'\n`, 200, SCRIPT),
  )

  pages.get('/outils/hors-ligne.js', (c) =>
    c.body(`importScripts('${islandPath(frame.assets, 'depouillement.offline')}')\n`, 200, SCRIPT),
  )

  return pages
}
