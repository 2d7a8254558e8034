import { Hono } from 'hono'
import type { Context } from '#platform/context'
import type { SiteFrame } from '#ui/page'
import { afterDesk } from './after/index.tsx'
import { assembliesDesk } from './assemblies/index.tsx'
import { commissionDesk } from './commission/index.tsx'
import { openingDesk } from './opening/index.tsx'
import { paperDesk } from './paper/index.tsx'
import { preparationDesk } from './preparation/index.tsx'
import { rollDesk } from './roll/index.tsx'

/** What agents, the bureau and the commission do with the polls held here. */
export function ballotDesk(context: Context, frame: SiteFrame): Hono {
  const desk = new Hono()
  for (const part of [preparationDesk, rollDesk, commissionDesk, paperDesk, openingDesk, afterDesk, assembliesDesk]) {
    desk.route('/', part(context, frame))
  }
  return desk
}
