import type { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { importElection } from '../commands/published.ts'
import { bytesOf, SOURCE, VILLAGE } from '../testing/elections.ts'
import { countingPages } from './depouillement-routes.tsx'

let database: TestDatabase
let pages: Hono

beforeAll(async () => {
  database = await testDatabase()
  const context = testContext(database)
  await importElection(context, { bytes: bytesOf(VILLAGE), source: SOURCE, slug: 'village' })
  pages = countingPages(context, {
    serviceName: 'Filigrane',
    territoryName: 'Territoire d’essai',
    assets: {
      stylesheet: '/public/site.css',
      fonts: [],
      islands: {
        'depouillement.worker': '/public/depouillement.worker-AB.js',
        'depouillement.offline': '/public/depouillement.offline-CD.js',
      },
    },
    watermark: 'M0 0',
    navigation: [],
    footer: { mention: 'Essai', columns: [] },
  })
})
afterAll(() => database.drop())

test('the ballots we publish are offered to try', async () => {
  const html = await (await pages.request('/outils/depouillement')).text()
  expect(html).toContain('data-file="/scrutins/village/ballots.pb"')
  expect(html).toContain('Budget du village')
})

test('who has no JavaScript reads why, and the words of the other way', async () => {
  const html = await (await pages.request('/outils/depouillement')).text()
  const notice = /<noscript>([\s\S]*?)<\/noscript>/.exec(html)?.[1]
  expect(notice).toContain('filigrane tally FICHIER.pb')
})

test('every field has a label and a sentence that explains it', async () => {
  const html = await (await pages.request('/outils/depouillement')).text()
  const fields = [...html.matchAll(/<(?:select|input)[^>]* id="([^"]+)"[^>]*aria-describedby="([^"]+)"/g)]
  expect(fields.map(([, id]) => id)).toEqual(
    expect.arrayContaining([
      'fichier-pb',
      'reglage',
      'complement',
      'utilite',
      'ordre',
      'trop-cher',
      'seuil',
      'egalites',
    ]),
  )
  for (const [, id, hint] of fields) {
    expect(html, id).toContain(`<label for="${id}"`)
    expect(html, id).toContain(`id="${hint}"`)
  }
})

test('the page is shared by all readers; with a rule in its address it is not kept', async () => {
  const plain = await pages.request('/outils/depouillement')
  const chosen = await pages.request('/outils/depouillement?regle=greedy')
  expect(plain.headers.get('Cache-Control')).toContain('public')
  expect(chosen.headers.get('Cache-Control')).toBe('no-cache')
  expect(await chosen.text()).toBe(await plain.text())
})

test.each([
  ['/outils/compteur.js', "import '/public/depouillement.worker-AB.js'\n"],
  ['/outils/hors-ligne.js', "importScripts('/public/depouillement.offline-CD.js')\n"],
])('%s leads to the built file, and is asked anew each time', async (path, text) => {
  const answer = await pages.request(path)
  expect(await answer.text()).toBe(text)
  expect(answer.headers.get('Content-Type')).toMatch(/^text\/javascript/)
  expect(answer.headers.get('Cache-Control')).toBe('no-cache')
})
