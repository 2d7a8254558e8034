import type { Kysely } from 'kysely'
import type { DB } from '#platform/database'
import type { CronItem, JobLog, Task } from '#platform/jobs'
import { keepHeads } from './heads-file.ts'
import { sealTrail } from './seal.ts'

type Needs = { readonly db: Kysely<DB>; now(): Date }

/**
 * Seals the trail, and keeps each head outside the database: a line of the file, a line of the log.
 *
 * @param headsFile  path of the file, in the data folder: saved with it, apart from the database
 */
export function auditTasks(headsFile: string, log: JobLog): Readonly<Record<string, Task<Needs>>> {
  return {
    'audit.seal': async (_payload, context) => {
      const seals = await sealTrail(context)
      for (const { number, head, entryCount } of seals)
        log.info({ number, head, entryCount }, 'the audit trail is sealed')
      const added = await keepHeads(context.db, headsFile)
      if (added > seals.length) {
        log.warn({ added, sealed: seals.length }, 'the file of heads was behind: cut, lost, or on a new machine')
      }
    },
  }
}

export const auditCrontab: readonly CronItem[] = [{ task: 'audit.seal', match: '* * * * *', attempts: 1 }]
