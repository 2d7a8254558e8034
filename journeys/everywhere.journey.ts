import { beforeAll, expect, test } from 'vitest'
import { visit } from './browser.ts'
import { place } from './place.ts'
import { type Answer, type Crawled, crawl, TYPED, type Walker } from './walk/crawl.ts'
import { type Fault, grouped } from './walk/faults.ts'
import { lookAt, picture } from './walk/looking.ts'
import { faultsOf } from './walk/reading.ts'
import { readRoutes } from './walk/routes.ts'
import { become, PERSONAL, readyWalkers } from './walk/walkers.ts'

/** Pages to which no link leads in a new demonstration, and why. */
const UNLINKED: Readonly<Record<string, string>> = {
  '/mon-espace/securite/cles/:id': 'for who has a passkey: the journeys of the staff go there',
  '/connexion/par/:provider': 'where an identity provider is set: the journeys of the staff go there',
  '/connexion/retour/:provider': 'where an identity provider sends back',
  '/contact/recu/:reference{[2-9A-Z]{4}-[2-9A-Z]{4}}': 'shown to who has just written, a few times an hour',
  '/theme/:file': 'colours of the territory, for the stylesheet',
  '/agenda/:slug/attestation': 'for who came: nobody has yet in a new demonstration',
  '/agenda/:slug/avis': 'for who came: nobody has yet in a new demonstration',
  '/agenda/flux/:token{[A-Za-z0-9_.-]{40,120}}': 'for who made an address of their own',
  '/compte-efface': 'shown once, when somebody has erased their account',
  '/sitemaps/:number{[0-9]{1,4}}': 'for search engines, beyond 50 000 pages',
  '/pieces/:id{[0-9a-f-]{36}}/:name': 'a file joined to a record: the demonstration holds none',
  '/pieces/:id{[0-9a-f-]{36}}/vignette': 'its small picture',
  '/pieces/envois/:upload{[0-9a-f]{64}}': 'a file that waits for the form it was sent with',
  '/api/v1/scrutins/:slug/resultats': 'for programs; described by /api/openapi.json',
  '/annuaire/signalement/:reference{[2-9A-Z]{4}-[2-9A-Z]{4}}': 'shown to who has just reported, a few times an hour',
  '/lettres/desinscription/:jeton{[A-Za-z0-9_-]{20,64}}': 'in a mail, for who received it',
  '/agents/archives/:id{[0-9a-f-]{36}}': 'once a bordereau is made: the journey of the archives goes there',
  '/agents/archives/:id{[0-9a-f-]{36}}/bordereau.pdf': 'of a bordereau',
  '/agents/archives/:id{[0-9a-f-]{36}}/liste.csv': 'of a bordereau',
  '/agents/archives/:id{[0-9a-f-]{36}}/paquet.zip': 'of a bordereau',
  '/mon-espace/annuaire/relecture/:id{[0-9a-f-]{36}}': 'for ambassadors, once somebody wrote',
  '/agents/annuaire/relecture/:id{[0-9a-f-]{36}}': 'once an organisation wrote its page',
  '/agents/annuaire/signalements/:id{[0-9a-f-]{36}}': 'once somebody reported an error',
  '/agents/annuaire/demandes/:id{[0-9a-f-]{36}}':
    'once somebody claimed a page: the journey of organisations goes there',
  '/annuaire/:slug/notre-page': 'for who keeps the page of an organisation',
  '/agents/documents/:id{[0-9a-f-]{36}}': 'once a document is prepared: its journey goes there',
  '/agents/modeles/:kind{[a-z.-]{3,60}}/versions/:id{[0-9a-f-]{36}}': 'once a model is uploaded',
  '/agents/lettres/lots/:number/pdf': 'once letters wait',
  '/agenda/:slug/attestation.pdf': 'for who came',
  '/agents/agenda/:id{[0-9a-f-]{36}}/inscriptions/:registration/attestation.pdf': 'for who came',
  '/observatoire/panoramas/:year': 'once a panorama is published',
  '/observatoire/panoramas/:year/:file{[1-9][0-9]{0,3}\\.(pdf|json)}': 'once a panorama is published',
  '/agents/panorama/:year': 'once a panorama is composed',
  '/agents/panorama/:year/apercu': 'once a panorama is composed',
  '/observatoire/cadre/:name': 'for the frames of other sites',
  '/api/v1/observatoire/:tableau': 'for programs; described by /api/openapi.json',
}

/** What a job makes in the minutes after publication: until then the page that will link to it says to wait. */
const MADE_LATER: readonly string[] = [
  '/scrutins/:slug/certificat.json',
  '/scrutins/:slug/verifier/:prefix',
  // Figures are counted by a job once the directory is there.
  '/observatoire/territoires/:code{[0-9AB]{5,9}}',
  '/observatoire/territoires/:file{[0-9AB]{5,9}\\.pdf}',
]

