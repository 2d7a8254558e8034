/**
 * Acts for each, whatever becomes of the others.
 *
 * @throws  what stopped the first that failed, at the end
 */
export async function forEach<One>(all: readonly One[], act: (one: One) => Promise<unknown>): Promise<void> {
  const failures: unknown[] = []
  for (const one of all) {
    await act(one).catch((failure: unknown) => failures.push(failure))
    // When nobody can be written to it is no fault of theirs: the database is away.
    if (failures.length > MOST_FAILURES) break
  }
  if (failures.length > 0) throw failures[0]
}

const MOST_FAILURES = 100
