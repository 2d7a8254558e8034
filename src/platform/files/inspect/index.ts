import { spawn } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { done, type Result, refuse } from '#kernel/result'
import type { Format } from '../formats.ts'
import type { FileRefusal } from '../refusals.ts'

/** `isDrawn`: a picture was made anew, in the files `picture` and `thumbnail` of the folder. */
export type Verdict = { readonly isActive: boolean; readonly isDrawn: boolean }

/** @param folder  where it may write, of this file alone */
export type Inspect = (path: string, format: Format, folder: string) => Promise<Result<Verdict, FileRefusal>>

const PATIENCE_MS = 60_000
/** Children at once: each may hold a picture of fifty million points. */
const AT_ONCE = 2

/**
 * Reads files in child processes: a file that crashes its reader, fills the memory or never ends takes nothing with it.
 *
 * @param root  the project's folder
 */
export function inspectInChild(root: string): Inspect {
  const program = join(root, 'src/platform/files/inspect/inspect.child.ts')
  const waiting: (() => void)[] = []
  let running = 0

  return async (path, format, folder) => {
    if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
    else running += 1
    try {
      return await run(program, [path, format, folder])
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}

async function run(program: string, told: readonly string[]): Promise<Result<Verdict, FileRefusal>> {
  const child = spawn(process.execPath, ['--max-old-space-size=256', program, ...told], {
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: PATIENCE_MS,
    killSignal: 'SIGKILL',
    env: { PATH: process.env.PATH },
  })
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL)
  const ended = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve))
  const [status, answer] = await Promise.all([ended, text(child.stdout)])
  // What nobody can read to its end is not kept.
  if (status !== 0) return refuse('unreadable')
  const verdict = JSON.parse(answer) as Verdict | { readonly refusal: FileRefusal }
  return 'refusal' in verdict ? refuse(verdict.refusal) : done(verdict)
}
