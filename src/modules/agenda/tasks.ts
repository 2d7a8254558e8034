import { z } from 'zod'
import type { Context } from '#platform/context'
import type { CronItem } from '#platform/jobs'
import { fillFreedPlaces, remind, tell } from './commands/index.ts'

const Told = z.object({ eventId: z.string(), what: z.enum(['cancelled', 'moved']), sequence: z.number() })

/** Background work of the agenda, by the name it is enqueued under. */
export const agendaTasks = {
  'agenda.remind': async (_payload: unknown, context: Context) => {
    try {
      await fillFreedPlaces(context)
    } finally {
      // Who is registered is reminded even when a freed place cannot be given.
      await remind(context)
    }
  },
  'agenda.tell': async (payload: unknown, context: Context) => {
    await tell(context, Told.parse(payload))
  },
}

export const agendaCrontab: readonly CronItem[] = [{ task: 'agenda.remind', match: '7 * * * *', catchUpMs: 3_600_000 }]
