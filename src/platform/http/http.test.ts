import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { Hono } from 'hono'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { expect, test } from 'vitest'
import { listen, microCache, originGuard, requestLog, securityHeaders, thisMachineOnly, watched } from './index.ts'

function cachedSite(now = () => 0) {
  let renders = 0
  const cache = microCache({ freshForMs: 1000, maxEntries: 2, now })
  const site = new Hono()
  site.use(cache.middleware)
  site.get('/shared/:page', (c) =>
    c.html(`<p>${c.req.param('page')} ${++renders}</p>`, 200, { 'Cache-Control': 'public' }),
  )
  site.get('/mine', (c) => c.html(`<p>${++renders}</p>`))
  site.get('/slow', async (c) => {
    cache.forget()
    return c.html('<p>slow</p>', 200, { 'Cache-Control': 'public' })
  })
  return { site, cache, renders: () => renders }
}

test('a page that is the same for all is rendered once', async () => {
  const { site, renders } = cachedSite()
  const [first, second] = [await site.request('/shared/a'), await site.request('/shared/a')]
  expect([await first.text(), await second.text(), renders()]).toEqual(['<p>a 1</p>', '<p>a 1</p>', 1])
})

test('a page that says nothing of being shared is never kept', async () => {
  const { site } = cachedSite()
  await site.request('/mine')
  expect(await (await site.request('/mine')).text()).toBe('<p>2</p>')
})

test('another question in the address is another page', async () => {
  const { site } = cachedSite()
  await site.request('/shared/a?tri=date')
  expect(await (await site.request('/shared/a?tri=titre')).text()).toBe('<p>a 2</p>')
})

test('after a publication, or a minute, the page is rendered again', async () => {
  let now = 0
  const { site, cache } = cachedSite(() => now)
  await site.request('/shared/a')
  cache.forget()
  expect(await (await site.request('/shared/a')).text()).toBe('<p>a 2</p>')
  now = 1001
  expect(await (await site.request('/shared/a')).text()).toBe('<p>a 3</p>')
})

test('a page rendered while something was being published is not kept', async () => {
  const { site, cache } = cachedSite()
  await site.request('/slow')
  expect(cache.size()).toBe(0)
})

test('the cache is bounded: the page longest unused goes first', async () => {
  const { site, cache, renders } = cachedSite()
  for (const page of ['a', 'b', 'c']) await site.request(`/shared/${page}`)
  expect(cache.size()).toBe(2)
  await site.request('/shared/c')
  expect(renders()).toBe(3)
  await site.request('/shared/a')
  expect(renders()).toBe(4)
})

test('a reader who has the page already gets no second copy', async () => {
  const { site } = cachedSite()
  const tag = (await site.request('/shared/a')).headers.get('ETag') ?? ''
  const again = await site.request('/shared/a', { headers: { 'If-None-Match': `"other", W/${tag}` } })
  expect([again.status, await again.text()]).toEqual([304, ''])
})

test.each([
  ['br, gzip', 'br', brotliDecompressSync],
  ['gzip', 'gzip', gunzipSync],
  ['br;q=0, gzip', 'gzip', gunzipSync],
] as const)('« Accept-Encoding: %s » is answered in %s', async (accepted, encoding, expand) => {
  const { site } = cachedSite()
  const answer = await site.request('/shared/a', { headers: { 'Accept-Encoding': accepted } })
  expect(answer.headers.get('Content-Encoding')).toBe(encoding)
  expect(expand(new Uint8Array(await answer.arrayBuffer())).toString()).toBe('<p>a 1</p>')
  expect(answer.headers.get('Vary')).toContain('Accept-Encoding')
})

test('nothing is allowed by default, and no script or style inline', async () => {
  const site = new Hono().use(securityHeaders({ https: false })).get('/', (c) => c.text(''))
  const { headers } = await site.request('/')
  expect(headers.get('Content-Security-Policy')).toMatch(/^default-src 'none'/)
  expect(headers.get('Content-Security-Policy')).not.toContain('unsafe')
  expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
  expect(headers.get('Strict-Transport-Security')).toBeNull()
})

test('over https, browsers are told to stay there', async () => {
  const site = new Hono().use(securityHeaders({ https: true })).get('/', (c) => c.text(''))
  expect((await site.request('/')).headers.get('Strict-Transport-Security')).toContain('max-age=63072000')
})

test.each([
  ['from our own page', { 'Sec-Fetch-Site': 'same-origin' }, 200],
  ['typed in the address bar', { 'Sec-Fetch-Site': 'none' }, 200],
  ['from another site', { 'Sec-Fetch-Site': 'cross-site' }, 403],
  ['from another host of the same domain', { 'Sec-Fetch-Site': 'same-site' }, 403],
  ['from another origin, in an old browser', { Origin: 'https://ailleurs.example', Host: 'localhost' }, 403],
  ['from our origin, in an old browser', { Origin: 'http://localhost', Host: 'localhost' }, 200],
  ['from an origin hidden on purpose', { Origin: 'null', Host: 'localhost' }, 403],
  ['from a program', {}, 200],
])('a write %s is answered as it should', async (_, headers, status) => {
  const site = new Hono().use(originGuard()).post('/', (c) => c.text('written'))
  expect((await site.request('/', { method: 'POST', headers: headers as Record<string, string> })).status).toBe(status)
})

