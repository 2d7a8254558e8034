import { execFileSync, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

export type Run = { readonly milliseconds: number; readonly rssMb: number; readonly output: string }

/** Runs a program to its end and tells how long it took, start included, and the most memory it held. */
export async function runProcess(program: string, words: readonly string[], input?: string): Promise<Run> {
  const start = performance.now()
  const child = spawn(program, words, { stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.end(input)
  let output = ''
  let rssMb = 0
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  const watch = setInterval(() => {
    rssMb = Math.max(rssMb, peakOf(child.pid))
  }, 10)
  const status = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve))
  clearInterval(watch)
  const milliseconds = performance.now() - start
  if (status !== 0) throw new Error(`${program} ${words.join(' ')} ended with status ${status}`)
  return { milliseconds, rssMb, output }
}

export function commitOf(): string {
  return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8', cwd: import.meta.dirname }).trim()
}

/** Linux keeps the peak; elsewhere, and once the process has gone, 0. */
function peakOf(pid: number | undefined): number {
  try {
    return Number(/VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}
