import { Hono } from 'hono'
import type { Context } from '#platform/context'
import type { SiteFrame } from '#ui/page'
import { batchDesk } from './batch.tsx'
import { batchesDesk } from './batches.tsx'
import { placesDesk } from './places.tsx'
import { printsDesk } from './prints.ts'
import { typingDesk } from './typing.tsx'

/** Paper ballots: batches and their sheets, typing, signatures, what each place has, and what is printed. */
export function paperDesk(context: Context, frame: SiteFrame): Hono {
  const desk = new Hono()
  const house = { context, frame }
  for (const part of [batchesDesk, typingDesk, batchDesk, placesDesk, printsDesk]) desk.route('/', part(house))
  return desk
}
