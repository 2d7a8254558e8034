import { type ChildProcess, execFile, type StdioOptions, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** The account PostgreSQL runs under. */
export type Account = { readonly uid: number; readonly gid: number; readonly name: string }

export type Outcome = { readonly ok: boolean; readonly output: string; readonly code: string }

export const myUid: number = process.getuid?.() ?? -1
export const isRoot: boolean = myUid === 0

export function nameOf(uid: number): string {
  return listAccounts().find((account) => account.uid === uid)?.name ?? `n° ${uid}`
}

/** PostgreSQL refuses root: as root it runs under `postgres`, or `nobody`, which every system has. */
export function findAccountForNewData(): Account | undefined {
  if (!isRoot) return { uid: myUid, gid: process.getgid?.() ?? myUid, name: nameOf(myUid) }
  const accounts = listAccounts()
  const named = (name: string) => accounts.find((account) => account.name === name && account.uid !== 0)
  return named('postgres') ?? named('nobody')
}

/**
 * Runs a program to its end under the account, in a clean environment.
 *
 * @returns  its output and how it ended; `code` is a system error's name when it could not run
 * @throws   ESETUID when root may not take that account, as in a container that has one account only
 */
export function runAs(account: Account, file: string, args: readonly string[]): Promise<Outcome> {
  const { promise, resolve, reject } = Promise.withResolvers<Outcome>()
  const end = (error: Error | null, stdout: string, stderr: string) => {
    const code = error && 'code' in error ? String(error.code) : ''
    if (isRoot && (code === 'EPERM' || code === 'EINVAL')) reject(cannotBecome(account))
    else resolve({ ok: error === null, output: stdout + stderr, code })
  }
  try {
    const options = { cwd: '/', env: ENVIRONMENT, maxBuffer: 1 << 24, ...identity(account) }
    execFile(file, [...args], options, end)
  } catch (error) {
    end(error as Error, '', '')
  }
  return promise
}

/** Leaves a program running under the account, in a session of its own so that Ctrl-C does not reach it. */
export function spawnAs(account: Account, file: string, args: readonly string[], stdio: StdioOptions): ChildProcess {
  const options = { cwd: '/', env: ENVIRONMENT, detached: true, stdio, ...identity(account) }
  return spawn(file, [...args], options)
}

export async function canEnter(account: Account, folder: string): Promise<boolean> {
  return (await runAs(account, '/bin/sh', ['-c', 'cd "$1"', 'sh', folder])).ok
}

// Nothing of the caller's environment: its LD_LIBRARY_PATH, PGDATA or LANG must not change the server.
const ENVIRONMENT = { PATH: '/usr/bin:/bin', LANG: 'C', LC_ALL: 'C', TZ: 'UTC' }

function identity(account: Account): { readonly uid?: number; readonly gid?: number } {
  return isRoot ? { uid: account.uid, gid: account.gid } : {}
}

function cannotBecome(account: Account): Error {
  const message = `root ne peut pas prendre le compte « ${account.name} » ici`
  return Object.assign(new Error(message), { code: 'ESETUID' })
}

function listAccounts(): readonly Account[] {
  const fields = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  return fields.map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
}
