import { describe, expect, test } from 'vitest'
import { assert } from '#kernel/result'
import { fingerprintOf, type Manifest, manifestText, parseManifest, sentenceOfManifestFault } from './index.ts'
import { manifestFor } from './votes.testing.ts'

const { manifest: MANIFEST } = await manifestFor('writings', new Uint8Array(32).fill(7))

describe('the manifest', () => {
  test('reads back from its text, and its fingerprint is that of the text', () => {
    const text = manifestText(MANIFEST)
    expect(parseManifest(text)).toEqual({ ok: true, value: MANIFEST })
    expect(fingerprintOf(text)).toMatch(/^[0-9a-f]{64}$/)
    expect(manifestText(JSON.parse(text))).toBe(text)
  })

  test('written in another way it is refused, though it says the same', () => {
    const fault = (text: string) => {
      const parsed = parseManifest(text)
      return parsed.ok ? undefined : parsed.refusal.kind
    }
    expect(fault(JSON.stringify(JSON.parse(manifestText(MANIFEST)), null, 1))).toBe('not-canonical')
    expect(fault(`${manifestText(MANIFEST)}\n`)).toBe('not-canonical')
    expect(fault('{')).toBe('not-json')
  })

  const rule = { kind: 'majority', above: '1/2', of: 'expressed' } as const
  const commitment = MANIFEST.bureau.shares[0]!
  const IMPOSSIBLE: readonly (readonly [
    what: string,
    changes: Partial<Record<keyof Manifest, unknown>>,
    at: string,
  ])[] = [
    ['a member that nobody reads', { ['more' as 'slug']: 1 }, 'more'],
    ['a member missing', { bureau: { publicKey: '00'.repeat(32), threshold: 1 } }, 'bureau.shares'],
    ['a threshold that nobody can reach', { bureau: { ...MANIFEST.bureau, threshold: 4 } }, 'bureau'],
    [
      'a salt too short',
      { bureau: { ...MANIFEST.bureau, shares: [{ ...commitment, salt: '00' }] } },
      'bureau.shares[0].salt',
    ],
    ['the same option twice', { options: [...MANIFEST.options.slice(1), MANIFEST.options[1]] }, 'options'],
    [
      'an option without its cost',
      { options: MANIFEST.options.map(({ cost: _cost, ...option }) => option) },
      'options',
    ],
    ['more choices than options', { choices: { minimum: 0, maximum: 6 } }, 'choices'],
    ['a close before the opening', { closesAt: '2026-08-01T18:00:00.000Z' }, 'closesAt'],
    ['an instant that is not in UTC', { closesAt: '2026-10-01T18:00:00+02:00' }, 'closesAt'],
    [
      'ballots too long for their envelope',
      {
        plaintextLength: 64,
        choices: { minimum: 0, maximum: 4 },
        options: Array.from({ length: 5000 }, (_, at) => ({ code: `${at}`, name: 'x', cost: '1' })),
      },
      'plaintextLength',
    ],
    ['a rule that does not count such ballots', { rule }, 'rule'],
    ['paper that nobody may use', { evidence: ['email'] }, 'paper'],
    ['ways of proving out of order', { evidence: ['email', 'franceconnect', 'paper'] }, 'evidence'],
    ['no budget to share', { budget: undefined }, 'options'],
    ['a control sign in a name', { title: 'a\nb' }, 'title'],
    ['colleges under a rule that has no weights', { colleges: [{ code: 'a', name: 'A', weight: '1' }] }, 'colleges'],
  ]
  test.each(IMPOSSIBLE)('%s is refused, and where is said', (_, changes, at) => {
    const parsed = parseManifest(manifestText({ ...MANIFEST, ...changes } as Manifest))
    assert(!parsed.ok, 'this manifest is not possible')
    expect(parsed.refusal.at).toBe(at)
    expect(sentenceOfManifestFault(parsed.refusal)).toContain(at)
  })

  test('an assembly has resolutions, colleges and their weights, which add up to one', () => {
    const { budget: _budget, ...rest } = MANIFEST
    const options = [{ code: 'r1', name: 'Approuver les comptes' }]
    const colleges = [
      { code: 'a', name: 'Salariés', weight: '1/3' },
      { code: 'b', name: 'Bénéficiaires', weight: '2/3' },
    ]
    const poll = { ...rest, kind: 'yes-no-abstain', options, choices: { minimum: 0, maximum: 2 }, rule, colleges }
    expect(parseManifest(manifestText(poll as Manifest)).ok).toBe(true)
    const uneven = { ...poll, colleges: [colleges[0], { ...colleges[1], weight: '1/2' }] }
    expect(parseManifest(manifestText(uneven as Manifest))).toMatchObject({ refusal: { at: 'colleges' } })
  })
})
