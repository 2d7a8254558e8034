import type { Context } from '#platform/context'
import { type Recounter, recount } from './commands.ts'

/** Background work of polls, by the name it is enqueued under. */
export function ballotTasks(countAgain: Recounter) {
  return {
    'ballots.recount': async (payload: unknown, context: Context) => {
      const { pollId } = payload as { readonly pollId: string }
      await recount(context, pollId, countAgain)
    },
  }
}
