import { done, type Result } from '#kernel/result'

/**
 * A refusal that leaves a mark, as a try burnt: to the transaction it is a result like another, which commits and is
 * given again to a form sent twice.
 */
export function settled<Value, Refusal>(outcome: Result<Value, Refusal>): Result<Result<Value, Refusal>, never> {
  return done(outcome)
}

/** The outcome itself, or why the transaction was refused. */
export function outcomeOf<Value, Refusal, Other>(
  result: Result<Result<Value, Refusal>, Other>,
): Result<Value, Refusal | Other> {
  return result.ok ? result.value : result
}
