import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import type { Kysely } from 'kysely'
import type { DB } from '#platform/database'
import type { Seal } from './chain.ts'
import { listSealsAfter, lockTrail } from './seals.ts'

/** One line of the file: what a seal was when it was written there. */
export type KeptHead = { readonly number: number; readonly sealedAt: string; readonly head: string }

export type HeadsFile = {
  readonly heads: readonly KeptHead[]
  /** Lines, from 1, that no version of us wrote. */
  readonly unreadable: readonly number[]
  /** The last line has no end: its writer died. */
  readonly isCut: boolean
}

/** Reads the heads kept outside the database. A file that is not there is an empty one. */
export function readHeads(path: string): HeadsFile {
  const text = readIfThere(path)
  const lines = text.split('\n')
  const last = lines.pop() ?? ''
  const read = lines.map(headOfLine)
  // A line cut by a crash is followed by the whole one.
  const unreadable = read.flatMap((head, index) => (head || isBeginningOf(lines, index) ? [] : [index + 1]))
  return { heads: read.filter((head) => head !== undefined), unreadable, isCut: last !== '' }
}

/**
 * Adds to the file the seals it lacks, one line each, and waits until the disk has them. Each machine has its own file,
 * and each holds them all.
 *
 * @returns how many lines were added
 */
export function keepHeads(db: Kysely<DB>, path: string): Promise<number> {
  return db
    .transaction()
    .setIsolationLevel('read committed')
    .execute(async (transaction) => {
      await lockTrail(transaction)
      const { heads, isCut } = readHeads(path)
      const missing = await listSealsAfter(transaction, heads.at(-1)?.number ?? 0, MISSING_AT_ONCE)
      if (missing.length > 0) append(path, `${isCut ? '\n' : ''}${missing.map(lineOf).join('')}`)
      return missing.length
    })
}

// A year of minutes: a file that was lost is written again in a few turns.
const MISSING_AT_ONCE = 600_000

function lineOf({ number, sealedAt, head }: Seal): string {
  return `${sealedAt} ${number} ${head}\n`
}

function headOfLine(line: string): KeptHead | undefined {
  const match = /^(\S+Z) (\d{1,9}) ([0-9a-f]{64})$/.exec(line)
  return match ? { sealedAt: match[1]!, number: Number(match[2]), head: match[3]! } : undefined
}

function isBeginningOf(lines: readonly string[], index: number): boolean {
  const next = lines[index + 1]
  return next !== undefined && headOfLine(next) !== undefined && next.startsWith(lines[index]!)
}

function append(path: string, text: string): void {
  const file = openSync(path, 'a', 0o640)
  try {
    writeSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  }
}
