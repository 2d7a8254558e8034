import type { Hono } from 'hono'
import { sql } from 'kysely'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Contribution } from '#platform/context'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { microCache } from '#platform/http'
import { contributions } from '../../modules.ts'
import { site } from '../../site.tsx'
import { checkEverything } from './commands/index.ts'

let database: TestDatabase
let app: Hono
let now = new Date('2026-03-02T10:00:00Z')
let drawn = 0

const SECRET = 'Zoé Confidentielle'
/** A check that fails on somebody's name: a row that must not be told. */
const TRIAL: Contribution = {
  module: 'trial',
  checks: [
    {
      name: 'trial.one',
      sentence: 'Une chose qui doit être vraie.',
      query: sql`SELECT ${SECRET}::text WHERE now() > '2000-01-01'`,
    },
    { name: 'trial.broken', sentence: 'Une question mal écrite.', query: sql`SELECT nothing FROM nowhere` },
    { name: 'trial.watch', sentence: 'Deux personnes sont là.', severity: 'warning', query: sql`SELECT 1` },
  ],
}

beforeAll(async () => {
  database = await testDatabase()
  const made = testContext(database, { contributions: [...contributions, TRIAL] })
  const context = {
    ...made,
    now: () => now,
    newId: nextId,
  }
  app = site({
    context,
    frame: {
      serviceName: 'Filigrane',
      territoryName: 'Territoire d’essai',
      assets: { stylesheet: '/public/site.css', fonts: [] },
      watermark: 'M0 0',
      navigation: [],
      footer: { mention: 'Essai', columns: [] },
    },
    build: '/nowhere',
    cache: microCache({ freshForMs: 0, maxEntries: 1, now: () => 0 }),
    logger: pino({ level: 'silent' }),
    metrics: new Registry(),
    url: 'http://localhost',
    isDemonstration: true,
    proxies: [],
    health: async () => ({ ok: true, database: 'ok', version: '0' }),
  })
  const before = await read('/transparence')
  expect(before).toContain('Les contrôles n’ont pas encore été faits.')
  expect(await checkEverything(context)).toBe('done')
})
afterAll(() => database.drop())

// Spaces are what typography made of them.
const read = async (path: string) => plain(await (await app.request(path)).text())
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ')

test('what fails is said first and plainly, with how many cases and never which', async () => {
  const page = await read('/transparence')
  expect(page).toContain('1 contrôle trouve une erreur en ce moment.')
  expect(page.indexOf('Ce n’est plus vrai')).toBeLessThan(page.indexOf('id="sujet-1"'))
  expect(page).toContain('Les agents sont prévenus. Leur réponse sera écrite ici.')
  for (const path of ['/transparence', '/api/v1/transparence', '/donnees/controles.csv', '/donnees/controles.json']) {
    expect(await read(path)).not.toContain(SECRET)
  }
})

test('what was not run is said, with the reason; what is to be watched stands apart', async () => {
  const page = await read('/transparence')
  expect(page).toContain('1 contrôle n’a pas été fait.')
  expect(page).toContain('la question n’a pas pu être posée')
  expect(page.slice(page.indexOf('id="surveiller"'))).toContain('Deux personnes sont là.')
  expect(page.slice(0, page.indexOf('id="surveiller"'))).not.toContain('Deux personnes sont là.')
})

test('every check of every module is there, in its words', async () => {
  const page = await read('/transparence')
  const sentences = contributions.flatMap(({ checks = [] }) => checks.map(({ sentence }) => sentence))
  expect(sentences.filter((sentence) => !page.includes(plain(sentence)))).toEqual([])
})

test('the page is the same for all, and says when it is old', async () => {
  const answer = await app.request('/transparence')
  expect(answer.headers.get('Cache-Control')).toBe('public, max-age=0, must-revalidate')
  expect(await answer.text()).not.toContain('plus d’une heure')
  now = new Date(now.getTime() + 7_200_000)
  expect(await read('/transparence')).toContain('Cette vérification date de plus d’une heure.')
})

test('programs read the same', async () => {
  const told = JSON.parse(await read('/api/v1/transparence'))
  const failing = told.checks.filter(({ result }: { result: string }) => result === 'fails')
  expect(failing.map(({ name }: { name: string }) => name).toSorted()).toEqual(
    expect.arrayContaining(['trial.one', 'trial.watch']),
  )
  expect(told.incidents).toMatchObject([{ check: 'trial.one', rowCount: 1, seen: null, closedAt: null }])
  const [header, ...lines] = (await read('/donnees/controles.csv')).trim().split('\r\n')
  expect(header).toBe('jour,sujet,controle,phrase,gravite,resultat,verifications,echecs,cas_au_plus')
  expect(lines).toHaveLength(told.checks.length)
})

test('each rule that decides is told with its purpose, its weight and who decides', async () => {
  const page = await read('/transparence/algorithmes')
  for (const { slug } of contributions.flatMap((each) => each.algorithms ?? [])) expect(page).toContain(`id="${slug}"`)
  expect(page).toContain('articles L311-3-1 et L312-1-3')
  expect(page).toContain('Aide à la décision')
  expect(page).toContain('href="/contact"')
})

function nextId(): string {
  drawn += 1
  return `019f3c1e-0000-7000-8000-${String(drawn).padStart(12, '0')}`
}
