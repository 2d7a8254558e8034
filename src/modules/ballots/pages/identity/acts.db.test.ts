import { type Challenge, solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import type { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { TEST_NOW, testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { contributions } from '../../../../modules.ts'
import { PACE } from '../../sealed/evidence-pace.ts'
import { type Read, type VoterBrowser, voterBrowserOn } from '../../testing/browser.ts'
import { openPoll } from '../../testing/sealed-poll.ts'
import { voteSite } from '../../testing/site.ts'

const IDENTITY = '/scrutins/coups-de-coeur-2026/voter/identite'
const LEA = { nom: 'Petit', prenom: 'Léa', 'naissance-jour': '7', 'naissance-mois': '3', 'naissance-annee': '2012' }

let database: TestDatabase
let app: Hono
let now = TEST_NOW

beforeAll(async () => {
  database = await testDatabase()
  const context = testContext(database, { contributions, now: () => new Date(now) })
  await openPoll(context)
  app = voteSite(context)
})
afterAll(() => database.drop())

let voter: VoterBrowser
beforeEach(async () => {
  voter = voterBrowserOn(app)
  // What an earlier story asked is more than an hour ago.
  now = new Date(now.getTime() + PACE.hourMs + 1)
})

test('a school of thirty on one network asks for thirty codes: each device works, none is refused', async () => {
  for (let pupil = 0; pupil < 30; pupil += 1) {
    const asked = await askFrom(voterBrowserOn(app), `eleve${pupil}@exemple.fr`)
    expect(asked.status, `pupil ${pupil + 1}`).toBe(303)
  }
})

test('where much is asked, more is asked of the devices; the work done before is not enough', async () => {
  const early = voterBrowserOn(app)
  const light = await workIn(await early.get(IDENTITY))
  for (let each = 0; each < PACE.address.heavyFrom; each += 1) {
    expect((await askFrom(voterBrowserOn(app), `voisin${each}@exemple.fr`)).status).toBe(303)
  }
  expect(levelIn(await voter.get(IDENTITY))).toBe('heavy')
  const late = await early.send(IDENTITY, { ...LEA, adresse: 'tot@exemple.fr', travail: light })
  expect(late.status).toBe(422)
  expect(late.html).toContain('Beaucoup de codes sont demandés près de vous.')
  expect(levelIn(late)).toBe('heavy')
  const again = { ...LEA, adresse: 'tot@exemple.fr', travail: await workIn(late) }
  expect((await early.send(IDENTITY, again)).status).toBe(303)
}, 60_000)

test('one work is worth one code: sent a second time it is refused, and the page asks for another', async () => {
  const work = await workIn(await voter.get(IDENTITY))
  expect((await voter.send(IDENTITY, { ...LEA, adresse: 'un@exemple.fr', travail: work })).status).toBe(303)
  const other = voterBrowserOn(app)
  await other.get(IDENTITY)
  const replayed = await other.send(IDENTITY, { ...LEA, adresse: 'deux@exemple.fr', travail: work })
  expect(replayed.status).toBe(422)
  expect(replayed.html).toContain('Cette page a déjà servi.')
  const next = { ...LEA, adresse: 'deux@exemple.fr', travail: await workIn(replayed) }
  expect((await other.send(IDENTITY, next)).status).toBe(303)
})

test.each([
  ['a page left open for an hour', 'Cette page a attendu longtemps.', 60 * 60_000, (work: string) => work],
  ['an answer changed on its way', 'La vérification de votre appareil n’a pas réussi.', 0, () => '{"challenge":7}'],
])('%s is told so, and the same page asks for new work', async (_, sentence, laterMs, change) => {
  const work = await workIn(await voter.get(IDENTITY))
  now = new Date(now.getTime() + laterMs)
  const late = await voter.send(IDENTITY, { ...LEA, adresse: 'tard@exemple.fr', travail: change(work) })
  expect(late.status).toBe(422)
  expect(late.html).toContain(sentence)
  const again = { ...LEA, adresse: 'tard@exemple.fr', travail: await workIn(late) }
  expect((await voter.send(IDENTITY, again)).status).toBe(303)
})

async function askFrom(browser: VoterBrowser, adresse: string): Promise<Read> {
  const travail = await workIn(await browser.get(IDENTITY))
  return browser.send(IDENTITY, { ...LEA, adresse, travail })
}

/** What the device works out. */
async function workIn(page: Read): Promise<string> {
  const challenge = challengeIn(page)
  const solution = await solveChallenge({ challenge, deriveKey })
  return JSON.stringify({ challenge, solution })
}

function levelIn(page: Read): unknown {
  return challengeIn(page).parameters.data?.level
}

function challengeIn({ html }: Read): Challenge {
  const text = /data-work="([^"]*)"/.exec(html)?.[1] ?? ''
  return JSON.parse(text.replaceAll('&quot;', '"')) as Challenge
}
