import { type Kysely, sql, type Transaction } from 'kysely'
import type { Check } from '#platform/context'
import { actingAs, type DB } from '#platform/database'
import type { NotRunReason, Outcome } from '../checking.ts'

/** How long a check may take, and a round of all of them, in milliseconds. */
export type Patience = { readonly eachMs: number; readonly allMs: number }

export type Asking = {
  readonly checks: readonly Check[]
  readonly patience: Patience
  readonly now: () => Date
  /** Nobody else asks meanwhile: who comes second is told at once. */
  readonly alone: boolean
}

/**
 * Asks each check, all of the same moment, in a transaction that can write nothing.
 *
 * @returns  undefined: somebody else is asking now
 * @throws   when PostgreSQL does not answer. A check that breaks or takes too long is told, and the next is asked.
 */
export async function askChecks(db: Kysely<DB>, asking: Asking): Promise<readonly Outcome[] | undefined> {
  const { checks, patience, now, alone } = asking
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (transaction) => {
      if (alone && !(await takesTurn(transaction))) return undefined
      await sql`SELECT set_config('statement_timeout', ${String(patience.eachMs)}, true)`.execute(transaction)
      const until = now().getTime() + patience.allMs
      const outcomes: Outcome[] = []
      for (const check of checks) {
        const isLate = now().getTime() > until
        outcomes.push(isLate ? notRun(check, 'no-time', 0) : await askOne(transaction, check, now))
      }
      return outcomes
    })
}

async function takesTurn(transaction: Transaction<DB>): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`
    SELECT pg_try_advisory_xact_lock(hashtext('transparency.asking')) AS taken`.execute(transaction)
  return rows[0]?.taken === true
}

async function askOne(transaction: Transaction<DB>, check: Check, now: () => Date): Promise<Outcome> {
  const begun = now().getTime()
  const elapsed = () => Math.max(0, now().getTime() - begun)
  await sql`SAVEPOINT asked`.execute(transaction)
  try {
    const { rows } = await (check.office
      ? actingAs(transaction, check.office, (office) => check.query.execute(office))
      : check.query.execute(transaction))
    await sql`RELEASE SAVEPOINT asked`.execute(transaction)
    const found = (rows as readonly Record<string, unknown>[]).map((row) => String(Object.values(row)[0]))
    const result = found.length === 0 ? 'holds' : 'fails'
    return { ...toldOf(check), result, reason: null, rows: found, durationMs: elapsed() }
  } catch (error) {
    const reason = reasonOf(error)
    if (reason === undefined) throw error
    await sql`ROLLBACK TO SAVEPOINT asked`.execute(transaction)
    return notRun(check, reason, elapsed())
  }
}

// An answer of PostgreSQL about this statement; anything else is the world's failure (57P…: it is going away).
function reasonOf(error: unknown): NotRunReason | undefined {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (code === '57014') return 'too-long'
  return /^(2|42|54|55|XX)/.test(code) ? 'failed' : undefined
}

function notRun(check: Check, reason: NotRunReason, durationMs: number): Outcome {
  return { ...toldOf(check), result: 'not-run', reason, rows: [], durationMs }
}

function toldOf({ name, sentence, severity = 'error' }: Check) {
  return { name, sentence, severity }
}
