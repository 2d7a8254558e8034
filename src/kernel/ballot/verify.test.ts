import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { readElection } from '#kernel/tally'
import { fingerprintOf, type Held, type Manifest, openAll, type Verification, verifyBundle } from './index.ts'
import { type HeldVote, holdVote, publish } from './votes.testing.ts'

type Bundle = ReadonlyMap<string, Uint8Array>

let vote: HeldVote
let bundle: Bundle
let fingerprint: string

beforeAll(async () => {
  vote = await holdVote(30)
  bundle = await publish(vote)
  fingerprint = fingerprintOf(textIn(bundle, 'manifest.json'))
})

const textIn = (files: Bundle, name: string) => new TextDecoder().decode(files.get(name))
const verify = (files: Bundle, held?: Held): Promise<Verification> =>
  verifyBundle(async (name) => files.get(name), [...files.keys()], held)
const failedIn = ({ checks }: Verification) => checks.filter(({ ok }) => !ok).map(({ name }) => name)

describe('a vote as it was held', () => {
  test('is right from its files alone, from the poster, and from receipts', async () => {
    const verified = await verify(bundle, { fingerprint, receipts: vote.receipts })
    expect(failedIn(verified)).toEqual([])
    expect(verified).toMatchObject({ ok: true, fingerprint, title: 'Budget citoyen 2026' })
    expect(verified.counts).toEqual({ ballots: 33, admitted: 30, annulled: 1, superseded: 1, invalid: 1, paper: 6 })
  })

  test('its ballots are a file that other tools read, without a remark but the blank ones', () => {
    const read = readElection(bundle.get('ballots.pb')!)
    if (!read.ok) throw new Error('unreadable')
    const { profile, projects, oddities, voters } = read.value
    expect(profile.voterCount).toBe(33)
    expect(projects.map(({ name }) => name)).toEqual(vote.manifest.options.map(({ name }) => name))
    expect(new Set(oddities.map(({ kind }) => kind))).toEqual(new Set(['empty-ballot']))
    expect(voters.columns.voting_method!.filter((channel) => channel === 'paper')).toHaveLength(6)
    expect(voters.ids.toSorted()).toEqual(voters.ids)
  })

  test('gives the same bytes whoever opens, in whatever order envelopes come', async () => {
    const some = [...vote.envelopes.values()]
    const once = await openAll(some, vote.secretKey, vote.manifest)
    const again = await openAll(some.toReversed(), vote.secretKey, vote.manifest)
    expect(again.bytes).toEqual(once.bytes)
    expect(once.ballots).toHaveLength(29)
    expect(once.invalid.unopenable).toHaveLength(1)
  })

  test.each<[string, Partial<Manifest>]>([
    [
      'resolutions',
      {
        kind: 'yes-no-abstain',
        choices: { minimum: 0, maximum: 2 },
        rule: { kind: 'majority', above: '1/2', of: 'expressed' },
      },
    ],
    [
      'an election by colleges',
      {
        rule: { kind: 'seats', seats: 2 },
        paper: 'none',
        evidence: ['email', 'code'],
        colleges: [
          { code: 'a', name: 'A', weight: '1/10' },
          { code: 'b', name: 'B', weight: '9/10' },
        ],
      },
    ],
  ])('%s are verified too', async (_, changes) => {
    const options = vote.manifest.options.map(({ cost: _cost, ...option }) => option)
    const without = { ...changes, options, budget: undefined } as unknown as Partial<Manifest>
    const assembly = await holdVote(12, 'assembly', without)
    expect(failedIn(await verify(await publish(assembly)))).toEqual([])
  })
})

describe('a bundle that was touched', () => {
  test('one byte anywhere in any file is a difference', async () => {
    const names = [...bundle.keys()]
    const places = fc
      .constantFrom(...names)
      .chain((name) => fc.record({ name: fc.constant(name), at: fc.nat(bundle.get(name)!.length - 1), bit: fc.nat(7) }))
    await fc.assert(
      fc.asyncProperty(places, async ({ name, at, bit }) => {
        const changed = Uint8Array.from(bundle.get(name)!)
        changed[at]! ^= 1 << bit
        expect((await verify(new Map(bundle).set(name, changed))).ok).toBe(false)
      }),
      { numRuns: 300 },
    )
  })

  test('a file missing, one more, one cut, or one that nobody announced is a difference', async () => {
    for (const [name, content] of bundle) {
      const without = new Map(bundle)
      without.delete(name)
      expect((await verify(without)).ok).toBe(false)
      expect((await verify(new Map(bundle).set(name, content.subarray(0, -1)))).ok).toBe(false)
    }
    for (const name of ['other.txt', 'log/tile/0/001', 'log/leaves2', 'log/tile/x']) {
      expect((await verify(new Map(bundle).set(name, new Uint8Array([1])))).ok).toBe(false)
    }
  })

  test('nothing at all is not a vote', async () => {
    expect(await verify(new Map())).toMatchObject({ ok: false, fingerprint: undefined, counts: undefined })
  })
})
