import { expect, test } from 'vitest'
import { hexOf } from '#kernel/merkle'
import { encodeBallot, fingerprintOf, manifestText, openAll, type SealedBallot, sealBallot } from './index.ts'
import { manifestFor, seeded } from './votes.testing.ts'

const { manifest, bureauKey } = await manifestFor('opening', new Uint8Array(32))
const poll = fingerprintOf(manifestText(manifest))
const random = seeded('trackers')

function seal(plaintext: Uint8Array, info = poll): Promise<SealedBallot> {
  return sealBallot(plaintext, bureauKey.publicKey, info)
}

function written(text: string): Uint8Array {
  return new TextEncoder().encode(text.padEnd(manifest.plaintextLength, ' '))
}

test('what cannot be counted is said with its reason, and stops nobody else', async () => {
  const right = await seal(encodeBallot({ choices: [0, 2], tracker: random(16) }, manifest))
  const bad = {
    unopenable: await seal(encodeBallot({ choices: [1], tracker: random(16) }, manifest), '00'.repeat(32)),
    'wrong-length': await seal(new Uint8Array(10)),
    'not-canonical': await seal(written('{"choices":[ 1],"tracker":"00"}')),
    'wrong-choices': await seal(written(`{"choices":[3,1],"tracker":"${'0'.repeat(32)}"}`)),
  }
  const opened = await openAll([right, ...Object.values(bad)], bureauKey.secretKey, manifest)
  expect(opened.ballots.map(({ choices }) => choices)).toEqual([[0, 2]])
  const hashes = Object.entries(bad).map(([reason, { envelopeHash }]) => [reason, [hexOf(envelopeHash)]])
  expect(opened.invalid).toEqual({ ...Object.fromEntries(hashes), 'tracker-seen': [] })
})

test('of two envelopes with one number, the first by hash counts', async () => {
  const tracker = random(16)
  const pair = await Promise.all([[0], [1]].map((choices) => seal(encodeBallot({ choices, tracker }, manifest))))
  const [first, second] = pair.map(({ envelopeHash }) => hexOf(envelopeHash)).sort()
  const opened = await openAll(pair, bureauKey.secretKey, manifest)
  expect(opened.ballots).toHaveLength(1)
  expect(opened.invalid['tracker-seen']).toEqual([second])
  const kept = pair.findIndex(({ envelopeHash }) => hexOf(envelopeHash) === first)
  expect(opened.ballots[0]!.choices).toEqual([kept])
})

test('progress is told up to the end, and an envelope given twice is our own mistake', async () => {
  const sealed = await seal(encodeBallot({ choices: [], tracker: random(16) }, manifest))
  const told: [number, number][] = []
  await openAll([sealed], bureauKey.secretKey, manifest, (done, of) => told.push([done, of]))
  expect(told).toEqual([[1, 1]])
  await expect(openAll([sealed, sealed], bureauKey.secretKey, manifest)).rejects.toThrow('opened once')
})