test('a read from another site passes: links are welcome', async () => {
  const site = new Hono().use(originGuard()).get('/', (c) => c.text('read'))
  expect((await site.request('/', { headers: { 'Sec-Fetch-Site': 'cross-site' } })).status).toBe(200)
})

test('the log tells the route, the status and the time, never who or what exactly', async () => {
  const lines: string[] = []
  const logger = pino({ base: null }, { write: (line) => lines.push(line) })
  const site = new Hono().use(requestLog(logger, new Registry())).get('/scrutins/:slug', (c) => c.text(''))
  await site.request('/scrutins/secret-slug?q=secret-word', {
    headers: { 'User-Agent': 'secret-agent', Cookie: 'a=secret' },
  })
  expect(lines.join('')).toContain('"route":"/scrutins/:slug"')
  expect(lines.join('')).not.toContain('secret')
})

test('the durations are counted by route', async () => {
  const registry = new Registry()
  const site = new Hono().use(requestLog(pino({ level: 'silent' }), registry)).get('/a', (c) => c.text(''))
  await site.request('/a')
  expect(await registry.metrics()).toContain(
    'http_request_duration_seconds_count{method="GET",route="/a",status="200"} 1',
  )
})

const from = (remoteAddress: string) => ({ incoming: { socket: { remoteAddress } } })

test.each([
  ['this machine', '127.0.0.1', undefined, 200],
  ['this machine, over IPv6', '::ffff:127.0.0.1', undefined, 200],
  ['elsewhere', '203.0.113.9', undefined, 404],
  ['elsewhere, through the trusted proxy', '10.0.0.1', '203.0.113.9', 404],
  ['this machine, through the trusted proxy', '10.0.0.1', '127.0.0.1', 200],
  ['elsewhere, claiming to be this machine', '203.0.113.9', '127.0.0.1', 404],
  ['elsewhere, claiming it to the trusted proxy', '10.0.0.1', '127.0.0.1, 203.0.113.9', 404],
  ['a proxy of this machine that nobody declared', '127.0.0.1', '203.0.113.9', 404],
])('the measures are for this machine alone: asked from %s', async (_, remote, forwarded, status) => {
  const site = new Hono().get('/metrics', thisMachineOnly(['10.0.0.1']), (c) => c.text(''))
  const headers = forwarded ? { 'X-Forwarded-For': forwarded } : {}
  expect((await site.request('/metrics', { headers: headers as Record<string, string> }, from(remote))).status).toBe(
    status,
  )
})

test('a port that is taken is refused with what to do; a port that opens answers « starting », then the site', async () => {
  const host = '127.0.0.1'
  const first = await listen({ host, port: 0 })
  if (!first.ok) throw new Error(first.refusal)
  const address = `http://${host}:${first.value.port}`
  const second = await listen({ host, port: first.value.port })
  expect(second.ok ? '' : second.refusal).toMatch(/déjà pris.*PORT=/s)

  expect((await fetch(address)).status).toBe(503)
  first.value.open(() => new Response('open'))
  expect(await (await fetch(address)).text()).toBe('open')
  await first.value.close()
})

test('a page in the cache is sent without the site being asked, whole, and not again to who has it', async () => {
  const { site, cache, renders } = cachedSite()
  await site.request('/shared/a', { headers: { 'Accept-Encoding': 'br' } })
  const door = await listen({ host: '127.0.0.1', port: 0 })
  if (!door.ok) throw new Error(door.refusal)
  const log: string[] = []
  const logger = pino({ base: null }, { write: (line) => log.push(line) })
  const registry = new Registry()
  door.value.open((request) => site.fetch(request), watched(cache, logger, registry))

  const answer = await fetch(`http://127.0.0.1:${door.value.port}/shared/a`, { headers: { 'Accept-Encoding': 'br' } })
  expect([await answer.text(), answer.headers.get('Cache-Control'), renders()]).toEqual(['<p>a 1</p>', 'public', 1])
  const tag = answer.headers.get('ETag') ?? ''
  const again = await fetch(answer.url, { headers: { 'If-None-Match': tag } })
  expect(again.status).toBe(304)
  expect(await registry.metrics()).toContain('http_cached_answers_total{status="200"} 1')
  expect(log).toHaveLength(2)
  await door.value.close()
})

test('a page that is no longer fresh, or not compressed as asked yet, goes through the site', async () => {
  let now = 0
  const { site, cache } = cachedSite(() => now)
  await site.request('/shared/a', { headers: { 'Accept-Encoding': 'br' } })
  const asked = { method: 'GET', url: '/shared/a', known: undefined }
  expect(cache.ready({ ...asked, accepted: 'gzip' })).toBeUndefined()
  expect(cache.ready({ ...asked, accepted: 'br' })?.status).toBe(200)
  expect(cache.ready({ ...asked, method: 'POST', accepted: 'br' })).toBeUndefined()
  now = 1000
  expect(cache.ready({ ...asked, accepted: 'br' })).toBeUndefined()
})

test('an address that is not this machine’s is refused with what to write', async () => {
  const refused = await listen({ host: '203.0.113.7', port: 0 })
  expect(refused.ok ? '' : refused.refusal).toContain('HOST=127.0.0.1')
})
