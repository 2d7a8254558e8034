import type { Page } from 'playwright-core'
import { axe, LAPTOP, PHONE, screenshot } from '../browser.ts'
import type { Fault } from './faults.ts'

/** How axe sees a page, in turn: the pages are made of the same parts, and the catalogue shows those in every mode. */
const MODES = ['de jour', 'de nuit', 'de jour', 'en couleurs forcées', 'de jour', 'sur un téléphone'] as const

/**
 * Opens a page and looks at it as readers do: what is at fault, and where. The page must be one that runs scripts.
 *
 * @param turn  rank of the page: says in which mode axe reads it
 */
export async function lookAt(page: Page, path: string, turn: number): Promise<readonly Fault[]> {
  const answer = await page.goto(path)
  const faults: Fault[] = []
  const note = async (what: string, look: () => Promise<unknown>) => {
    try {
      await look()
    } catch (error) {
      faults.push({ where: `${path} (${what})`, what: toldBy(error) })
    }
  }
  if (answer?.status() !== 200) faults.push({ where: path, what: `répond ${answer?.status()}` })
  await note('sur un ordinateur', () => mustFit(page))
  await note('au clavier', () => skipToContent(page))
  const mode = MODES[turn % MODES.length] ?? 'de jour'
  const isElsewhere = READ_ELSEWHERE.test(path)
  if (mode !== 'sur un téléphone' && !isElsewhere) await readIn(mode)
  await page.setViewportSize(PHONE)
  await note('à 320 pixels', () => mustFit(page))
  if (mode === 'sur un téléphone' && !isElsewhere) await readIn(mode)
  await page.setViewportSize(LAPTOP)
  return faults

  async function readIn(mode: (typeof MODES)[number]): Promise<void> {
    await page.emulateMedia({
      colorScheme: mode === 'de nuit' ? 'dark' : 'light',
      forcedColors: mode === 'en couleurs forcées' ? 'active' : 'none',
    })
    await note(mode, () => axe(page))
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' })
  }
}

/** The catalogue has its own story, where axe reads each page in every mode. */
const READ_ELSEWHERE = /^\/ui(\/|$)/

/** What an assertion found in place of nothing, else its message. */
function toldBy(error: unknown): string {
  const { actual } = error as { readonly actual?: unknown }
  return Array.isArray(actual) ? actual.join('\n') : String(error)
}

/**
 * Opens a page where no script runs, on a small phone: it has its title and fits.
 *
 * @param isRead  whether axe reads it too
 */
export async function lookAtPlain(page: Page, path: string, isRead: boolean): Promise<readonly Fault[]> {
  const faults: Fault[] = []
  const look = async () => {
    await page.goto(path)
    if (!(await page.locator('h1').isVisible())) throw new Error('pas de titre')
    await mustFit(page)
    if (isRead) await axe(page)
  }
  await look().catch((error: unknown) => faults.push({ where: `${path} (sans JavaScript)`, what: toldBy(error) }))
  return faults
}

async function skipToContent(page: Page): Promise<void> {
  // A form that came back puts its reader on what is wrong: there is nothing to skip.
  if (await page.evaluate(() => document.activeElement !== document.body)) return
  await page.keyboard.press('Tab')
  const first = await page.evaluate(() => document.activeElement?.textContent?.trim())
  if (first !== 'Aller au contenu') throw new Error(`Tab mène d’abord à « ${first} »`)
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => document.activeElement?.id === 'contenu')
}

async function mustFit(page: Page): Promise<void> {
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  if (excess > 0) throw new Error(`la page dépasse de ${excess} pixels`)
}

/** Keeps two pictures of the page when `SCREENSHOTS` names a folder: as a phone shows it, and a laptop. */
export async function picture(page: Page, route: string): Promise<void> {
  if (!process.env.SCREENSHOTS) return
  const name = route === '/' ? 'accueil' : route.replaceAll(/\{[^}]*\}|[^a-z-]+/g, '-').replaceAll(/^-+|-+$/g, '')
  for (const [size, viewport] of [
    ['360', { width: 360, height: 780 }],
    ['1280', LAPTOP],
  ] as const) {
    await page.setViewportSize(viewport)
    await screenshot(page, `${name}-${size}`)
  }
}
