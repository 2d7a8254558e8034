import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { REFUSED, type Status } from './command.ts'

// A heap left to itself grows to hundreds of megabytes before it is swept, however little is alive in it.
const LIMITS = ['--max-semi-space-size=4', '--max-old-space-size=160']

/**
 * Does this same command in a child whose heap is kept small: a long file is read in little memory beside the service.
 *
 * @returns  the status of the child; undefined in the child itself, which then does the work
 */
export async function inSmallHeap(): Promise<Status | undefined> {
  if (LIMITS.every((limit) => process.execArgv.includes(limit))) return undefined
  const words = [...process.execArgv, ...LIMITS, ...process.argv.slice(1)]
  const child = spawn(process.execPath, words, { stdio: 'inherit' })
  const forward = (signal: NodeJS.Signals) => child.kill(signal)
  for (const signal of SIGNALS) process.on(signal, forward)
  const [status] = (await once(child, 'exit')) as [number | null]
  for (const signal of SIGNALS) process.off(signal, forward)
  return status === 0 || status === 1 || status === 2 ? status : REFUSED
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const
