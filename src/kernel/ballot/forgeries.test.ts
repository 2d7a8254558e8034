import { beforeAll, describe, expect, test } from 'vitest'
import { bytesOfHex, parseNote, signHead } from '#kernel/merkle'
import {
  ballotsPb,
  fingerprintOf,
  type Held,
  type Leaf,
  type Manifest,
  type Opened,
  readPublished,
  resultText,
  type Verification,
  verifyBundle,
} from './index.ts'
import { type Forgery, type HeldVote, holdVote, newSigner, publish, type Rewriting, rewrite } from './votes.testing.ts'

type Bundle = ReadonlyMap<string, Uint8Array>

let vote: HeldVote
let bundle: Bundle
let fingerprint: string

beforeAll(async () => {
  vote = await holdVote(30)
  bundle = await publish(vote)
  fingerprint = fingerprintOf(textIn(bundle, 'manifest.json'))
})

const encoded = (text: string) => new TextEncoder().encode(text)
const textIn = (files: Bundle, name: string) => new TextDecoder().decode(files.get(name))
const verify = (files: Bundle, held?: Held): Promise<Verification> =>
  verifyBundle(async (name) => files.get(name), [...files.keys()], held)
const failedIn = ({ checks }: Verification) => checks.filter(({ ok }) => !ok).map(({ name }) => name)

