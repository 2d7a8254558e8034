import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, expect, onTestFinished } from 'vitest'
import { findChromium } from './chromium.ts'
import { place } from './place.ts'

/** What the visitor's machine is like. */
export type Visitor = {
  readonly javaScript?: boolean
  readonly viewport?: { readonly width: number; readonly height: number }
  readonly colorScheme?: 'light' | 'dark'
  readonly reducedMotion?: 'reduce' | 'no-preference'
  readonly forcedColors?: 'active' | 'none'
  /** Errors of the browser's console this story expects; any other fails it. */
  readonly expectedErrors?: RegExp
  /** Another site than that of all journeys, without a final slash. */
  readonly site?: string
}

const FRENCH: BrowserContextOptions = { locale: 'fr-FR', timezoneId: 'Europe/Paris' }
const withoutScripts = new WeakMap<Page, BrowserContextOptions>()

export const PHONE = { width: 320, height: 640 } as const
export const LAPTOP = { width: 1280, height: 800 } as const

/**
 * Opens a page of the site as a new visitor would: no cookie, French, Paris time. The page is closed when the test
 * ends, and the test fails if the browser complained meanwhile: a script in error, a file that is missing, anything our
 * Content-Security-Policy refused.
 *
 * @param path  as « /scrutins »; the site's address is put before it
 */
export async function visit(path: string, visitor: Visitor = {}): Promise<Page> {
  const { javaScript = true, viewport = LAPTOP, expectedErrors, site = place().site, ...looks } = visitor
  const options: BrowserContextOptions = { ...FRENCH, ...looks, viewport, javaScriptEnabled: javaScript }
  const context = await (await openBrowser()).newContext({ ...options, baseURL: site })
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  if (!javaScript) withoutScripts.set(page, options)
  const errors = consoleErrors(page)
  onTestFinished(async () => {
    await context.close()
    const unexpected = errors.filter((error) => !expectedErrors?.test(error) && !OUTRUN.test(error))
    expect(unexpected, `le navigateur s’est plaint sur ${path}`).toEqual([])
  })
  await page.goto(path)
  return page
}

/** Whoever leaves before a view transition ends has cut it short: Chromium says so as an error of the page. */
const OUTRUN = /Transition was (aborted|skipped)/

/** What the browser complains of from now on; the answer « 404 » of the page itself is not a complaint. */
export function consoleErrors(page: Page): readonly string[] {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(String(error)))
  page.on('console', (message) => {
    const isAnswer = message.text().startsWith('Failed to load resource') && message.location().url === page.url()
    if (message.type() === 'error' && !isAnswer) errors.push(`${message.text()} (${message.location().url})`)
  })
  return errors
}

/** Fails with one readable paragraph per violation of WCAG 2.2 AA on the page as it stands. */
export async function axe(page: Page): Promise<void> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
  const readable = await withScripts(page)
  // Its other mode opens a second page, to read frames: we have none.
  const { violations } = await new AxeBuilder({ page: readable })
    .options({ resultTypes: ['violations'] })
    .withTags(tags)
    .setLegacyMode(true)
    .analyze()
  const told = violations.map(({ id, help, helpUrl, nodes }) => {
    const places = nodes.map(({ target, failureSummary }) => `  ${target.join(' ')}\n    ${failureSummary}`)
    return `${id}: ${help} (${helpUrl})\n${places.join('\n')}`
  })
  if (readable !== page) await readable.context().close()
  expect(told, `accessibilité de ${page.url()}`).toEqual([])
}

// axe is itself a script: a page shown without scripts is read on a twin, the same text and styles, where only axe runs.
async function withScripts(page: Page): Promise<Page> {
  const options = withoutScripts.get(page)
  if (!options) return page
  const text = (await page.content()).replaceAll(/<(\/?)noscript>/g, '<$1div>')
  const twin = await (await (await openBrowser()).newContext({ ...options, javaScriptEnabled: true })).newPage()
  await twin.route('**/*', (route) => {
    const request = route.request()
    if (request.isNavigationRequest()) return route.fulfill({ contentType: 'text/html; charset=utf-8', body: text })
    return request.resourceType() === 'script' ? route.abort() : route.fallback()
  })
  await twin.goto(page.url())
  return twin
}

/** Presses Tab until the focus is on the element of that accessible name, as a person without a mouse does. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const met = new Map<number, string>()
  for (;;) {
    await page.keyboard.press('Tab')
    const place = await focusedPlace(page)
    if (met.has(place)) break
    const focused = await focusedName(page)
    if (typeof name === 'string' ? focused === name : name.test(focused)) return
    met.set(place, focused)
  }
  expect.fail(`le clavier n’atteint pas « ${String(name)} » ; il rencontre : ${[...met.values()].join(' | ')}`)
}

/** Presses a key that leads to another page, and waits for that page. */
export async function go(page: Page, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await Promise.all([page.waitForEvent('domcontentloaded'), page.keyboard.press(key)])
}

/** Rank of the focused element in the page: Tab comes back to a rank it has met when it has been everywhere. */
function focusedPlace(page: Page): Promise<number> {
  return page.evaluate(() => [...document.querySelectorAll('*')].indexOf(document.activeElement ?? document.body))
}

/** Accessible name of the focused element, '' when nothing has the focus. */
export async function focusedName(page: Page): Promise<string> {
  const focused = page.locator('body :focus')
  if ((await focused.count()) === 0) return ''
  const snapshot = await focused.ariaSnapshot()
  return /"((?:[^"\\]|\\.)*)"/.exec(snapshot)?.[1] ?? ''
}

/** Fails when the page must be scrolled sideways: content reflows down to 320 pixels (WCAG 1.4.10). */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const overflow = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth - clientWidth
  })
  expect(overflow, `${page.url()} dépasse de la fenêtre`).toBeLessThanOrEqual(0)
}

/** Keeps a picture of the whole page in the folder named by `SCREENSHOTS`, when there is one. */
export async function screenshot(page: Page, name: string): Promise<void> {
  const { SCREENSHOTS: folder } = process.env
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}

let opened: Promise<Browser> | undefined

/** One browser per story file, closed at its end. */
function openBrowser(): Promise<Browser> {
  opened ??= launchBrowser()
  return opened
}

afterAll(async () => {
  await (await opened)?.close()
})

async function launchBrowser(): Promise<Browser> {
  const { executable, headless, environment } = await findChromium()
  return chromium.launch({
    executablePath: executable,
    ignoreDefaultArgs: ['--headless'],
    args: [
      headless,
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
    // Containers rarely allow the browser's own sandbox, and it only meets our own pages.
    chromiumSandbox: false,
    env: { ...process.env, ...environment },
  })
}
