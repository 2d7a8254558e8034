import type { Context } from '#platform/context'
import type { CronItem } from '#platform/jobs'
import type { SmsSender } from '#platform/sms'
import { publishHeads } from './commands/casting/index.ts'
import { publishSent } from './commands/opening/index.ts'
import { type Explainer, explain, explainUntold, type Recounter, recount } from './commands/published.ts'
import type { TellingKind } from './explanations/model.ts'
import { commissionCrontab, commissionTasks } from './tasks.commission.ts'
import { countInThread } from './tasks.counting.ts'
import { rollCrontab, rollTasks } from './tasks.roll.ts'

const TEN_MINUTES_MS = 600_000

/** Background work of polls, by the name it is enqueued under. */
export function ballotTasks(countAgain: Recounter, explainAll: Explainer, sms?: SmsSender) {
  return {
    'ballots.recount': async (payload: unknown, context: Context) => {
      const { pollId } = payload as { readonly pollId: string }
      await recount(context, pollId, countAgain)
    },
    'ballots.explain': async (payload: unknown, context: Context) => {
      const { pollId, telling } = payload as { readonly pollId: string; readonly telling: TellingKind }
      await explain(context, pollId, telling, explainAll)
    },
    ...commissionTasks,
    ...rollTasks(sms),
    'ballots.publish-opening': (payload: unknown, context: Context) =>
      publishSent(context, (payload as { readonly sentId: string }).sentId, countInThread),
    'ballots.publish-heads': (_payload: unknown, context: Context) => publishHeads(context),
    'ballots.explain-untold': async (_payload: unknown, context: Context) => {
      await explainUntold(context, TEN_MINUTES_MS, explainAll)
    },
  }
}

export const ballotCrontab: readonly CronItem[] = [
  { task: 'ballots.explain-untold', match: '*/10 * * * *' },
  { task: 'ballots.publish-heads', match: '0 * * * *' },
  ...commissionCrontab,
  ...rollCrontab,
]
