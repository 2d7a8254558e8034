// The service worker of /outils/: keeps the counting desk, and whatever its files name, for a day without network. It
// touches nothing else of the site. Served from /outils/hors-ligne.js, so that its reach is that folder.

type Waitable = { waitUntil(work: Promise<unknown>): void }
type Fetching = Waitable & { readonly request: Request; respondWith(answer: Promise<Response>): void }
type Offline = {
  readonly location: Location
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(name: 'install' | 'activate', listener: (event: Waitable) => void): void
  addEventListener(name: 'fetch', listener: (event: Fetching) => void): void
}

const offline = self as unknown as Offline
const CACHE = 'depouillement'
const DOORS = ['/outils/depouillement', '/outils/compteur.js'] as const
const LOOSE = { ignoreSearch: true, ignoreVary: true }

offline.addEventListener('install', (event) => event.waitUntil(keep().then(() => offline.skipWaiting())))
offline.addEventListener('activate', (event) => event.waitUntil(offline.clients.claim()))

offline.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== offline.location.origin) return
  // Their names change with their content.
  if (pathname.startsWith('/public/')) return event.respondWith(kept(pathname).then((found) => found ?? fetch(request)))
  if (pathname.startsWith('/outils/')) event.respondWith(freshest(request, pathname))
  else if (/^\/scrutins\/[^/]+\/ballots\.pb$/.test(pathname)) event.respondWith(freshest(request, pathname, true))
  // A page that changed names other files.
  if (request.mode === 'navigate') event.waitUntil(keep().catch(() => undefined))
})

async function freshest(request: Request, path: string, isKept = false): Promise<Response> {
  try {
    const answer = await fetch(request)
    if (isKept && answer.ok) await (await caches.open(CACHE)).put(path, answer.clone())
    return answer
  } catch (error) {
    const found = await kept(path)
    if (found) return found
    throw error
  }
}

async function kept(path: string): Promise<Response | undefined> {
  return (await caches.open(CACHE)).match(path, LOOSE)
}

/** Keeps the doors, then what they name, then what that names; forgets what nothing names any more. */
async function keep(): Promise<void> {
  const cache = await caches.open(CACHE)
  const known = new Set<string>(DOORS)
  for (const path of known) {
    for (const name of namesIn(await keepOne(cache, path))) known.add(name)
  }
  for (const { url } of await cache.keys()) {
    const { pathname } = new URL(url)
    if (pathname.startsWith('/public/') && !known.has(pathname)) await cache.delete(pathname)
  }
}

/** @returns its text, or '' for a font */
async function keepOne(cache: Cache, path: string): Promise<string> {
  const found = path.startsWith('/public/') ? await cache.match(path, LOOSE) : undefined
  const answer = found ?? (await fetch(path))
  if (!answer.ok) throw new Error(`${path} answers ${answer.status}`)
  const copy = answer.clone()
  if (!found) await cache.put(path, answer)
  return path.endsWith('.woff2') ? '' : copy.text()
}

/** « /public/site-AB12.css », and « ./shared-CD34.js » as a script names its neighbour. */
function namesIn(text: string): readonly string[] {
  const named = text.match(/\/public\/[\w.-]+(?:\/[\w.-]+)*\.(?:js|css|woff2)/g) ?? []
  const beside = [...text.matchAll(/["']\.\/([\w.-]+\.js)["']/g)].map(([, name]) => `/public/${name}`)
  return [...named, ...beside]
}
