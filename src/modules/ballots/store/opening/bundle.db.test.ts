import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  bundleFiles,
  encodeLeaf,
  type Leaf,
  type Receipt,
  resultLeafOf,
  resultText,
  verifyBundle,
} from '#kernel/ballot'
import { hexOf, leafHash, signHead, treeOf } from '#kernel/merkle'
import { TEST_NOW, testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import type { SealedPoll } from '../../sealed/poll.ts'
import { closeVote, openVote, voteFor } from '../../testing/held-vote.ts'
import { openPoll } from '../../testing/sealed-poll.ts'
import { openArchive, readBundle, type VoteFiles } from './index.ts'

// A bundle as the platform really publishes one, then changed.

let database: TestDatabase
let poll: SealedPoll
let bundle: VoteFiles
let receipts: readonly Receipt[]

beforeAll(async () => {
  database = await testDatabase()
  let now = TEST_NOW
  const context = testContext(database, { now: () => now })
  const opened = await openPoll(context)
  receipts = await voteFor(context, opened.poll, [
    ['Martin', [0, 1]],
    ['Bernard', [1]],
    ['Petit', [2, 4]],
    ['Martin', [1, 2]],
  ])
  now = new Date(TEST_NOW.getTime() + 5 * 86_400_000)
  await closeVote(context, opened.poll)
  poll = await openVote(context, opened)
  bundle = (await readBundle(context.db, poll))!
})
afterAll(() => database.drop())

const isRight = async (files: VoteFiles, held = {}) =>
  (await verifyBundle(async (name) => files.get(name), [...files.keys()], held)).ok

test('as published it holds; with any byte of any file changed, or a file more or less, it does not', async () => {
  expect(await isRight(bundle, { fingerprint: poll.fingerprint, receipts })).toBe(true)
  expect(bundle.size).toBeGreaterThan(8)
  for (const [name, content] of bundle) {
    for (const at of [0, content.length >> 1, content.length - 1]) {
      const changed = Uint8Array.from(content)
      changed[at] = changed[at]! ^ 1
      expect([name, at, await isRight(new Map([...bundle, [name, changed]]))]).toEqual([name, at, false])
    }
    expect([name, await isRight(new Map([...bundle].filter(([each]) => each !== name)))]).toEqual([name, false])
  }
  expect(await isRight(new Map([...bundle, ['note.txt', new Uint8Array([1])]]))).toBe(false)
})

test('read a piece at a time, its files are the same', async () => {
  const archive = (await openArchive(database.db, poll))!
  expect(archive.files.map(({ name }) => name).toSorted()).toEqual([...bundle.keys()].toSorted())
  for (const { name, read } of archive.files) {
    const pieces: Uint8Array[] = []
    for await (const piece of read()) pieces.push(piece)
    expect([name, Buffer.concat(pieces)]).toEqual([name, Buffer.from(bundle.get(name)!)])
  }
})

test('with another key of the log, it agrees neither with the poster nor with one receipt', async () => {
  const forged = await forgedBundle()
  expect(await isRight(forged, { fingerprint: poll.fingerprint })).toBe(false)
  for (const receipt of receipts) expect(await isRight(forged, { receipts: [receipt] })).toBe(false)
})

test('a ballot dropped from the published file is found, though every hash is computed again by who has no key', async () => {
  const text = new TextDecoder().decode(bundle.get('ballots.pb'))
  const shorter = text.trimEnd().split('\n').slice(0, -1).join('\n').replace('num_votes;3', 'num_votes;2')
  expect(await isRight(await resealed({ 'ballots.pb': `${shorter}\n` }))).toBe(false)
})

/** The result leaf again for other files, its log signed by a key of the forger's own. */
async function resealed(texts: Readonly<Record<string, string>>): Promise<VoteFiles> {
  const named = [...bundle].filter(([name]) => !/^log\/(leaves|checkpoint|tile)/.test(name))
  const changed = Object.entries(texts).map(([name, text]) => [name, new TextEncoder().encode(text)] as const)
  const files = new Map<string, Uint8Array>([...named, ...changed])
  const ballots = files.get('ballots.pb')!
  try {
    files.set('result.json', new TextEncoder().encode(resultText(poll.manifest, ballots)))
  } catch {
    // The forger counts as well as they can.
  }
  const leaves = leavesOf(bundle).slice(0, -1)
  return sealedBy(await newKey(), [...leaves, resultLeafOf(files)], files)
}

async function forgedBundle(): Promise<VoteFiles> {
  const key = await newKey()
  const files = new Map([...bundle].filter(([name]) => !/^log\/(leaves|checkpoint|tile)/.test(name)))
  const manifest = new TextDecoder().decode(bundle.get('manifest.json')).replace(poll.manifest.logKey, key.publicHex)
  files.set('manifest.json', new TextEncoder().encode(manifest))
  return sealedBy(key, [...leavesOf(bundle).slice(0, -1), resultLeafOf(files)], files)
}

type Key = { readonly privateKey: CryptoKey; readonly publicHex: string }

async function newKey(): Promise<Key> {
  const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair
  const publicHex = hexOf(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)))
  return { privateKey: pair.privateKey, publicHex }
}

async function sealedBy({ privateKey }: Key, leaves: readonly Leaf[], files: VoteFiles): Promise<VoteFiles> {
  const root = hexOf(treeOf(leaves.map((leaf) => leafHash(encodeLeaf(leaf)))).root())
  const head = { poll: poll.fingerprint, size: leaves.length, root, at: '2026-03-08T09:00:00.000Z' }
  return bundleFiles({ manifest: poll.manifest, leaves, head: await signHead(head, privateKey), files })
}

function leavesOf(files: VoteFiles): readonly Leaf[] {
  const lines = new TextDecoder().decode(files.get('log/leaves')).trimEnd().split('\n')
  return lines.map((line) => JSON.parse(line) as Leaf)
}
