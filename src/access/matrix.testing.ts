import { addressOf, audienceInWords, type SiteRoute } from './routes.testing.ts'
import { type AccessWorld, ASKERS, type Asker } from './world.testing.ts'

/** What one asker got of one route. */
export type Answer = {
  readonly route: SiteRoute
  readonly asker: Asker
  readonly status: number
  readonly access: Access
  /** Where it leads, when it does. */
  readonly location: string | null
  readonly text: string
}

export type Access = 'ouvert' | 'connexion' | 'refusé' | 'introuvable'

/** Asks every route as everybody. Writes carry no key: they show what the guard says, and do nothing. */
export async function askEverything(world: AccessWorld, routes: readonly SiteRoute[]): Promise<readonly Answer[]> {
  const answers: Answer[] = []
  for (const route of routes) {
    for (const asker of ASKERS) answers.push(await ask(world, route, asker))
  }
  return answers
}

async function ask({ app, cookies, values }: AccessWorld, route: SiteRoute, asker: Asker): Promise<Answer> {
  const headers = { Cookie: cookies[asker], Origin: 'http://localhost', 'Sec-Fetch-Site': 'same-origin' }
  const init = {
    method: route.method,
    headers: { ...headers, ...FORM },
    ...(route.method === 'GET' ? {} : { body: '' }),
  }
  const response = await app.request(addressOf(route, values), init)
  const text = await response.text()
  const location = response.headers.get('Location')
  return { route, asker, status: response.status, access: accessOf(response), location, text }
}

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' }

function accessOf(response: Response): Access {
  const leads = response.headers.get('Location') ?? ''
  if (response.status === 303 && leads.startsWith('/connexion')) return 'connexion'
  if (response.status === 403) return 'refusé'
  return response.status === 404 || response.status === 410 ? 'introuvable' : 'ouvert'
}

/** The table as it is committed: one line a route, one column a role. */
export function tableOf(answers: readonly Answer[]): string {
  const lines = new Map<SiteRoute, string[]>()
  for (const { route, access } of answers) lines.set(route, [...(lines.get(route) ?? []), access])
  const rows = [...lines].map(([{ method, path, audience }, cells]) =>
    [method, path, audienceInWords(audience), ...cells].join(','),
  )
  return `${[['méthode', 'route', 'pour', ...ASKERS].join(','), ...rows].join('\n')}\n`
}
