import type { Context } from '#platform/context'
import type { CronItem } from '#platform/jobs'

type Log = { info(details: object, message: string): void }

/**
 * Ends what is kept no longer: runs the purges of all modules, each on its own. One that fails does not hold the others
 * back; the job then fails too, and is tried again.
 *
 * @param log  told how many rows each ended, never whose
 */
export function retentionTasks(log: Log) {
  return {
    'retention.purge': async (_payload: unknown, context: Context) => {
      const purges = context.contributions.flatMap((each) => each.purges ?? [])
      const faults: unknown[] = []
      for (const { name, run } of purges) {
        try {
          const rows = await run(context.db, context.now())
          if (rows > 0n) log.info({ purge: name, rows: Number(rows) }, 'kept long enough')
        } catch (error) {
          faults.push(error)
        }
      }
      if (faults.length > 0) throw faults[0]
    },
  }
}

const HOUR_MS = 3_600_000

export const retentionCrontab: readonly CronItem[] = [
  { task: 'retention.purge', match: '31 * * * *', catchUpMs: HOUR_MS },
]
