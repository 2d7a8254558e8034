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

/** Launches in another process, under an account of its own if one is given (only root can). */
export function launchElsewhere(
  options: Omit<LaunchOptions, 'onStep'>,
  account?: Account,
  env: Readonly<Record<string, string>> = {},
): OtherUser {
  const program = fileURLToPath(new URL('user.testing.ts', import.meta.url))
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
