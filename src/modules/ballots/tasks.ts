import type { Context } from '#platform/context'
import type { CronItem } from '#platform/jobs'
import { type Explainer, explain, explainUntold, type Recounter, recount } from './commands.ts'
import type { TellingKind } from './explanations/model.ts'

const TEN_MINUTES_MS = 600_000

/** Background work of polls, by the name it is enqueued under. */
export function ballotTasks(countAgain: Recounter, explainAll: Explainer) {
  return {
    'ballots.recount': async (payload: unknown, context: Context) => {
      const { pollId } = payload as { readonly pollId: string }
      await recount(context, pollId, countAgain)
    },
    'ballots.explain': async (payload: unknown, context: Context) => {
      const { pollId, telling } = payload as { readonly pollId: string; readonly telling: TellingKind }
      await explain(context, pollId, telling, explainAll)
    },
    'ballots.explain-untold': async (_payload: unknown, context: Context) => {
      await explainUntold(context, TEN_MINUTES_MS, explainAll)
    },
  }
}

export const ballotCrontab: readonly CronItem[] = [{ task: 'ballots.explain-untold', match: '*/10 * * * *' }]