describe('a vote that was forged on the way, every hash and signature computed again', () => {
  const swapped: Forgery = {
    result: (text) => text.replace(/"winners":\["(\d)"/, (_, winner) => `"winners":["${winner === '1' ? '2' : '1'}"`),
  }
  const dropped: Forgery = { opened: (opened) => ({ ...opened, ballots: opened.ballots.slice(1) }) }

  test.each<[string, Forgery, string]>([
    ['a winner was swapped', swapped, 'result'],
    ['a ballot was dropped after the opening', dropped, 'equation'],
    [
      'a ballot was added at the opening',
      {
        opened: (opened) => ({
          ...opened,
          ballots: [...opened.ballots, { choices: [1], tracker: new Uint8Array(16) }],
        }),
      },
      'equation',
    ],
    ['the close counts one envelope less', { close: (close) => ({ ...close, admitted: close.admitted - 1 }) }, 'close'],
    [
      'a paper ballot was changed after the close',
      { close: (close) => ({ ...close, paper: { ...close.paper, hash: '00'.repeat(32) } }) },
      'close',
    ],
    ['the same envelope counts twice', { beforeClose: (leaves) => [...leaves, leaves[1]!] }, 'story'],
    [
      'an envelope was annulled twice',
      { beforeClose: (leaves) => [...leaves, leaves.find(({ kind }) => kind === 'annulled')!] },
      'story',
    ],
  ])('even by who holds the key of the log: %s', async (_, forgery, check) => {
    const forged = await publish(vote, forgery).catch(() => undefined)
    // What the house's own code refuses to write is written by hand elsewhere: here it is enough that it stops.
    if (forged) expect(failedIn(await verify(forged))).toContain(check)
    else expect(check).toBe('story')
  })

  const withoutLeaf = (kind: string): HeldVote => {
    const at = vote.leaves.findIndex((leaf) => leaf.kind === kind)
    return { ...vote, leaves: vote.leaves.filter((_, index) => index !== at).map((leaf) => shifted(leaf, at)) }
  }
  const shifted = (leaf: HeldVote['leaves'][number], at: number) =>
    'leaf' in leaf && leaf.leaf > at ? { ...leaf, leaf: leaf.leaf - 1 } : leaf

  test('an envelope dropped from the log is consistent again, and any receipt tells', async () => {
    const forged = await publish(withoutLeaf('envelope'))
    expect((await verify(forged, { fingerprint })).ok).toBe(true)
    for (const receipt of vote.receipts)
      expect(failedIn(await verify(forged, { fingerprint, receipts: [receipt] }))).toContain('receipts')
  })

  test('an annulment removed is consistent again, and a head kept since tells', async () => {
    const forged = await publish(withoutLeaf('annulled')).catch(() => undefined)
    // The flag would then wait for ever: a forger removes it as well.
    expect(forged).toBeUndefined()
    const flagged = vote.leaves.findIndex((leaf) => leaf.kind === 'flagged' && leaf.leaf === 7)
    const kept = withoutLeaf('annulled').leaves.filter((_, index) => index !== flagged)
    const again = await publish({ ...vote, leaves: kept.map((leaf) => shifted(leaf, flagged)) })
    expect((await verify(again, { fingerprint })).ok).toBe(true)
    const note = textIn(bundle, 'log/heads').split(/(?<=^— .*\n)/m)[1]!
    const head = parseNote(note, bytesOfHex(vote.manifest.logKey))
    if (!head.ok) throw new Error('unreadable')
    expect(failedIn(await verify(again, { fingerprint, heads: [head.value] }))).toEqual(['held-heads'])
  })

  test('another vote made up whole, with keys of its own, is right in itself: the poster and any receipt tell', async () => {
    const other = await publish(await holdVote(30, 'another vote'))
    expect((await verify(other)).ok).toBe(true)
    expect(failedIn(await verify(other, { fingerprint }))).toEqual(['fingerprint'])
    expect(failedIn(await verify(other, { receipts: vote.receipts.slice(0, 1) }))).toEqual(['receipts'])
  })

  test('another bureau key, or another log key, changes the fingerprint', async () => {
    const bureau = { ...vote.manifest.bureau, publicKey: '09'.repeat(32) }
    const { publicKey } = await newSigner()
    for (const changes of [{ bureau }, { logKey: Buffer.from(publicKey).toString('hex') }]) {
      const text = new TextEncoder().encode(JSON.stringify({ ...vote.manifest, ...changes }))
      expect((await verify(new Map(bundle).set('manifest.json', text), { fingerprint })).ok).toBe(false)
    }
  })

  test('a log that was cut is told by a head that counts more', async () => {
    const longer = vote.leaves.length + 100
    const head = { ...vote.receipts[0]!.head, size: longer }
    expect(failedIn(await verify(bundle, { heads: [head] }))).toEqual(['held-heads'])
  })
})

describe('a vote that was written by hand, by who holds the key of the log', () => {
  const withLeaf = (kind: Leaf['kind'], change: (leaf: never) => object) => (leaves: readonly Leaf[]) =>
    leaves.map((leaf) => (leaf.kind === kind ? ({ ...leaf, ...change(leaf as never) } as Leaf) : leaf))

  test('as it was, it is right', async () => {
    expect(failedIn(await verify(await rewrite(vote, bundle, {})))).toEqual([])
  })

  const insertedAt = (index: number, leaf: Leaf) => (leaves: readonly Leaf[]) => [
    ...leaves.slice(0, index),
    leaf,
    ...leaves.slice(index),
  ]
  const by = ['commission-1', 'commission-2'] as const
  const beforeClose = (leaf: Leaf) => (leaves: readonly Leaf[]) =>
    insertedAt(
      leaves.findIndex(({ kind }) => kind === 'close'),
      leaf,
    )(leaves)

  test.each<[string, Rewriting, string]>([
    [
      'the first line is of another poll',
      { leaves: withLeaf('manifest', () => ({ fingerprint: '00'.repeat(32) })) },
      'log',
    ],
    ['the same envelope is there twice', { leaves: (leaves) => beforeClose(leaves[1]!)(leaves) }, 'story'],
    [
      'a superseded envelope is annulled',
      { leaves: beforeClose({ kind: 'annulled', leaf: 4, reason: 'not-entitled', by }) },
      'story',
    ],
    [
      'what is not flagged is admitted',
      { leaves: beforeClose({ kind: 'admitted', leaf: 2, reason: 'no-ground', by }) },
      'story',
    ],
    ['a leaf speaks of one to come', { leaves: beforeClose({ kind: 'flagged', leaf: 5000 }) }, 'story'],
    ['a flag is left undecided', { leaves: beforeClose({ kind: 'flagged', leaf: 2 }) }, 'close'],
    [
      'the vote was closed before its end',
      { leaves: withLeaf('close', () => ({ at: '2026-10-01T17:00:00.000Z' })) },
      'story',
    ],
    [
      'an extension makes the vote shorter',
      { leaves: withLeaf('extension', () => ({ closesAt: '2026-09-29T18:00:00.000Z' })) },
      'story',
    ],
    [
      'an act after the close',
      { leaves: (leaves) => [...leaves.slice(0, -1), { kind: 'flagged', leaf: 2 }, leaves.at(-1)!] },
      'story',
    ],
    [
      'a batch is counted twice',
      { leaves: beforeClose({ kind: 'paper-batch', batch: 1, ballots: 0, sheet: '00'.repeat(32) }) },
      'story',
    ],
    ['the set to open is another', { leaves: withLeaf('close', () => ({ set: '00'.repeat(32) })) }, 'close'],
    [
      'one more with an e-mail code than there are',
      { leaves: withLeaf('close', () => ({ classes: { email: 40 } })) },
      'close',
    ],
    ['a class that the poll does not accept', { leaves: withLeaf('close', () => ({ classes: { sms: 28 } })) }, 'close'],
    ['no head at the end of the vote', { heads: () => [] }, 'heads'],
    [
      'an envelope after the end',
      {
        heads: (close) => [
          [5, '2026-10-01T18:00:00.000Z'],
          [close, '2026-10-02T09:00:00.000Z'],
        ],
      },
      'heads',
    ],
    [
      'heads out of the order of time',
      {
        heads: (close) => [
          [close, '2026-10-01T19:00:00.000Z'],
          [close, '2026-10-01T18:00:00.000Z'],
        ],
      },
      'heads',
    ],
  ])('%s', async (_, rewriting, check) => {
    expect(failedIn(await verify(await rewrite(vote, bundle, rewriting)))).toContain(check)
  })

  const published = (files: Bundle) => {
    const read = readPublished(vote.manifest, files.get('ballots.pb')!)
    if (!read.ok) throw new Error(read.refusal)
    return read.value.ballots
  }

  test('a choice changed in the published file is not what the bureau opened', async () => {
    const all = published(bundle)
    const one = all.find(({ channel, choices }) => channel === 'internet' && choices.length === 0)
    const ballots = all.map((ballot) => (ballot === one ? { ...ballot, choices: [4] } : ballot))
    const of = (channel: string) => ballots.filter((ballot) => ballot.channel === channel)
    const file = ballotsPb(vote.manifest, { ballots: of('internet') }, of('paper'))
    const result = encoded(resultText(vote.manifest, file))
    const files = (own: Bundle) => new Map(own).set('ballots.pb', file).set('result.json', result)
    expect(failedIn(await verify(await rewrite(vote, bundle, { files })))).toEqual(['opening'])
  })

  test('ballots put in another order, which says the same, are another writing', async () => {
    const lines = textIn(bundle, 'ballots.pb').trimEnd().split('\n')
    const file = encoded(`${[...lines.slice(0, -2), lines.at(-1), lines.at(-2)].join('\n')}\n`)
    const files = (all: Bundle) => new Map(all).set('ballots.pb', file)
    expect(failedIn(await verify(await rewrite(vote, bundle, { files })))).toEqual(['ballots'])
  })

  test('keys that are not those of the manifest are said', async () => {
    const files = (all: Bundle) => new Map(all).set('keys.json', encoded('{}'))
    expect(failedIn(await verify(await rewrite(vote, bundle, { files })))).toEqual(['files'])
  })

  const set = (opened: Opened): Opened => ({ ...opened, set: '00'.repeat(32) })
  const never = (opened: Opened): Opened => ({
    ...opened,
    invalid: { ...opened.invalid, unopenable: ['00'.repeat(32)] },
  })
  test.each<[string, (opened: Opened) => Opened]>([
    ['the opening of another set', set],
    ['an envelope called invalid that was never received', never],
  ])('%s', async (_, opened) => {
    expect(failedIn(await verify(await publish(vote, { opened })))).toEqual(['opening'])
  })

  test('a ballot counted in another college than its envelope', async () => {
    const options = vote.manifest.options.map(({ cost: _cost, ...option }) => option)
    const colleges = ['a', 'b'].map((code) => ({ code, name: code, weight: '1/2' }))
    const changes = { rule: { kind: 'seats', seats: 2 }, options, colleges, budget: undefined }
    const assembly = await holdVote(12, 'assembly', changes as unknown as Partial<Manifest>)
    const moved = (opened: Opened) => ({
      ...opened,
      ballots: opened.ballots.map((ballot, at) =>
        at === 0 ? { ...ballot, college: ballot.college === 'a' ? 'b' : 'a' } : ballot,
      ),
    })
    expect(failedIn(await verify(await publish(assembly)))).toEqual([])
    expect(failedIn(await verify(await publish(assembly, { opened: moved })))).toEqual(['opening'])
  })
})

test('a head of another poll, or a receipt under a head that does not reach it, proves nothing', async () => {
  const [receipt, later] = [vote.receipts[0]!, vote.receipts[2]!]
  const { signature, ...head } = receipt.head
  expect(signature).toHaveLength(128)
  const other = await signHead({ ...head, poll: '00'.repeat(32) }, vote.signer.key)
  expect(failedIn(await verify(bundle, { heads: [other] }))).toEqual(['held-heads'])
  expect(failedIn(await verify(bundle, { receipts: [{ ...later, head: receipt.head }] }))).toEqual(['receipts'])
  expect(failedIn(await verify(bundle, { receipts: [{ ...receipt, leafIndex: 2 }] }))).toEqual(['receipts'])
})
