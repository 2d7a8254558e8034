import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Locator,
  type Page,
} from 'playwright-core'
import { expect, onTestFinished } from 'vitest'
import { findViolations } from './axe.ts'
import { findChromium } from './chromium.ts'
import { watchPages } from './left-open.ts'
import { place } from './place.ts'

/** What the visitor's machine is like. */
export type Visitor = {
  readonly javaScript?: boolean
  readonly viewport?: { readonly width: number; readonly height: number }
  readonly colorScheme?: 'light' | 'dark'
  /** 'reduce' unless the story is about what moves. */
  readonly reducedMotion?: 'reduce' | 'no-preference'
  readonly forcedColors?: 'active' | 'none'
  /** True unless the story is about pages fetched early. */
  readonly savesData?: boolean
  /** Errors of the browser's console this story expects; any other fails it. */
  readonly expectedErrors?: RegExp
  /** Another site than that of all journeys, without a final slash. */
  readonly site?: string
}

const FRENCH: BrowserContextOptions = { locale: 'fr-FR', timezoneId: 'Europe/Paris' }

// While one page fades into the next, the picture of the old one lies over the new and takes the click; without scripts
// the browser’s driver cannot see that it was lost. So visitors ask for stillness.
const STILL: BrowserContextOptions = { reducedMotion: 'reduce' }

// A page fetched before it is asked for is one more thing to wait for: who asks to save data gets no rules of early fetching.
const SAVING: BrowserContextOptions = { extraHTTPHeaders: { 'Save-Data': 'on' } }

// Only what hangs is cut. A page is answered in a second, also where other stories run.
const PATIENCE_MS = 30_000

/** For what waits for a document: a child of low priority makes it. */
export const A_DOCUMENT = { timeout: 90_000 } as const

const withoutScripts = new WeakSet<BrowserContext>()

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
  const { expectedErrors, site = place().site } = visitor
  const context = await (await openBrowser()).newContext({ ...optionsOf(visitor), baseURL: site })
  context.setDefaultTimeout(PATIENCE_MS)
  const leftOpen = watchPages(context)
  const page = await context.newPage()
  if (visitor.javaScript === false) withoutScripts.add(context)
  const errors = consoleErrors(page)
  onTestFinished(async ({ task }) => {
    const lost = task.result?.state === 'fail' ? await leftOpen() : ''
    await context.close()
    const unexpected = errors.filter((error) => !expectedErrors?.test(error))
    if (lost !== '') expect.fail([`la visite de ${path} s’arrête là`, lost, ...unexpected].join('\n'))
    expect(unexpected, `le navigateur s’est plaint sur ${path}`).toEqual([])
  })
  await page.goto(path)
  return page
}

function optionsOf(visitor: Visitor): BrowserContextOptions {
  const { javaScript = true, viewport = LAPTOP, savesData = true, expectedErrors: _, site: __, ...looks } = visitor
  return { ...FRENCH, ...STILL, ...(savesData ? SAVING : {}), ...looks, viewport, javaScriptEnabled: javaScript }
}

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

/**
 * Fails with one readable paragraph per violation of WCAG 2.2 AA on the page as it stands, with or without scripts.
 *
 * @param rules  those to hold it against; all when left out
 */
export async function axe(page: Page, rules?: readonly string[]): Promise<void> {
  const violations = await findViolations(page, !withoutScripts.has(page.context()), rules)
  const told = violations.map(({ id, help, helpUrl, places }) => {
    const lines = places.map(({ target, summary }) => `  ${target}\n    ${summary}`)
    return `${id}: ${help} (${helpUrl})\n${lines.join('\n')}`
  })
  expect(told, `accessibilité de ${page.url()}`).toEqual([])
}

/** Presses Tab until the focus is on the element of that accessible name, as a person without a mouse does. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const met = new Map<number, string>()
  for (;;) {
    await page.keyboard.press('Tab')
    const { place, isPage } = await focusedPlace(page)
    if (met.has(place)) break
    const focused = isPage ? '' : await nameOf(page.locator('body :focus'))
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
function focusedPlace(page: Page): Promise<{ readonly place: number; readonly isPage: boolean }> {
  return page.evaluate(() => {
    const focused = document.activeElement ?? document.body
    return { place: [...document.querySelectorAll('*')].indexOf(focused), isPage: focused.contains(document.body) }
  })
}

/** Accessible name of the focused element, '' when nothing has the focus. */
export async function focusedName(page: Page): Promise<string> {
  const focused = page.locator('body :focus')
  return (await focused.count()) === 0 ? '' : nameOf(focused)
}

async function nameOf(focused: Locator): Promise<string> {
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

/** Whether pictures are asked for: a story that only takes some has nothing to do else, every page is opened by others. */
export const TAKES_PICTURES = Boolean(process.env.SCREENSHOTS)

/** Keeps a picture of the whole page in the folder named by `SCREENSHOTS`, when there is one. */
export async function screenshot(page: Page, name: string): Promise<void> {
  const { SCREENSHOTS: folder } = process.env
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}

let opened: Promise<Browser> | undefined

/** One browser per worker, for all its stories: each visitor has a context of their own. It ends with the worker. */
function openBrowser(): Promise<Browser> {
  opened ??= launchBrowser()
  return opened
}

async function launchBrowser(): Promise<Browser> {
  const { executable, headless, environment } = await findChromium()
  const browser = await chromium.launch({
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
  // One that died takes its story with it, not the next.
  browser.once('disconnected', () => {
    opened = undefined
  })
  return browser
}
