import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { type Answer, askEverything, tableOf } from './matrix.testing.ts'
import { addressOf, listRoutes, type SiteRoute } from './routes.testing.ts'
import { type AccessWorld, accessWorld, everyTable, OTHER_ADDRESS, OTHER_NAME } from './world.testing.ts'

const TABLE = resolve(import.meta.dirname, '../../docs/security/access.csv')

let database: TestDatabase
let world: AccessWorld
let routes: readonly SiteRoute[]
let answers: readonly Answer[]
let before: ReadonlyMap<string, string>
let after: ReadonlyMap<string, string>

beforeAll(async () => {
  database = await testDatabase()
  world = await accessWorld(database)
  routes = listRoutes(world.app)
  before = await everyTable(database)
  answers = await askEverything(world, routes)
  after = await everyTable(database)
})
afterAll(() => database.drop())

const named = ({ method, path }: SiteRoute) => `${method} ${path}`
const toldBy = (kept: readonly Answer[]) => [
  ...new Set(kept.map(({ route, asker, status }) => `${named(route)} (${asker} : ${status})`)),
]

test('who may open what is what the committed table says', () => {
  const { ACCESS_WRITE } = process.env
  if (ACCESS_WRITE) writeFileSync(TABLE, tableOf(answers))
  // A new route, or another audience: read the difference, then run « node tools/access.ts » and commit the table.
  expect(tableOf(answers).split('\n')).toEqual(readFileSync(TABLE, 'utf8').split('\n'))
})

test('nothing of the desk nor of a person’s space is without a guard', () => {
  const bare = routes.filter(
    ({ path, audience }) => audience === undefined && /^\/(agents|mon-espace)(\/|$)/.test(path),
  )
  expect(bare.map(named)).toEqual([])
})

test('the desk is for the roles of the staff, never for whoever is signed in', () => {
  const open = routes.filter(({ path, audience }) => /^\/agents(\/|$)/.test(path) && !Array.isArray(audience))
  expect(open.map(named).filter((route) => !OF_A_SEAT.test(route))).toEqual([])
})

// Members of a poll's commission and of its bureau hold a seat of that poll, and may be no staff: the page looks for it
// (`ballots/desk/seated.ts`, `desk/after/found.ts`), and is not found by whoever holds none.
const OF_A_SEAT = /^(GET|POST) \/agents\/scrutins\/:slug\{[^}]*\}\}\/(commission|papier|cloture|destruction)(\/|$)/

test('a guard lets pass those it names, and nobody else', () => {
  const wrong = answers.filter(({ route: { audience }, asker, access }) => {
    if (audience === undefined) return false
    const isStopped = access === 'connexion' || access === 'refusé'
    if (asker === 'visiteur') return access !== 'connexion'
    return audience !== 'signed-in' && !audience.includes(asker) ? !isStopped : false
  })
  expect(toldBy(wrong)).toEqual([])
})

test('nobody fails the site, whatever the route and whoever asks', () => {
  expect(toldBy(answers.filter(({ status }) => status >= 500))).toEqual([])
})

test('nobody reads of somebody else what their role does not open', () => {
  const leaks = answers.filter(
    ({ asker, text, route }) => !mayRead(asker, route) && (text.includes(OTHER_NAME) || text.includes(OTHER_ADDRESS)),
  )
  expect(toldBy(leaks)).toEqual([])
})

// Agents meet people; who shares the desk sees who is away.
function mayRead(asker: Answer['asker'], { path }: SiteRoute): boolean {
  return asker === 'administrator' || asker === 'agent' || path.startsWith('/agents/absences')
}

test('reading changes nothing, and neither does a form without its keys', () => {
  const changed = [...after].filter(([table, hash]) => before.get(table) !== hash).map(([table]) => table)
  expect(changed).toEqual([])
})

test('a form without its keys is refused, or leads back to its page', () => {
  const accepted = answers.filter(
    ({ route, status, access, location }) =>
      route.method !== 'GET' &&
      access === 'ouvert' &&
      status < 400 &&
      !isBack(location, route) &&
      !READS.has(route.path),
  )
  expect(toldBy(accepted)).toEqual([])
})

// A button has no page of its own: its form stands on a page above it.
function isBack(location: string | null, { path }: SiteRoute): boolean {
  return location !== null && (path === location || path.startsWith(`${location}/`))
}

// What is looked for there may be a name, so it is sent as a form; nothing is written.
const READS: ReadonlySet<string> = new Set(['/demonstration/courriels'])

test('a write that comes from another site is refused before anything is looked at', async () => {
  for (const route of routes.filter(({ method }) => method !== 'GET')) {
    const address = addressOf(route, world.values)
    for (const headers of [{ Origin: 'https://ailleurs.example' }, { 'Sec-Fetch-Site': 'cross-site' }]) {
      const answer = await world.app.request(address, {
        method: route.method,
        headers: { ...headers, Cookie: world.cookies.administrator },
      })
      expect(answer.status, named(route)).toBe(403)
    }
  }
})
