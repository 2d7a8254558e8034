import { pino } from 'pino'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { encodeLeaf, receiptText } from '#kernel/ballot'
import { bytesOfHex, leafHash, noteOf, parseNote, type SignedHead, signHead, tileFiles } from '#kernel/merkle'
import type { Context } from '#platform/context'
import { TEST_NOW, testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { microCache } from '#platform/http'
import { contributions } from '../../../../modules.ts'
import { site as siteOf } from '../../../../site.tsx'
import { grownBy } from '../../commands/casting/grow.ts'
import { castBallot, publishHeads } from '../../commands/casting/index.ts'
import { type Holding, type Site, witnessOnce } from '../../sealed/log/witness.ts'
import type { SealedPoll } from '../../sealed/poll.ts'
import { newCast, newPasses } from '../../testing/casting.ts'
import { openPoll } from '../../testing/sealed-poll.ts'

let database: TestDatabase
let poll: SealedPoll
let request: (path: string, init?: RequestInit) => Promise<Response>
let receipts: Holding['receipts']
let early: SignedHead
let context: Context

beforeAll(async () => {
  database = await testDatabase()
  context = testContext(database, { contributions, now: () => TEST_NOW })
  poll = (await openPoll(context)).poll
  const app = siteOf({
    context: context,
    frame: {
      serviceName: 'Filigrane',
      territoryName: 'Territoire d’essai',
      assets: { stylesheet: '/public/site.css', fonts: [] },
      watermark: 'M0 0',
      navigation: [{ label: 'Scrutins', href: '/scrutins' }],
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
  request = async (path, init) => app.request(path, init)
  const names = Array.from({ length: 20 }, (_, at) => `Voisin ${at}`)
  const passes = await newPasses(context, poll, names)
  await cast(passes.slice(0, 10))
  await publishHeads(context)
  early = await shownHead()
  receipts = await cast(passes.slice(10))
  await publishHeads(context)
})
afterAll(() => database.drop())

async function cast(passes: Awaited<ReturnType<typeof newPasses>>) {
  const all = await Promise.all(passes.map((pass) => castBallot(context, newCast(context, poll, pass))))
  return all.map((result) => (result.ok ? result.value : expect.unreachable()))
}

const at = (path: string) => `/scrutins/${poll.slug}/registre${path}`

async function shownHead(): Promise<SignedHead> {
  const note = parseNote(await (await request(at('/tete'))).text(), bytesOfHex(poll.manifest.logKey))
  return note.ok ? note.value : expect.unreachable()
}

/** The site as a witness reads it; `instead` shows other files. */
function asWitness(instead: Readonly<Record<string, Uint8Array>> = {}): Site {
  const read = async (path: string) => {
    const answer = await request(path)
    return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : undefined
  }
  return {
    now: () => new Date(TEST_NOW.getTime() + 3 * 3_600_000),
    log: async (path) => instead[path] ?? (await read(at(`/${path}`))),
    manifest: () => read(`/scrutins/${poll.slug}/manifeste.json`),
  }
}

test('the page says what the log is, who voted by the hour, and how to watch', async () => {
  const answer = await request(at(''))
  expect(answer.headers.get('Cache-Control')).toBe('public, max-age=0, must-revalidate')
  const html = await answer.text()
  expect(html).toContain('filigrane witness')
  expect(html).toContain('>20<')
  expect((await request('/scrutins/inconnu/registre')).status).toBe(404)
})

test('a witness finds that nothing changed, its heads and its receipts being of this log', async () => {
  const seen = await witnessOnce(asWitness(), () => ({ heads: [early], receipts }))
  expect(seen).toMatchObject({ kind: 'holds', head: { size: 21 } })
})

test('a receipt is found on the page, and a damaged one is told', async () => {
  const ask = async (recu: string) => {
    const body = new URLSearchParams({ recu })
    return request(at('/preuve'), {
      method: 'POST',
      body,
      headers: { Origin: 'http://localhost', 'Sec-Fetch-Site': 'same-origin' },
    })
  }
  const found = await ask(receiptText(receipts[0]!))
  expect(found.status).toBe(200)
  expect(await found.text()).toContain('Votre bulletin est dans le registre')
  expect((await ask('filigrane1.abîmé')).status).toBe(422)
})

test('a log rewritten by who holds its key is found out by any head or receipt kept', async () => {
  const lines = (await (await request(at('/lignes'))).text()).trimEnd().split('\n')
  const rewritings: Readonly<Record<string, (all: readonly string[]) => readonly string[]>> = {
    deleted: (all) => all.filter((_, index) => index !== 4),
    replaced: (all) => all.with(4, all[4]!.replace(/.{6}"/, 'abcdef"')),
    reordered: (all) => all.with(4, all[5]!).with(5, all[4]!),
    'another log of one size': (all) => all.with(20, all[20]!.replace(/.{6}"/, 'abcdef"')),
    shortened: (all) => all.slice(0, 9),
  }
  for (const [name, rewrite] of Object.entries(rewritings)) {
    const leaves = rewrite(lines).map((line) => JSON.parse(line) as Parameters<typeof encodeLeaf>[0])
    const identity = { poll: poll.fingerprint, logKey: poll.manifest.logKey }
    const { head } = await grownBy(context, identity, { size: 0, peaks: [] }, leaves, TEST_NOW)
    const tiles = tileFiles(leaves.map((leaf) => leafHash(encodeLeaf(leaf)))).map(
      (tile) => [`tuiles/${tile.name}`, tile.content] as const,
    )
    const note = new TextEncoder().encode(noteOf(head, bytesOfHex(poll.manifest.logKey)))
    const site = asWitness({ ...Object.fromEntries(tiles), tete: note })
    const byReceipts = await witnessOnce(site, () => ({ heads: [], receipts }))
    const byHeads = await witnessOnce(site, () => ({ heads: [early], receipts: [] }))
    if (name === 'another log of one size') {
      const last = await shownHead()
      expect([name, (await witnessOnce(site, () => ({ heads: [last], receipts: [] }))).kind]).toEqual([name, 'differs'])
    } else expect([name, byHeads.kind]).toEqual([name, 'differs'])
    if (name !== 'shortened') expect([name, byReceipts.kind]).toEqual([name, 'differs'])
  }
})

test('a head that is not signed by the poll’s key is refused', async () => {
  const { privateKey } = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair
  const forged = await signHead({ ...early, size: 21 }, privateKey)
  const tete = new TextEncoder().encode(noteOf(forged, bytesOfHex(poll.manifest.logKey)))
  expect(await witnessOnce(asWitness({ tete }), () => ({ heads: [], receipts: [] }))).toMatchObject({ kind: 'differs' })
})
