import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seededRandom } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { seedInventedDecisions } from '../seed-decisions.ts'
import { seedInventedEvents } from '../seed-events.ts'
import { seedInventedPeople } from '../seed-people.ts'
import { type FoundForm, formsOf, HOSTILE, tokenOf } from './forms.testing.ts'
import { listRoutes, type SiteRoute } from './routes.testing.ts'
import { type AccessWorld, type Asker, accessWorld } from './world.testing.ts'

const { FUZZ_SEED, FUZZ_CASES } = process.env
const SEED = Number(FUZZ_SEED ?? 20_260_302)
const CASES = Number(FUZZ_CASES ?? 300)
const WHO: readonly Asker[] = ['resident', 'agent', 'administrator']
const MOST_PAGES = 160
const PATIENCE_MS = 300_000
/** What passes for an identifier or a number until somebody reads it, and what nobody sees. */
const SLY = ['-'.repeat(36), 'f'.repeat(36), '\u200b', '\ufffe', '\u2028', '10000000000', '0x10', '+1', '1,5']
const SEEDS = [
  ['people', seedInventedPeople],
  ['decisions', seedInventedDecisions],
  ['events', seedInventedEvents],
] as const

type Target = { readonly asker: Asker; readonly form: FoundForm; readonly token: string }

let database: TestDatabase
let world: AccessWorld

beforeAll(async () => {
  database = await testDatabase()
  world = await accessWorld(database)
  for (const [name, seed] of SEEDS) {
    const file = join(import.meta.dirname, `../../data/demonstration/${name}.json`)
    await seed(world.context, JSON.parse(await readFile(file, 'utf8')))
  }
})
afterAll(() => database.drop())

test(
  'an identifier that is none is « not found », on every route',
  async () => {
    const { page } = await read('administrator', '/agents/agenda/nouveau')
    const faults: string[] = []
    for (const route of listRoutes(world.app).filter(({ path }) => path.includes(':'))) {
      for (const word of ['-'.repeat(36), 'f'.repeat(36), '9'.repeat(20)]) {
        const status = await ask(route, word, tokenOf(page)!)
        if (status >= 500) faults.push(`${route.method} ${route.path} ${word.slice(0, 4)}: ${status}`)
      }
    }
    expect(faults).toEqual([])
  },
  PATIENCE_MS,
)

test(
  `whatever is written in the forms of a site that has lived, it answers (seed ${SEED}, ${CASES} cases)`,
  async () => {
    const bytes = seededRandom(SEED)
    const below = (limit: number) => ((bytes(2)[0]! << 8) | bytes(2)[0]!) % limit
    const targets = (await Promise.all(WHO.map(findForms))).flat()
    expect(targets.length).toBeGreaterThan(80)
    const faults: string[] = []
    for (let number = 0; number < CASES; number += 1) {
      const target = targets[(number * 37) % targets.length]!
      const sent = target.form.fields.map(({ name, values }) => `${encodeURIComponent(name)}=${wordFor(values, below)}`)
      const keys = keysOf(bytes(24), target.token)
      const status = await post(target.asker, target.form.action, [keys, ...sent].join('&'))
      if (status >= 500)
        faults.push(`${target.asker} POST ${shapeOf(target.form.action)} : ${status} ${sent.join(' ')}`)
    }
    expect([...new Set(faults)]).toEqual([])
  },
  PATIENCE_MS,
)

async function read(asker: Asker, address: string): Promise<{ readonly status: number; readonly page: string }> {
  const answer = await world.app.request(address, { headers: { Cookie: world.cookies[asker] } })
  const isPage = answer.headers.get('Content-Type')?.startsWith('text/html') ?? false
  return { status: answer.status, page: isPage ? await answer.text() : '' }
}

async function post(asker: Asker, address: string, body: string): Promise<number> {
  const headers = { Cookie: world.cookies[asker], 'Content-Type': 'application/x-www-form-urlencoded' }
  return (await world.app.request(address, { method: 'POST', headers, body })).status
}

async function ask({ method, path }: SiteRoute, word: string, token: string): Promise<number> {
  const address = path.replaceAll(/:(\w+)(\{(?:[^{}]|\{[^{}]*\})*\})?\??/g, word)
  if (method !== 'POST') return (await read('administrator', address)).status
  const fields = 'nom=a&titre=b&raison=c&adresse=Zo%C3%A9%0A62000+ARRAS&version=1'
  return post('administrator', address, `${keysOf(crypto.getRandomValues(new Uint8Array(24)), token)}&${fields}`)
}

function keysOf(bytes: Uint8Array, token: string): string {
  return `envoi=${Buffer.from(bytes).toString('base64url')}&jeton=${encodeURIComponent(token)}`
}

// Most fields keep a value of theirs: a form wrong everywhere never goes deep.
function wordFor(values: readonly string[], below: (limit: number) => number): string {
  const words = below(5) < 3 && values.length > 0 ? values : [...HOSTILE, ...SLY]
  const word = words[below(words.length)]!
  return word.isWellFormed() ? encodeURIComponent(word) : '%ED%A0%80'
}

const START = ['/agenda', '/decisions', '/contact', '/mon-espace', '/agents']
const ENDS_THE_SESSION = /deconnexion|connexion|effacer|sessions|fermer-tout/

/** The forms of every page that links lead to, two pages of each shape. Each page answers. */
async function findForms(asker: Asker): Promise<readonly Target[]> {
  const waiting = [...START]
  const seen = new Map<string, number>()
  const found = new Map<string, Target>()
  for (let at = 0; at < waiting.length && at < MOST_PAGES; at += 1) {
    const { status, page } = await read(asker, waiting[at]!)
    expect(status, `${asker} GET ${waiting[at]}`).toBeLessThan(500)
    const token = tokenOf(page)
    for (const form of token === undefined ? [] : formsOf(page)) {
      const key = [shapeOf(form.action), ...form.fields.map(({ name }) => name)].join()
      if (!ENDS_THE_SESSION.test(form.action)) found.set(key, { asker, form, token: token! })
    }
    for (const address of linksOf(page)) {
      const count = seen.get(shapeOf(address)) ?? 0
      if (count >= 2 || waiting.includes(address)) continue
      seen.set(shapeOf(address), count + 1)
      waiting.push(address)
    }
  }
  return [...found.values()]
}

function linksOf(page: string): readonly string[] {
  const links = page.matchAll(/<a\b[^>]* href="(\/(?:agenda|decisions|mon-espace|agents|contact)[^"#]*)"/g)
  return [...links].map(([, href = '']) => href.replaceAll('&amp;', '&'))
}

/** Addresses of one shape differ by what they name. */
function shapeOf(address: string): string {
  return address
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
    .replace(/\d{4}-\d{2}(-\d{2})?/g, ':day')
    .replace(/(\/agenda\/|\/decisions\/)[^/?]+/, '$1:slug')
    .replace(/=[^&]*/g, '=')
}
