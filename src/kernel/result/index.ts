/**
 * Outcomes of a decision. A citizen's mistake is a value from a closed list; our own bug is an assertion; the
 * world's failure throws.
 */
export type Result<Value, Refusal> = Done<Value> | Refused<Refusal>
export type Done<Value> = { readonly ok: true; readonly value: Value }
export type Refused<Refusal> = { readonly ok: false; readonly refusal: Refusal }

export function done<Value>(value: Value): Done<Value> {
  return { ok: true, value }
}

export function refuse<const Refusal>(refusal: Refusal): Refused<Refusal> {
  return { ok: false, refusal }
}

/**
 * States a truth of the program. Its failure is a bug, never somebody's mistake.
 *
 * @param truth  the sentence that holds, as « a share needs a ballot »
 * @throws       AssertionError with that sentence
 */
export function assert(condition: unknown, truth: string): asserts condition {
  if (!condition) throw new AssertionError(truth)
}

export class AssertionError extends Error {
  override readonly name = 'AssertionError'
}
