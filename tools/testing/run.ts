import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { REPORT_PATH, type Report, readReport } from './report.ts'
import type { Step } from './steps.ts'

export type Outcome = Report & {
  readonly step: Step
  readonly status: number
  readonly ms: number
}

const ROOT = resolve(import.meta.dirname, '../..')
const AT_ONCE = 2

export function isFailure(outcome: Outcome): boolean {
  return outcome.status !== 0 || outcome.failed > 0
}

/** Runs steps two at a time; each prints under its heading, what it says only when it fails. */
export async function runLightSteps(steps: readonly Step[]): Promise<Outcome[]> {
  const waiting = [...steps]
  const outcomes: Outcome[] = []
  const worker = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const { status, output, ms } = await run(step.command, 'keep')
      printHeading(step)
      if (status !== 0) process.stdout.write(output)
      outcomes.push({ step, status, ms, passed: 0, failed: 0, secondTries: [] })
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return outcomes
}

/** Runs a step whose output is shown as it comes, and counts its tests. */
export async function runStep(step: Step): Promise<Outcome> {
  printHeading(step)
  const folder = mkdtempSync(join(tmpdir(), 'filigrane-tests-'))
  const report = join(folder, 'report.json')
  try {
    const reporters = ['--reporter=default', `--reporter=${join(import.meta.dirname, 'report.ts')}`]
    const { status, ms } = await run([...step.command, ...reporters], 'show', { [REPORT_PATH]: report })
    return { step, status, ms, ...readReport(report) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function printHeading({ title }: Step): void {
  console.log(`\n── ${title} ${'─'.repeat(Math.max(0, 70 - title.length))}`)
}

type Run = { readonly status: number; readonly output: string; readonly ms: number }

function run(
  command: readonly string[],
  output: 'show' | 'keep',
  variables: Readonly<Record<string, string>> = {},
): Promise<Run> {
  const startedAt = performance.now()
  return new Promise((resolveRun) => {
    const child = spawn(process.execPath, command, {
      cwd: ROOT,
      env: { ...process.env, ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }), ...variables },
      stdio: ['ignore', output === 'show' ? 'inherit' : 'pipe', output === 'show' ? 'inherit' : 'pipe'],
    })
    let kept = ''
    child.stdout?.on('data', (data: Buffer) => (kept += data.toString()))
    child.stderr?.on('data', (data: Buffer) => (kept += data.toString()))
    child.on('close', (status) => resolveRun({ status: status ?? 1, output: kept, ms: performance.now() - startedAt }))
  })
}
