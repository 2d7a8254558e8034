import type { Context as HonoContext } from 'hono'
import { readAs } from '#platform/database'
import { findBatch } from '../../store/paper/index.ts'
import { findSeated, type House, ONE_POLL } from '../seated.ts'

export const PAPER = `${ONE_POLL}/papier`
export const ONE_BATCH = `${PAPER}/lots/:number{[1-9][0-9]{0,5}}`

/** A poll with paper ballots and the seat of the reader: an operator's, or one of the commission. */
export async function findPaper(c: HonoContext, house: House) {
  const found = await findSeated(c, house, ['commission', 'operator'])
  return found && found.poll.manifest.paper !== 'none' ? found : undefined
}

/** The same with the batch of the address. */
export async function findOne(c: HonoContext, house: House) {
  const found = await findPaper(c, house)
  if (!found) return undefined
  const number = Number(c.req.param('number'))
  const batch = await readAs(house.context.db, 'commission', (commission) =>
    findBatch(commission, found.poll.id, number),
  )
  return batch && { ...found, batch }
}
