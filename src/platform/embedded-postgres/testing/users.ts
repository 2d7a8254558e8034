import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Account } from '../account.ts'
import type { LaunchOptions } from '../launch.ts'
import type { LaunchReason } from '../refusals.ts'

/** What another process got: a server, or a refusal. */
export type Answer = {
  readonly adopted?: boolean
  readonly firstStart?: boolean
  readonly pid: number
  readonly host: string
  readonly dataFolder: string
  readonly reason?: LaunchReason
  readonly sentence?: string
  readonly steps: readonly string[]
}

export type OtherUser = {
  readonly answer: Promise<Answer>
  /** its exit status, or the signal that ended it */
  readonly ended: Promise<number | string>
  leave(): Promise<number | string>
  kill(): Promise<number | string>
}

const PROGRAM = fileURLToPath(new URL('user.testing.ts', import.meta.url))

/**
 * Launches in another process.
 *
 * @param account  its account, if not ours (only root can)
 * @param program  another copy of `user.testing.ts`
 */
export function launchElsewhere(
  options: Omit<LaunchOptions, 'onStep'>,
  account?: Account,
  env: Readonly<Record<string, string>> = {},
  program: string = PROGRAM,
): OtherUser {
  const child = spawn(process.execPath, [program, JSON.stringify(options)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
    ...(account && { uid: account.uid, gid: account.gid }),
  })
  const lines = createInterface(child.stdout)
  const ended = once(child, 'exit').then(([status, signal]) => status ?? signal)
  const answer = Promise.race([
    once(lines, 'line').then(([line]) => JSON.parse(line)),
    ended.then((status) => Promise.reject(new Error(`the other process ended with ${status} and no answer`))),
  ])
  answer.catch(() => {})
  return {
    answer,
    ended,
    leave() {
      child.stdin.end()
      return ended
    },
    kill() {
      child.kill('SIGKILL')
      return ended
    },
  }
}
