import type { TaskList } from 'graphile-worker'
import { fromStoredJson } from '#platform/database'
import type { JobPayload } from './enqueue.ts'
import { describeFault } from './fault.ts'

/**
 * Does one kind of job. It may run more than once for the same job (a crash, a lost connection): it must find out what
 * is done already. What it throws makes it be tried again.
 */
export type Task<Context> = (payload: JobPayload, context: Context) => Promise<void>

export function taskListOf<Context>(tasks: Readonly<Record<string, Task<Context>>>, context: Context): TaskList {
  const entries = Object.entries(tasks).map(([name, task]) => [name, runner(task, context)] as const)
  return Object.fromEntries(entries)
}

function runner<Context>(task: Task<Context>, context: Context) {
  return async (payload: unknown): Promise<void> => {
    try {
      await task(fromStoredJson(JSON.stringify(payload)) as JobPayload, context)
    } catch (error) {
      throw new TaskFault(describeFault(error))
    }
  }
}

/** What graphile-worker keeps in the job's row and in the log: where it failed, never a value that was handled. */
class TaskFault extends Error {
  override readonly name = 'TaskFault'

  constructor(description: string) {
    super(description)
    this.stack = ''
  }
}
