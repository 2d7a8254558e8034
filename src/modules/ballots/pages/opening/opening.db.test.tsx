import { gzipSync } from 'node:zlib'
import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openAll } from '#kernel/ballot'
import { bytesOfBase64 } from '#kernel/merkle'
import type { Context } from '#platform/context'
import { TEST_NOW, testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { type Role, sessions, type Visitor } from '#platform/sessions'
import { publishSent } from '../../commands/opening/index.ts'
import { openingDesk } from '../../desk/opening/index.tsx'
import { listAdmitted } from '../../store/opening/index.ts'
import { insertSeat } from '../../store/sealed/index.ts'
import { countInThread } from '../../tasks.counting.ts'
import { voteFor } from '../../testing/held-vote.ts'
import { type OpenedForTests, openPoll } from '../../testing/sealed-poll.ts'
import { ballotPages } from '../index.tsx'

const FRAME = {
  ...{ serviceName: 'Filigrane', territoryName: 'Essai', watermark: '', navigation: [] },
  assets: { stylesheet: '', fonts: [] },
  footer: { mention: '', columns: [] },
}
const COOKIES = '__Host-session=secret; __Host-navigateur=browser'

let database: TestDatabase
let context: Context
let now = TEST_NOW
let opened: OpenedForTests
let path: string
let desk: string

beforeAll(async () => {
  database = await testDatabase()
  context = testContext(database, { now: () => now })
  opened = await openPoll(context)
  await voteFor(context, opened.poll, [
    ['Martin', [0, 1]],
    ['Bernard', [1]],
  ])
  path = `/scrutins/${opened.poll.slug}/bureau/ouverture`
  desk = `/agents/scrutins/${opened.poll.slug}/cloture`
  for (const [index, office] of (['commission', 'bureau'] as const).entries()) {
    const since = new Date(TEST_NOW.getTime() - 60_000)
    const personId = idOf(index + 1)
    const seat = { id: context.newId(), pollId: opened.poll.id, office, number: 1, personId, since, until: null }
    await database.db.transaction().execute((transaction) => insertSeat(transaction, seat, idOf(9)))
  }
})
afterAll(() => database.drop())

const idOf = (number: number) => `00000000-0000-7000-8000-00000000030${number}`

/** 1 is of the commission, 2 of the bureau, 3 of neither. */
function person(number: number, role: Role = 'resident') {
  const visitor: Visitor = {
    ...{ personId: idOf(number), sessionId: idOf(number), displayName: 'Ana', assurance: 'passkey' as const },
    ...{ signedInAt: new Date(0), roles: [{ role, object: null }] },
  }
  const app = new Hono()
    .use(sessions(async () => visitor))
    .route('/', ballotPages(context, FRAME))
    .route('/', openingDesk(context, FRAME))
  const get = (at: string) => app.request(at, { headers: { Cookie: COOKIES } })
  const send = async (from: string, action: string, fields: Readonly<Record<string, string>> = {}) => {
    const html = await (await get(from)).text()
    const form = html.split('<form').find((each) => each.includes(`action="${action}"`)) ?? ''
    const hidden = [...form.matchAll(/type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(([, name, value]) => [
      name!,
      value!,
    ])
    const body = new URLSearchParams({ ...Object.fromEntries(hidden), ...fields })
    return app.request(action, { method: 'POST', body, headers: { Cookie: COOKIES } })
  }
  return { get, send }
}

const sentIds = async () => (await database.db.selectFrom('opening_sent').select('id').execute()).map(({ id }) => id)
const countWhatWasSent = async () => {
  for (const id of await sentIds()) await publishSent(context, id, countInThread)
}
const packed = (bytes: Uint8Array) => gzipSync(bytes).toString('base64')

test('before the close nobody is given a sealed ballot, and only the bureau reads its page', async () => {
  expect((await person(3).get(path)).status).toBe(403)
  expect((await person(1).get(path)).status).toBe(403)
  expect((await person(3).get(desk)).status).toBe(403)
  const page = await (await person(2).get(path)).text()
  expect(page).toContain('Le vote n’est pas encore clos.')
  expect(page).toContain(`href="${desk}"`)
  // An agent who hosts the bureau reads the page too, and the desk of the close is shut to who has no seat.
  const hosted = await (await person(3, 'agent').get(path)).text()
  expect(hosted).toContain('Le vote n’est pas encore clos.')
  expect(hosted).not.toContain(`href="${desk}"`)
  expect((await person(2).get(`${path}/bulletins`)).status).toBe(403)
  now = new Date(TEST_NOW.getTime() + 5 * 86_400_000)
  expect((await person(2).get(`${path}/bulletins`)).status).toBe(403)
  expect(await (await person(2).get(desk)).text()).toContain('Proposer la clôture')
})

test('two people close it at the desk; what was asked twice is refused in a sentence', async () => {
  expect((await person(1).send(desk, `${desk}/proposer`)).status).toBe(303)
  const same = await person(1).send(desk, `${desk}/proposer`, { envoi: 'x' })
  expect([same.status, await same.text()]).toEqual([422, expect.stringContaining('Ce formulaire attendait')])
  expect((await person(2).send(desk, `${desk}/confirmer`)).status).toBe(303)
  expect(await (await person(1).get(desk)).text()).toContain('Aller au dépouillement')
})

test('the bureau’s page gives ballots alone, in the order of their hashes, and takes them opened', async () => {
  const answer = await person(2).get(`${path}/bulletins`)
  expect([answer.status, answer.headers.get('Cache-Control')]).toEqual([200, 'no-store'])
  const lines = (await answer.text()).trimEnd().split('\n')
  expect(lines.map((line) => bytesOfBase64(line)?.length)).toEqual(
    [2, 2].map(() => 48 + opened.poll.manifest.plaintextLength),
  )

  const { bytes } = await openAll(
    await listAdmitted(context.db, opened.poll.id),
    opened.bureauKey.secretKey,
    opened.poll.manifest,
  )
  const publish = (bulletins: string) => person(2).send(path, `${path}/publier`, { bulletins })
  for (const nonsense of ['', '***']) {
    const refused = await publish(nonsense)
    expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining('ne se lit pas')])
  }
  // What must be unpacked to be read is looked at by the count, elsewhere: the page tells it when it comes back.
  for (const nonsense of [packed(new TextEncoder().encode('[]')), packed(bytes.slice(1)), 'AAAA']) {
    expect((await publish(nonsense)).status).toBe(303)
    await countWhatWasSent()
    expect(await (await person(2).get(`${path}?attente=oui`)).text()).toContain('ne se lit pas')
  }
  const compared = await person(2).send(path, `${path}/comparer`, { empreinte: '00'.repeat(32) })
  expect(compared.status).toBe(303)

  const sent = await publish(packed(bytes))
  const waiting = `${path}?attente=oui`
  expect([sent.status, sent.headers.get('Location')]).toEqual([303, waiting])
  const page = await person(2).get(waiting)
  expect([page.status, page.headers.get('Refresh')]).toEqual([200, `4; url=${waiting}`])
  expect(await page.text()).toContain('Le calcul est en cours')
  expect(await (await person(2).get(path)).text()).toContain('le calcul est en cours')
  // Sent twice, counted twice at once, and once more afterwards: one result.
  expect((await publish(packed(bytes))).status).toBe(303)
  await Promise.all([countWhatWasSent(), countWhatWasSent()])
  const after = await person(2).get(waiting)
  expect([after.status, after.headers.get('Location')]).toEqual([303, `/scrutins/${opened.poll.slug}`])
  expect(await sentIds()).toEqual([])
})

test('published, its address is that of any result, with what only a vote held here shows', async () => {
  const at = `/scrutins/${opened.poll.slug}`
  const page = await (await person(3).get(at)).text()
  for (const word of [
    'Vote tenu ici',
    'En ligne, avec un code reçu par courriel',
    'archive.zip',
    'aucune autre machine',
  ]) {
    expect(page).toContain(word)
  }
  for (const each of [`${at}/resultats`, `${at}/verifier`, `${at}/ballots.pb`, `${at}/archive/log/leaves`]) {
    expect([each, (await person(3).get(each)).status]).toEqual([each, 200])
  }
  const zip = new Uint8Array(await (await person(3).get(`${at}/archive.zip`)).arrayBuffer())
  expect(String.fromCharCode(...zip.slice(0, 2))).toBe('PK')
  expect(new Uint8Array(await (await person(3).get(`${at}/archive.zip`)).arrayBuffer())).toEqual(zip)
  const minutes = await person(3).get(`${at}/archive/minutes.pdf`)
  expect(minutes.headers.get('Content-Type')).toBe('application/pdf')
  expect(await minutes.text()).toContain('%PDF')
  expect((await person(3).get(`${at}/archive/nothing`)).status).toBe(404)
})
