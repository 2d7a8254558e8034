import { assert } from '#kernel/result'
import type { Context } from '#platform/context'

/** The person an act is for: the one acted for, when an agent or an aidant acts. */
export function personOf({ actor }: Context): string {
  assert(actor.kind === 'person', 'somebody signed in acts')
  return actor.actingFor ?? actor.id
}

/** Who decides, for the row; null: a machine or a visitor. */
export function deciderOf({ actor }: Context): string | null {
  return actor.kind === 'person' ? actor.id : null
}
