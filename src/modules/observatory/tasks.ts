import type { Context } from '#platform/context'
import { countFigures } from './commands/index.ts'

/** Background work of the observatory, by the name it is enqueued under. */
export const observatoryTasks = {
  'observatory.count': async (_payload: unknown, context: Context) => {
    await countFigures(context)
  },
}
