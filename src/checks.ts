import type { Kysely } from 'kysely'
import { askEverything, NOT_RUN_SENTENCES, type OtherChecks, type Outcome } from '#modules/transparency'
import { verifyTrail } from '#platform/audit'
import type { Context } from '#platform/context'
import type { DB } from '#platform/database'

export type CheckOutcome = {
  readonly name: string
  readonly ok: boolean
  /** A warning asks for attention; it fails nothing. */
  readonly severity: 'error' | 'warning'
  readonly sentence: string
  /** What makes it false: the rows the query found, first column each. */
  readonly rows: readonly string[]
}

/** Runs every module's checks, in module order. One that could not be run does not hold. */
export async function runChecks(context: Context): Promise<readonly CheckOutcome[]> {
  return (await askEverything(context)).map(({ name, severity, sentence, result, reason, rows }) => ({
    name,
    severity,
    sentence,
    ok: result === 'holds',
    rows: reason === null ? rows : [NOT_RUN_SENTENCES[reason]],
  }))
}

/**
 * The checks of the audit trail, for the rounds of a service: the trail is read whole, so once an hour is enough.
 *
 * @param headsFile  path of the file of heads, on the machine of the service
 */
export function trailChecks(headsFile: string): OtherChecks {
  return {
    one: 'audit.chain-holds',
    everyMs: 55 * 60_000,
    ask: async ({ db, now }) => {
      const begun = now().getTime()
      const outcomes = await checkTrail(db, headsFile, now())
      const durationMs = Math.max(0, now().getTime() - begun)
      return outcomes.map((outcome) => storedOutcome(outcome, durationMs))
    },
  }
}

function storedOutcome({ name, severity, sentence, ok, rows }: CheckOutcome, durationMs: number): Outcome {
  return { name, severity, sentence, result: ok ? 'holds' : 'fails', reason: null, rows, durationMs }
}

/**
 * Reads the audit trail whole: its chain, the heads kept outside the database, what waits for a seal.
 *
 * @param headsFile  path of the file of heads, on the machine of the service
 */
export async function checkTrail(db: Kysely<DB>, headsFile: string, now: Date): Promise<readonly CheckOutcome[]> {
  const report = await verifyTrail(db, headsFile)
  const { count, oldest } = report.tail
  const ageSeconds = oldest === null ? 0 : Math.round((now.getTime() - oldest.getTime()) / 1_000)
  const warn = (name: string, sentence: string, row: string | false): CheckOutcome => {
    return { name, severity: 'warning', sentence, ok: row === false, rows: row === false ? [] : [row] }
  }
  return [
    {
      name: 'audit.chain-holds',
      severity: 'error',
      sentence: `Le journal des actes n’a pas été changé : ${report.entryCount} actes sous ${report.sealCount} sceaux.`,
      ok: report.faults.length === 0,
      rows: report.faults,
    },
    warn(
      'audit.tail-is-short',
      `Les derniers actes attendent leur sceau moins de cinq minutes : ${count} en attente, depuis ${ageSeconds} s.`,
      ageSeconds > 300 && `${count} actes sans sceau`,
    ),
    warn(
      'audit.heads-are-kept',
      'Les têtes du journal sont gardées hors de la base.',
      (report.fileBehind ?? 0) > 2 && `il manque les ${report.fileBehind} dernières au fichier`,
    ),
    warn(
      'audit.sealed-in-time',
      'Chaque acte a reçu son sceau dans l’heure.',
      report.lateCount > 0 && `${report.lateCount} actes scellés plus tard`,
    ),
  ]
}
