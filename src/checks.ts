import type { Context } from '#platform/context'

export type CheckOutcome = {
  readonly name: string
  readonly ok: boolean
  readonly sentence: string
  /** What makes it false: the rows the query found, first column each. */
  readonly rows: readonly string[]
}

/** Runs every module's checks, in module order. */
export async function runChecks({ db, contributions }: Context): Promise<readonly CheckOutcome[]> {
  const checks = contributions.flatMap((each) => each.checks ?? [])
  const outcomes: CheckOutcome[] = []
  for (const { name, sentence, query } of checks) {
    const { rows } = await query.execute(db)
    const found = (rows as readonly Record<string, unknown>[]).map((row) => String(Object.values(row)[0]))
    outcomes.push({ name, sentence, ok: found.length === 0, rows: found })
  }
  return outcomes
}
