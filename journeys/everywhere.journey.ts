import { beforeAll, expect, test } from 'vitest'
import { PHONE, visit } from './browser.ts'
import { place } from './place.ts'
import { type Answer, type Crawled, crawl, TYPED, type Walker } from './walk/crawl.ts'
import { type Fault, grouped } from './walk/faults.ts'
import { lookAt, lookAtPlain, picture } from './walk/looking.ts'
import { faultsOf } from './walk/reading.ts'
import { readRoutes } from './walk/routes.ts'
import { become, PERSONAL, readyWalkers } from './walk/walkers.ts'

/** Pages to which no link leads in a new demonstration, and why. */
const UNLINKED: Readonly<Record<string, string>> = {
  '/scrutins/:slug': 'the address that votes held here answer first: both are its page',
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
  '/observatoire/cadre/chiffres-cites': 'for the frames of other sites',
  '/observatoire/cadre/:series{serie-[a-z-]+}': 'for the frames of other sites',
  '/observatoire/enquetes': 'once a survey is published',
  '/observatoire/enquetes/:name{[a-z0-9-]+}': 'once a survey is published',
  '/api/v1/observatoire/enquetes/:nom': 'for programs; described by /api/openapi.json',
  '/api/v1/observatoire/enquetes/:file{[a-z0-9-]+\\.csv}': 'once a survey is published',
  '/agents/budget/autorisations/:id{[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}}':
    'once an authorisation is made: the tests of the desk go there',
  '/agents/budget/titres/:id{[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}}':
    'once a title is issued: the tests of the desk go there',
  '/agents/budget/miroir/:id{[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}}':
    'once a file of the finance tool is sent: the tests of the desk go there',
  '/agents/budget/preparation/:year{20[0-9]{2}}':
    'once the preparation of a year is open: the tests of the desk go there',
  '/agents/budget/preparation/:year{20[0-9]{2}}/:id{[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}}':
    'once something is asked for a year',
  '/agents/budget/preparation/:year{20[0-9]{2}}/demandes.xlsx': 'once the preparation of a year is open',
  '/agents/budget/preparation/:year{20[0-9]{2}}/note.pdf': 'once the preparation of a year is open',
  '/agents/subventions/importer/:id{[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}}':
    'once a file is sent: the tests of the desk go there',
  '/agents/transparence/:id{[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}}':
    'once a check fails: the tests of the desk go there',
  '/politique/versions/:number{[1-9][0-9]{0,4}}/comparer':
    'once a second version is published: the tests of versions go there',
  '/agents/politique/brouillon/actions/:slug': 'once a draft is open: the tests of the desk go there',
  '/agents/politique/brouillon/actions/:slug/indicateurs/:name': 'once a draft is open',
  '/agents/politique/brouillon/buts/:slug': 'once a draft is open',
}

/** Pages of one vote or one assembly, each at its stage, or for who holds a seat there: their own journeys go to each. */
const OF_HELD_VOTES =
  /^\/(agents\/(scrutins|assemblees\/:slug)|assemblees\/:slug|scrutins\/:slug(\{[^/]*\})?\/(voter|bureau|registre|comment-voter|affiche|images|manifeste|papier|archive))/

/** What a job makes in the minutes after publication: until then the page that will link to it says to wait. */
const MADE_LATER: readonly string[] = [
  '/scrutins/:slug/certificat.json',
  '/scrutins/:slug/verifier/:prefix',
  // Figures are counted by a job once the directory is there.
  '/observatoire/territoires/:code{[0-9AB]{5,9}}',
  '/observatoire/territoires/:file{[0-9AB]{5,9}\\.pdf}',
]

const HEAD = 'Responsable de la mission (exemple)'
const FINANCE = 'Chargé des financements (exemple)'
const ADMINISTRATOR = 'Administratrice de la plateforme (exemple)'

/** Faces of a page that the first of its links does not show, and who may see them. */
const FACES: readonly (readonly [path: string, walker?: string])[] = [
  ['/annuaire?q=creche&famille=association'],
  ['/territoire?q=touquet'],
  ['/territoire/arras-62041'],
  ['/scrutins/wieliczka-2023/resultats'],
  ['/scrutins/wieliczka-2023/comparer'],
  ['/scrutins/wieliczka-2023/verifier/12'],
  ['/agents/seances/reglages?reglage=convocation-days', HEAD],
  ['/agents/archives/reglages?reglage=seda-version', ADMINISTRATOR],
  ['/agents/mise-en-service?point=aipd', ADMINISTRATOR],
  [`/agents/budget/annees/${new Date().getFullYear()}/etapes/proposer?sorte=move`, FINANCE],
]

type Walk = { readonly walker: Walker; readonly crawled: Crawled }
type Seen = { readonly answer: Answer; readonly walker: Walker }
/** What is looked at, under the route that names its picture. */
type Look = { readonly path: string; readonly route: string; readonly walker: Walker }

const LANES = 3
// Twice what a slow machine with other work needs: only what hangs is cut.
const PATIENCE_MS = 400_000
const routes = readRoutes()
let walks: readonly Walk[] = []
/** Each page once, with the first who may see it. */
let pages: readonly Seen[] = []

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
}, PATIENCE_MS)

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
  const isExcused = (path: string) => path in UNLINKED || MADE_LATER.includes(path) || OF_HELD_VOTES.test(path)
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
    const faults = await inLanes(
      async (take) => {
        const page = await visit('/')
        const found: Fault[] = []
        for (let next = take(); next; next = take()) {
          await become(page, next.walker)
          found.push(...(await lookAt(page, next.path, next.turn)))
          await picture(page, next.route)
        }
        return found
      },
      [...pages.map(lookOf), ...FACES.map(([path, name]) => ({ path, route: path, walker: walkerNamed(name) }))],
    )
    expect(grouped(faults)).toEqual([])
  },
  PATIENCE_MS,
)

test('every page that runs a script reads without it, on a small phone', async () => {
  const scripted = pages.filter(({ answer }) => answer.html.includes('<script type="module"'))
  expect(scripted.length).toBeGreaterThan(0)
  const faults = await inLanes(async (take) => {
    const page = await visit('/', { javaScript: false, viewport: PHONE })
    const found: Fault[] = []
    for (let next = take(); next; next = take()) {
      await become(page, next.walker)
      // The desk runs one script, the same on every page: axe reads one in three.
      const isRead = !next.path.startsWith('/agents') || next.turn % 3 === 0
      found.push(...(await lookAtPlain(page, next.path, isRead)))
    }
    return found
  }, scripted.map(lookOf))
  expect(grouped(faults)).toEqual([])
})

function lookOf({ answer, walker }: Seen): Look {
  return { path: answer.path, route: answer.route, walker }
}

/** The one of that name, else somebody without an account. */
function walkerNamed(name?: string): Walker {
  return walks.find(({ walker }) => (name === undefined ? walker.cookies === '' : walker.name === name))!.walker
}

type Turn = Look & { readonly turn: number }

/** A few windows at once share the pages between them. */
async function inLanes(
  walk: (take: () => Turn | undefined) => Promise<readonly Fault[]>,
  looks: readonly Look[],
): Promise<readonly Fault[]> {
  const queue = looks.map((look, turn) => ({ ...look, turn }))
  const told = await Promise.all(Array.from({ length: LANES }, () => walk(() => queue.shift())))
  return told.flat()
}
