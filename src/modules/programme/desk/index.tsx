import { Hono } from 'hono'
import type { Context } from '#platform/context'
import type { SiteFrame } from '#ui/page'
import { draftDesk } from './draft.tsx'
import { followDesk } from './follow.tsx'
import { tagDesk } from './tags.tsx'

/** `/agents/politique`: the draft and its publication, what becomes of actions, what things are for. */
export function programmeDesk(context: Context, frame: SiteFrame): Hono {
  return new Hono()
    .route('/', draftDesk(context, frame))
    .route('/', followDesk(context, frame))
    .route('/', tagDesk(context, frame))
}
