import { afterAll, beforeAll, expect, test } from 'vitest'
import { seededRandom } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { type FoundForm, formsOf, HOSTILE, tokenOf } from './forms.testing.ts'
import { addressOf, listRoutes } from './routes.testing.ts'
import { type AccessWorld, type Asker, accessWorld } from './world.testing.ts'

const { FUZZ_SEED, FUZZ_CASES } = process.env
const SEED = Number(FUZZ_SEED ?? 20_260_302)
const CASES = Number(FUZZ_CASES ?? 1_000)
const WHO: readonly Asker[] = ['visiteur', 'resident', 'agent', 'administrator']

type Target = { readonly asker: Asker; readonly form: FoundForm; readonly token: string }

let database: TestDatabase
let world: AccessWorld
let targets: readonly Target[]

beforeAll(async () => {
  database = await testDatabase()
  world = await accessWorld(database)
  targets = await findForms()
})
afterAll(() => database.drop())

/** Every form each asker is shown; those that would end their own session come last of all and are left out. */
async function findForms(): Promise<readonly Target[]> {
  const found = new Map<string, Target>()
  for (const route of listRoutes(world.app).filter(({ method }) => method === 'GET')) {
    for (const asker of WHO) {
      const answer = await world.app.request(addressOf(route, world.values), {
        headers: { Cookie: world.cookies[asker] },
      })
      const page = answer.headers.get('Content-Type')?.startsWith('text/html') ? await answer.text() : ''
      const token = tokenOf(page)
      for (const form of token === undefined ? [] : formsOf(page)) {
        if (!ENDS_THE_SESSION.test(form.action)) found.set(`${asker} ${form.action}`, { asker, form, token: token! })
      }
    }
  }
  return [...found.values()]
}

const ENDS_THE_SESSION = /^\/(deconnexion|connexion)|fermer-tout|\/effacer$|\/sessions$/

test(`whatever is written in a form, the site answers (seed ${SEED}, ${CASES} cases)`, async () => {
  const draw = drawer(SEED)
  const faults: string[] = []
  expect(targets.length).toBeGreaterThan(20)
  for (let number = 0; number < CASES; number += 1) {
    const target = targets[number % targets.length]!
    const body = bodyOf(target, draw)
    const answer = await world.app.request(target.form.action, {
      method: 'POST',
      headers: { Cookie: world.cookies[target.asker], 'Content-Type': 'application/x-www-form-urlencoded' },
      body,
    })
    if (answer.status >= 500) faults.push(`${target.asker} POST ${target.form.action} : ${answer.status} ${told(body)}`)
  }
  expect([...new Set(faults)]).toEqual([])
})

/** What ends the session is tried by somebody who has none. */
test('the doors of the site answer too, whatever is written there', async () => {
  const draw = drawer(SEED + 1)
  const faults: string[] = []
  const doors = [
    '/connexion',
    '/connexion/code',
    '/connexion/carte',
    '/connexion/qui',
    '/connexion/agents/code',
    '/connexion/invitation',
    '/contact',
  ]
  for (let number = 0; number < 100; number += 1) {
    const action = doors[number % doors.length]!
    const page = await (
      await world.app.request(action === '/connexion/agents/code' ? '/connexion/agents' : action, {
        headers: { Cookie: world.cookies.visiteur },
      })
    ).text()
    const form = formsOf(page).find((each) => each.action === action)
    const token = tokenOf(page)
    if (!form || token === undefined) continue
    const body = bodyOf({ asker: 'visiteur', form, token }, draw)
    const answer = await world.app.request(action, {
      method: 'POST',
      headers: { Cookie: world.cookies.visiteur, 'Content-Type': 'application/x-www-form-urlencoded' },
      body,
    })
    if (answer.status >= 500) faults.push(`POST ${action} : ${answer.status} ${told(body)}`)
  }
  expect(faults).toEqual([])
})

const WORDS = ['a%00b', '%ED%A0%80', '%F0%9F%91%A9'.repeat(200), '..%2F..%2Fetc', '-1', "'%22%3Cb%3E"] as const

const NAMES = [
  'q',
  'page',
  'tri',
  'role',
  'annee',
  'mois',
  'acte',
  'objet',
  'auteur',
  'du',
  'au',
  'apres',
  'fait',
  'suite',
] as const

// One test a word: all at once they outlast the patience of a slow machine.
test.each(WORDS)('« %s » written in an address, the site answers', async (word) => {
  const query = NAMES.map((name) => `${name}=${word}`).join('&')
  const faults: string[] = []
  for (const route of listRoutes(world.app).filter(({ method }) => method === 'GET')) {
    const plain = `${addressOf(route, world.values)}?${query}`
    for (const asked of route.path.includes(':') ? [plain, addressOf(route, fillingWith(word))] : [plain]) {
      const answer = await world.app.request(asked, { headers: { Cookie: world.cookies.administrator } })
      if (answer.status >= 500) faults.push(`GET ${asked.slice(0, 120)} : ${answer.status}`)
    }
  }
  expect([...new Set(faults)]).toEqual([])
})

function fillingWith(word: string): ReadonlyMap<string, string> {
  return new Map([['/', word]])
}

function bodyOf({ form, token }: Target, draw: Drawer): string {
  const envoi = Buffer.from(draw.bytes(24)).toString('base64url')
  const pairs = form.fields.map(({ name, values }) => {
    // Half of the fields keep a value of theirs: a form wrong everywhere never goes deep.
    const held =
      draw.below(2) === 0 && values.length > 0
        ? values[draw.below(values.length)]!
        : HOSTILE[draw.below(HOSTILE.length)]!
    return `${encodeURIComponent(name)}=${encoded(held)}`
  })
  return [`envoi=${envoi}`, `jeton=${encodeURIComponent(token)}`, ...pairs].join('&')
}

// Half a character cannot be encoded by the language; a hostile program sends its bytes all the same.
function encoded(text: string): string {
  return text.isWellFormed() ? encodeURIComponent(text) : '%ED%A0%80'
}

function told(body: string): string {
  return body.replace(/envoi=[^&]*&jeton=[^&]*&?/, '').slice(0, 300)
}

type Drawer = { bytes(count: number): Uint8Array; below(limit: number): number }

function drawer(seed: number): Drawer {
  const bytes = seededRandom(seed)
  return { bytes, below: (limit) => ((bytes(2)[0]! << 8) | bytes(2)[0]!) % limit }
}
