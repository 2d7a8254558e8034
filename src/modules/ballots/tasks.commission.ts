import type { Context } from '#platform/context'
import type { CronItem } from '#platform/jobs'
import { raiseFlagsEverywhere } from './commands/commission/index.ts'

/** Background work of the commission: people are told what to look at. */
export const commissionTasks = {
  'ballots.raise-flags': (_payload: unknown, context: Context) => raiseFlagsEverywhere(context),
}

export const commissionCrontab: readonly CronItem[] = [{ task: 'ballots.raise-flags', match: '*/5 * * * *' }]
