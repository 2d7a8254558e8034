import { readFileSync, writeFileSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'

/** What `npm test` retains of a step that ran tests. */
export type Report = {
  readonly passed: number
  readonly failed: number
  readonly secondTries: readonly SecondTry[]
}

/** A story that failed, then passed: what the first try met is told all the same. */
export type SecondTry = {
  /** File, then the sentence. */
  readonly test: string
  readonly met: readonly string[]
}

/** The variable that tells where the report goes. Not one of ours by its name: a service refuses those it does not know. */
export const REPORT_PATH = 'TEST_REPORT'

// What does not even report has no test to fail: it counts for one.
const NOTHING: Report = { passed: 0, failed: 1, secondTries: [] }

/** The report a step left, or that of a failure when it left none. */
export function readReport(path: string): Report {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Report
  } catch {
    return NOTHING
  }
}

/** Vitest's own reporters do not say what a second try saved. */
export default function reporter(): Reporter {
  return {
    onTestRunEnd(modules) {
      const path = process.env[REPORT_PATH]
      if (path !== undefined) writeFileSync(path, JSON.stringify(reportOf(modules)))
    },
  }
}

function reportOf(modules: readonly TestModule[]): Report {
  const reports = modules.map((module) => {
    const tests = [...module.children.allTests()]
    const failed = tests.filter((test) => test.result().state === 'failed').length
    const passed = tests.filter((test) => test.result().state === 'passed').length
    const secondTries = tests
      .filter((test) => test.diagnostic()?.flaky)
      .map((test) => ({
        test: `${module.relativeModuleId} : ${test.name}`,
        met: test.attempts().flatMap(({ errors }) => (errors ?? []).map(({ message }) => message)),
      }))
    // A file that does not even load has no test to fail: it counts for one.
    return { passed, failed: failed === 0 && module.state() === 'failed' ? 1 : failed, secondTries }
  })
  return {
    passed: reports.reduce((sum, { passed }) => sum + passed, 0),
    failed: reports.reduce((sum, { failed }) => sum + failed, 0),
    secondTries: reports.flatMap(({ secondTries }) => secondTries),
  }
}
