import type { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Context } from '#platform/context'
import { TEST_NOW, testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { contributions } from '../../../../modules.ts'
import { castBallot, publishHeads } from '../../commands/casting/index.ts'
import type { SealedPoll } from '../../sealed/poll.ts'
import { newCast, newPasses } from '../../testing/casting.ts'
import { openPoll } from '../../testing/sealed-poll.ts'
import { voteSite } from '../../testing/site.ts'

let database: TestDatabase
let context: Context
let app: Hono
let poll: SealedPoll
let now = TEST_NOW

beforeAll(async () => {
  database = await testDatabase()
  context = testContext(database, { contributions, now: () => now })
  poll = (await openPoll(context)).poll
  app = voteSite(context)
})
afterAll(() => database.drop())

async function vote(names: readonly string[]): Promise<void> {
  for (const pass of await newPasses(context, poll, names)) await castBallot(context, newCast(context, poll, pass))
}

const read = async (path: string) => (await app.request(`/scrutins/${poll.slug}${path}`)).text()

test('the page of an open vote says how many voted, and not one more before the next hour', async () => {
  await publishHeads(context)
  await vote(['Alix', 'Bo'])
  now = new Date(TEST_NOW.getTime() + 3_600_000)
  await publishHeads(context)
  await vote(['Charlie'])
  expect(plain(await read(''))).toContain('2 personnes ont voté')

  now = new Date(TEST_NOW.getTime() + 7_200_000)
  await publishHeads(context)
  const html = plain(await read(''))
  expect(html).toContain('3 personnes ont voté')
  expect(html, 'the table under the drawing').toContain('Personnes qui ont voté, heure par heure')
})

test('before a vote opens, nothing is said of who voted', async () => {
  const opensAt = new Date(now.getTime() + 3_600_000).toISOString()
  const { poll: later } = await openPoll(context, { slug: 'plus-tard', opensAt })
  const html = await (await app.request(`/scrutins/${later.slug}`)).text()
  expect(html).not.toContain('La participation')
})

test('the poster is a PDF that everybody can read, and its address is never that of who asks', async () => {
  const poster = await app.request(`http://ailleurs.example/scrutins/${poll.slug}/affiche.pdf`)
  expect(poster.headers.get('Content-Type')).toBe('application/pdf')
  const pdf = Buffer.from(await poster.arrayBuffer()).toString('latin1')
  expect(pdf).toMatch(/<pdfuaid:part>1<\/pdfuaid:part>/)
  const page = await app.request(`http://ailleurs.example/scrutins/${poll.slug}/affiche`)
  expect(pdf + (await page.text())).not.toContain('ailleurs.example')
})

/** Without the narrow spaces that typography gives. */
function plain(html: string): string {
  return html.replaceAll(/[\u00a0\u202f]/g, ' ')
}
