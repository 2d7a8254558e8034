import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EMBEDDER_REFUSALS, readEmbedders } from './frames.ts'

test('sites are read one a line, each once, without what follows their name', () => {
  const typed = 'https://www.commune.example\n\n  https://asso.example:8443/accueil?x=1 \nhttps://www.commune.example/'
  expect(readEmbedders(typed)).toEqual({
    ok: true,
    value: ['https://www.commune.example', 'https://asso.example:8443'],
  })
  expect(readEmbedders(' \n')).toEqual({ ok: true, value: [] })
})

test.each([
  'www.commune.example',
  'http://commune.example',
  'https://*',
  '*',
  "'self'",
  'data:text/html,x',
  'https://[::1]',
])('a line that is not a site in https is told: « %s »', (line) => {
  expect(readEmbedders(`https://commune.example\n${line}`)).toEqual({ ok: false, refusal: 'site-unreadable' })
})

test('fifty sites are read, fifty-one are too many', () => {
  const sites = (count: number) => Array.from({ length: count }, (_, rank) => `https://site-${rank}.example`).join('\n')
  expect(readEmbedders(sites(50)).ok).toBe(true)
  expect(readEmbedders(sites(51))).toEqual({ ok: false, refusal: 'too-many-sites' })
  expect(EMBEDDER_REFUSALS['too-many-sites']).toContain('Cinquante')
})

test('whatever is typed, nothing but the names of sites reaches the header', () => {
  const line = fc.oneof(fc.webUrl({ withQueryParameters: true, withFragments: true }), fc.string())
  fc.assert(
    fc.property(fc.array(line, { maxLength: 5 }), (lines) => {
      const read = readEmbedders(lines.join('\n'))
      for (const origin of read.ok ? read.value : []) expect(origin).toMatch(/^https:\/\/[a-z0-9.-]+(:\d+)?$/)
    }),
    { numRuns: 50 },
  )
})