type Walk = { readonly walker: Walker; readonly crawled: Crawled }

const LANES = 3
// Twice what a slow machine with other work needs: only what hangs is cut.
const PATIENCE_MS = 400_000
const routes = readRoutes()
let walks: readonly Walk[] = []
/** Each page once, with the first who may see it. */
let pages: readonly { readonly answer: Answer; readonly walker: Walker }[] = []

beforeAll(async () => {
  const site = place().site
  const [first, ...others] = await readyWalkers(site)
  const begun = { walker: first!, crawled: await crawl(site, routes, first!) }
  // What is the same for all is read once: the others only follow its links.
  const shared = begun.crawled.answers.filter(({ isForAll }) => isForAll)
  const known = new Map(shared.map((answer) => [answer.path, answer]))
  const walkOf = async (walker: Walker) => ({ walker, crawled: await crawl(site, routes, walker, known) })
  walks = [begun, ...(await Promise.all(others.map(walkOf)))]
  const met = new Map<string, { readonly answer: Answer; readonly walker: Walker }>()
  for (const { walker, crawled } of walks) {
    for (const answer of crawled.answers) {
      if (answer.isPage && answer.status === 200 && !met.has(answer.route)) met.set(answer.route, { answer, walker })
    }
  }
  pages = [...met.values()]
})

test('every link leads somewhere, whoever follows it', () => {
  const faults = walks.flatMap(({ walker, crawled }) => [
    ...crawled.lost.map((link) => ({ where: walker.name, what: `${link} n’existe pas` })),
    ...crawled.answers
      .filter(({ status, from, route }) => status >= 400 && from !== TYPED && !MADE_LATER.includes(route))
      .map(({ path, status, from }) => ({ where: walker.name, what: `${from} → ${path} répond ${status}` })),
  ])
  expect(grouped(faults)).toEqual([])
})

test('every page has one title, its language, its landmarks and a way to reach somebody, and no address tells of anybody', () => {
  const faults = walks.flatMap(({ crawled }) =>
    crawled.answers
      .filter(({ isPage, status }) => isPage && status === 200)
      .flatMap((answer) => faultsOf(answer, PERSONAL)),
  )
  expect(grouped(faults)).toEqual([])
})

test('every page can be reached by links', async () => {
  const reached = new Set(walks.flatMap(({ crawled }) => crawled.answers.map(({ route }) => route)))
  const isExcused = (path: string) => path in UNLINKED || MADE_LATER.includes(path)
  const others = routes.map(({ path }) => path).filter((path) => !reached.has(path) && !isExcused(path))
  const isPage = async (path: string) => {
    if (path.includes(':')) return true
    const answer = await fetch(place().site + path, { redirect: 'manual' })
    return answer.status === 200 && (answer.headers.get('Content-Type') ?? '').startsWith('text/html')
  }
  const orphans = await Promise.all(others.map(async (path) => ((await isPage(path)) ? [path] : [])))
  expect(orphans.flat()).toEqual([])
})

test(
  'every page is looked at: by day, by night, in forced colours, at 320 pixels, by keyboard',
  async () => {
    const faults = await inLanes(async (take) => {
      const page = await visit('/')
      const found: Fault[] = []
      for (let next = take(); next; next = take()) {
        await become(page, next.walker)
        found.push(...(await lookAt(page, next.answer.path, next.turn)))
        await picture(page, next.answer.route)
      }
      return found
    })
    expect(grouped(faults)).toEqual([])
  },
  PATIENCE_MS,
)

test('every page that runs a script has its title without it', async () => {
  const scripted = pages.filter(({ answer }) => answer.html.includes('<script type="module"'))
  expect(scripted.length).toBeGreaterThan(0)
  const faults = await inLanes(async (take) => {
    const page = await visit('/', { javaScript: false })
    const found: Fault[] = []
    for (let next = take(); next; next = take()) {
      await become(page, next.walker)
      await page.goto(next.answer.path)
      const title = page.locator('h1')
      if (!(await title.isVisible())) found.push({ where: next.answer.path, what: 'pas de titre sans JavaScript' })
    }
    return found
  }, scripted)
  expect(grouped(faults)).toEqual([])
})

type Taken = (typeof pages)[number] & { readonly turn: number }

/** A few windows at once share the pages between them. */
async function inLanes(
  walk: (take: () => Taken | undefined) => Promise<readonly Fault[]>,
  taken = pages,
): Promise<readonly Fault[]> {
  const queue = taken.map((page, turn) => ({ ...page, turn }))
  const told = await Promise.all(Array.from({ length: LANES }, () => walk(() => queue.shift())))
  return told.flat()
}
