import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { Walker } from './crawl.ts'

type Invented = {
  readonly id: string
  readonly displayName: string
  readonly email: string | null
  readonly roles: readonly unknown[]
  readonly card?: { readonly number: string }
}

const FILE = join(import.meta.dirname, '../../data/demonstration/people.json')
const { people } = JSON.parse(readFileSync(FILE, 'utf8')) as { readonly people: readonly Invented[] }

/** What may stand in no address: names, e-mail addresses and card numbers of the demonstration. */
export const PERSONAL: readonly string[] = people.flatMap(({ displayName, email, card }) =>
  [displayName, email, card?.number].filter((word) => word !== null && word !== undefined),
)

/** Nobody signed in, then people of the demonstration, one for each set of roles: who holds the same sees the same pages. */
export async function readyWalkers(site: string): Promise<readonly Walker[]> {
  const walkers: Walker[] = [{ name: 'sans compte', cookies: '', starts: STARTS }]
  for (const { id, displayName } of oneOfEach(people)) {
    const entered = await send(site, '/connexion', '/connexion/demonstration', { personne: id })
    walkers.push({ name: displayName, cookies: entered.cookies, starts: STARTS })
  }
  return [await writeToEverybody(site), ...walkers]
}

function oneOfEach(all: readonly Invented[]): readonly Invented[] {
  return [...new Map(all.toReversed().map((person) => [JSON.stringify(person.roles), person])).values()].toReversed()
}

const STARTS = ['/', '/plan-du-site', '/ui', '/connexion', '/mon-espace', '/agents'] as const

/** Somebody who asked for a code and wrote a message: some pages are only for those who did. */
async function writeToEverybody(site: string): Promise<Walker> {
  const address = people.find(({ email }) => email !== null)?.email ?? ''
  const asked = await send(site, '/connexion', '/connexion', { adresse: address })
  const wrote = await send(site, '/contact', '/contact', { nom: '', adresse: address, ...MESSAGE })
  return { name: 'qui a écrit', cookies: asked.cookies, starts: [asked.location, wrote.location] }
}

const MESSAGE = { courriel: 'camille.exemple@residents.example', telephone: '', sujet: 'autre', message: 'Où voter ?' }

/** Fills a form of a page and sends it, as a browser would. */
async function send(site: string, page: string, action: string, fields: Readonly<Record<string, string>>) {
  const shown = await fetch(site + page)
  const forms = (await shown.text()).match(/<form\b.*?<\/form>/gs) ?? []
  const form = forms.find((each) => each.includes(`action="${action}"`) && each.includes('name="jeton"')) ?? ''
  const keys = [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)]
  const browser = cookiesOf(shown)
  const answer = await fetch(site + action, {
    method: 'POST',
    redirect: 'manual',
    headers: { Cookie: browser, Origin: site, 'Sec-Fetch-Site': 'same-origin' },
    body: new URLSearchParams([...keys.map(([, name = '', value = '']) => [name, value]), ...Object.entries(fields)]),
  })
  // Who wrote several times within the hour is told to wait: on a site that runs already, it may be us.
  if (answer.status !== 303 && answer.status !== 429)
    throw new Error(`${action} answers ${answer.status} to ${JSON.stringify(fields)}`)
  const cookies = [browser, cookiesOf(answer)].filter((each) => each !== '').join('; ')
  return { cookies, location: answer.headers.get('Location') ?? page }
}

function cookiesOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

/** Puts the walker's session in a browser. `https` there only says that the cookies are secure ones. */
export async function become(page: Page, { cookies }: Walker): Promise<void> {
  await page.context().clearCookies()
  if (cookies === '') return
  const pairs = cookies.split('; ').map((pair) => pair.split('=') as [string, string])
  await page
    .context()
    .addCookies(pairs.map(([name, value]) => ({ name, value, url: 'https://localhost', secure: true, httpOnly: true })))
}
