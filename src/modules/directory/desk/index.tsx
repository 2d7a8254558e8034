import { Hono } from 'hono'
import type { Context } from '#platform/context'
import type { SiteFrame } from '#ui/page'
import type { ImportFolder } from '../folder.ts'
import { claimDesk } from './claims/index.tsx'
import { embeddingDesk } from './embedding.tsx'
import { importDesk } from './imports.tsx'
import { reviewDesk } from './reviews.tsx'

/**
 * The desk of the directory: files of open data, what their sources disagree about, and who may show it elsewhere.
 *
 * @param folder  where files are dropped; absent, none can be read from the desk
 */
export function directoryDesk(context: Context, frame: SiteFrame, folder?: ImportFolder): Hono {
  const desk = new Hono()
  desk.route('/', importDesk({ context, frame, folder }))
  desk.route('/', reviewDesk({ context, frame }))
  desk.route('/', embeddingDesk({ context, frame, proxies: [] }))
  desk.route('/', claimDesk(context, frame))
  return desk
}
