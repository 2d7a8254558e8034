import { existsSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

// Three kinds of test, told apart by name alone. `npm test` runs them one after the other (tools/test.ts).
const PAGES = ['src/modules/**/{pages,desk,api}.test.{ts,tsx}', 'src/site.test.{ts,tsx}']
const DATABASE = ['src/**/*.db.test.{ts,tsx}', 'tools/**/*.db.test.ts', ...PAGES]
const SERVER = 'src/platform/database/global-setup.testing.ts'

// Only what hangs is cut: how quick a test is depends on what else the machine does.
const PATIENCE_MS = 180_000

// Files of a worker share what they import, as pages of one service do: evaluating the whole site for each took a third of
// the time. What a test changes is in its database or its browser, and each file has its own of these.
const TOGETHER = false

export default defineConfig({
  test: {
    // The machine that matters has two cores.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{bin,src,tools,bench,simulation}/**/*.test.{ts,tsx}'],
          exclude: DATABASE,
          isolate: TOGETHER,
          testTimeout: PATIENCE_MS,
        },
      },
      {
        extends: true,
        test: {
          name: 'database',
          include: DATABASE,
          globalSetup: existsSync(SERVER) ? [SERVER] : [],
          isolate: TOGETHER,
          testTimeout: PATIENCE_MS,
          hookTimeout: PATIENCE_MS,
        },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: ['journeys/**/*.journey.ts'],
          globalSetup: ['journeys/service.global-setup.ts'],
          isolate: TOGETHER,
          // Each worker has a service of its own, but when they walk through a site that runs already.
          fileParallelism: process.env.JOURNEYS_SITE === undefined,
          // The browser is not ours, and once in thousands of clicks it loses one on a loaded machine. What a second try
          // saves is told at the end of `npm test`. Other tests have none: what fails there is ours.
          retry: 1,
          testTimeout: PATIENCE_MS,
          hookTimeout: PATIENCE_MS,
        },
      },
    ],
    coverage: {
      provider: 'v8',
      // Only where a wrong branch is a wrong result: counting the rest would slow everyone for a figure nobody reads.
      include: ['src/kernel/tally/**/*.ts'],
      exclude: ['**/*.test.ts', '**/*.testing.ts'],
      reporter: ['text-summary', 'json-summary'],
      reportsDirectory: 'coverage',
      thresholds: { 'src/kernel/tally/**': { branches: 95 } },
    },
  },
})
