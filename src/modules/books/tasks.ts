import type { Context } from '#platform/context'
import type { CronItem } from '#platform/jobs'
import { expirePendings, keepMonths } from './commands/ledger/index.ts'

/** Background work of the books, by the name it is enqueued under. */
export const bookTasks = {
  'books.expire': async (_payload: unknown, context: Context) => {
    await expirePendings(context)
  },
  'books.keep-months': async (_payload: unknown, context: Context) => {
    await keepMonths(context)
  },
}

export const bookCrontab: readonly CronItem[] = [
  { task: 'books.expire', match: '*/5 * * * *', catchUpMs: 3_600_000 },
  { task: 'books.keep-months', match: '3,13,23,33,43,53 * * * *' },
]
