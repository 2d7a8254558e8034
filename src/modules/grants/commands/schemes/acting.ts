import { createHash } from 'node:crypto'
import { assert } from '#kernel/result'
import type { Context } from '#platform/context'

/** Who acts: these acts are somebody's. */
export function actorOf({ actor }: Context): string {
  assert(actor.kind === 'person', 'somebody does it')
  return actor.id
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
