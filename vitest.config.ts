import { existsSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

// Three kinds of test, told apart by name alone. `npm test` runs them one after the other (tools/test.ts).
const PAGES = ['src/modules/**/{pages,desk,api}.test.{ts,tsx}', 'src/site.test.{ts,tsx}']
const DATABASE = ['src/**/*.db.test.{ts,tsx}', 'tools/**/*.db.test.ts', ...PAGES]
const SERVER = 'src/platform/database/global-setup.testing.ts'

// Only what hangs is cut: how quick a test is depends on what else the machine does.
const PATIENCE_MS = 180_000

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
          testTimeout: PATIENCE_MS,
        },
      },
      {
        extends: true,
        test: {
          name: 'database',
          include: DATABASE,
          globalSetup: existsSync(SERVER) ? [SERVER] : [],
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
          // Each worker has a service of its own, but when they walk through a site that runs already.
          fileParallelism: process.env.JOURNEYS_SITE === undefined,
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
