import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import { join } from 'node:path'
import { buffer, text } from 'node:stream/consumers'
import { serialize } from 'node:v8'
import { PressError } from './failure.ts'
import type { Verdict, Work } from './work.ts'

/** Longest one document may take: one is made in less than a second, and a busy machine is not a fault. */
const PATIENCE_MS = 60_000
/** Children at once; who comes after waits. */
const AT_ONCE = 2
/** Of JavaScript's own memory; and of all a child may write in, which the system itself refuses beyond. */
const MOST_HEAP_MB = 384
const MOST_MEMORY_KB = 1_500_000

export type Press = (work: Work) => Promise<{ readonly verdict: Verdict; readonly document: Uint8Array<ArrayBuffer> }>

/**
 * Makes documents in child processes: a model that never ends, or fills the memory, takes nothing with it.
 *
 * @param bounds  smaller ones, for tests
 * @returns       what makes one; it throws a `PressError` when a document is not made
 */
export function openPress(bounds: { readonly patienceMs?: number; readonly heapMb?: number } = {}): Press {
  const { patienceMs = PATIENCE_MS, heapMb = MOST_HEAP_MB } = bounds
  const waiting: (() => void)[] = []
  let running = 0
  return async (work) => {
    if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
    else running += 1
    try {
      return await run(work, patienceMs, heapMb)
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}

const PROGRAM = join(import.meta.dirname, 'press.child.ts')
const NO_FACES = join(import.meta.dirname, '../pdf/faces/fonts.conf')
const children = new Set<ChildProcessWithoutNullStreams>()
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL')
})

async function run(work: Work, patienceMs: number, heapMb: number) {
  const child = start(heapMb)
  let isLate = false
  const patience = setTimeout(() => {
    isLate = true
    child.kill('SIGKILL')
  }, patienceMs)
  try {
    child.stdin.on('error', () => {}) // It ended before it had read all: its status tells why.
    child.stdin.end(serialize(work))
    const ended = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve))
    const [status, answer, complaint] = await Promise.all([ended, buffer(child.stdout), text(child.stderr)])
    if (isLate) throw new PressError('too-long', `${work.work} was not done in ${patienceMs} ms`)
    if (status !== 0) throw new PressError(failureOf(complaint, child.signalCode), complaint)
    return read(answer)
  } finally {
    clearTimeout(patience)
    children.delete(child)
  }
}

// The shell sets the bound and becomes the program: one process, one id to end.
const BOUNDED = `ulimit -d ${MOST_MEMORY_KB}; exec "$@"`

function start(heapMb: number): ChildProcessWithoutNullStreams {
  const words = [process.execPath, `--max-old-space-size=${heapMb}`, PROGRAM]
  const child = spawn('/bin/sh', ['-c', BOUNDED, 'press', ...words], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, TZ: 'UTC', FONTCONFIG_FILE: NO_FACES },
  })
  children.add(child)
  // Readers come first: a document can wait.
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL)
  return child
}

function failureOf(complaint: string, signal: NodeJS.Signals | null) {
  if (/heap out of memory|memory allocation|bad_alloc|Cannot allocate memory/i.test(complaint)) return 'too-heavy'
  return signal === 'SIGTERM' || signal === 'SIGINT' ? 'stopped' : 'failed'
}

function read(answer: Buffer) {
  const end = answer.indexOf('\n')
  const verdict = JSON.parse(answer.toString('utf8', 0, end)) as Verdict
  return { verdict, document: new Uint8Array(answer.subarray(end + 1)) }
}
