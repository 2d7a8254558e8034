import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

/** A rule of WCAG 2.2 AA, or of good practice, that a page breaks. */
export type Violation = {
  readonly id: string
  readonly help: string
  readonly helpUrl: string
  readonly places: readonly { readonly target: string; readonly summary: string }[]
}

type Axe = {
  run(
    page: Document,
    options: object,
  ): Promise<{
    readonly violations: readonly {
      readonly id: string
      readonly help: string
      readonly helpUrl: string
      readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[]
    }[]
  }>
}

/** The rules that read colours: all that may differ by night. */
export const COLOURS = ['color-contrast', 'link-in-text-block'] as const

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/**
 * Reads a page as it stands. axe is put once into each document, and only what it finds wrong comes back: its own runner
 * for Playwright sends its half megabyte for every reading, and all it found right, which takes longer than reading.
 *
 * @param page         without frames: ours have none
 * @param runsScripts  whether it is shown with its scripts; without, only axe runs in it
 * @param rules        those to hold the page against; all when left out
 */
export async function findViolations(
  page: Page,
  runsScripts: boolean,
  rules?: readonly string[],
): Promise<readonly Violation[]> {
  const isThere = await page.evaluate(() => 'axe' in globalThis)
  if (!isThere) await page.evaluate(runsScripts ? SOURCE : TIMELESS + SOURCE)
  const runOnly = rules ? { type: 'rule', values: rules } : { type: 'tag', values: TAGS }
  return page.evaluate(async (only) => {
    const { axe } = globalThis as unknown as { readonly axe: Axe }
    // None of these rules reads the stylesheets as texts: they are not fetched again.
    const options = { runOnly: only, resultTypes: ['violations'], iframes: false, preload: false }
    const { violations } = await axe.run(document, options)
    return violations.map(({ id, help, helpUrl, nodes }) => ({
      id,
      help,
      helpUrl,
      places: nodes.map(({ target, failureSummary = '' }) => ({ target: target.join(' '), summary: failureSummary })),
    }))
  }, runOnly)
}

// The engine its runner comes with. The value of the script is not asked for: it would be read whole.
const engine = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright'))('axe-core') as {
  readonly source: string
}
const SOURCE = `${engine.source}; undefined`

// Where scripts are off no clock calls back, but promises are kept: what axe puts off by a moment comes at once.
const TIMELESS = 'globalThis.setTimeout = (act) => { void Promise.resolve().then(act); return 0 };'
