import { assert, type Result } from '#kernel/result'
import type { Context } from '#platform/context'
import type { Submission } from '#platform/database'

/** One act of an invented vote, that nobody sends twice. */
export function act(context: Context): { readonly submission: Submission } {
  return { submission: { key: Buffer.from(context.random(24)).toString('base64url'), body: null } }
}

/** What an act gave: an example that the house refuses is a fault of the example. */
export function held<Value>(result: Result<Value, unknown>): Value {
  assert(result.ok, result.ok ? '' : `the example follows the rules of the house: ${JSON.stringify(result)}`)
  return result.value
}
