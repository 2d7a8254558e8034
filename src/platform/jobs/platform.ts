import type { Kysely } from 'kysely'
import { type DB, purgeSubmissions } from '#platform/database'
import type { CronItem } from './cron.ts'
import type { Task } from './task.ts'

type Needs = { readonly db: Kysely<DB>; now(): Date }

/** The platform's own tasks, to put beside those of the modules. */
export const platformTasks: Readonly<Record<string, Task<Needs>>> = {
  'purge-submissions': async (_payload, context) => {
    await purgeSubmissions(context)
  },
}

const DAY_MS = 86_400_000

export const platformCrontab: readonly CronItem[] = [
  { task: 'purge-submissions', match: '17 2 * * *', catchUpMs: DAY_MS },
]
