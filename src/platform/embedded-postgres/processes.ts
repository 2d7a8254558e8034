import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs'

/** A process that cannot be mistaken for a later one of the same number. */
export type ProcessId = { readonly pid: number; readonly startTicks: string }

/** The living process of that number, if any; a zombie is dead. */
export function findProcess(pid: number): ProcessId | undefined {
  try {
    // The name, between parentheses, may hold spaces: count the fields after it. See proc(5), /proc/pid/stat.
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)?.split(' ') ?? []
    const [state, startTicks] = [fields[0], fields[19]]
    return state === 'Z' || state === 'X' || startTicks === undefined ? undefined : { pid, startTicks }
  } catch {
    return undefined
  }
}

export function isAlive(id: ProcessId): boolean {
  return findProcess(id.pid)?.startTicks === id.startTicks
}

/** Whether a living process works in that folder under that account, as every process of a PostgreSQL does in its data. */
export function worksIn(pid: number, folder: string, uid: number): boolean {
  try {
    return statSync(`/proc/${pid}`).uid === uid && readlinkSync(`/proc/${pid}/cwd`) === folder && !!findProcess(pid)
  } catch {
    return false
  }
}

export function listProcessesIn(folder: string, uid: number): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => worksIn(pid, folder, uid))
}
