import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hexOf } from '#kernel/merkle'
import {
  areChoicesRight,
  type BallotForm,
  type BallotKind,
  decodeBallot,
  encodeBallot,
  encodeLeaf,
  type Leaf,
  parseLeaf,
  parseReceipt,
  parseTracker,
  plaintextLengthFor,
  type Receipt,
  receiptText,
  sentenceOfReceiptFault,
  sentenceOfTrackerFault,
  trackerText,
} from './index.ts'
import { manifestFor } from './votes.testing.ts'

const trackers = fc.uint8Array({ minLength: 16, maxLength: 16 })
const { manifest: MANIFEST } = await manifestFor('writings', new Uint8Array(32).fill(7))

describe('a ballot before it is sealed', () => {
  const forms = fc
    .record({
      kind: fc.constantFrom<BallotKind>('choices', 'yes-no-abstain', 'scores'),
      count: fc.integer({ min: 1, max: 130 }),
      maximum: fc.integer({ min: 1, max: 12 }),
    })
    .map(({ kind, count, maximum }): BallotForm => {
      const options = Array.from({ length: count }, (_, at) => ({ code: String(at), name: `Option ${at}` }))
      const most = kind === 'choices' ? Math.min(count, maximum) : kind === 'scores' ? maximum : 2
      const form = { kind, options, choices: { minimum: 0, maximum: most } }
      return { ...form, plaintextLength: plaintextLengthFor(form) }
    })
  const ballots = forms.chain((form) => {
    const positions = form.options.map((_, at) => at)
    const choices =
      form.kind === 'choices'
        ? fc.subarray(positions, { maxLength: form.choices.maximum })
        : fc.array(fc.nat(form.choices.maximum), { minLength: positions.length, maxLength: positions.length })
    return fc.record({ form: fc.constant(form), choices, tracker: trackers })
  })

  test('reads back, and all ballots of a poll have one length', () => {
    fc.assert(
      fc.property(ballots, ({ form, choices, tracker }) => {
        const plaintext = encodeBallot({ choices, tracker }, form)
        expect(plaintext.length).toBe(form.plaintextLength)
        expect(plaintext.length % 32).toBe(0)
        expect(decodeBallot(plaintext, form)).toEqual({ ok: true, value: { choices, tracker } })
      }),
    )
  })

  const WRONG: readonly (readonly [what: string, text: string, refusal: string])[] = [
    ['a space', '{"choices": [1],"tracker":"$"}', 'not-canonical'],
    ['a zero before a number', '{"choices":[01],"tracker":"$"}', 'not-canonical'],
    ['members in another order', '{"tracker":"$","choices":[1]}', 'not-canonical'],
    ['capitals', '{"choices":[1],"tracker":"A$"}', 'not-canonical'],
    ['something after', '{"choices":[1],"tracker":"$"} x', 'not-canonical'],
    ['an option that does not exist', '{"choices":[5],"tracker":"$"}', 'wrong-choices'],
    ['choices out of order', '{"choices":[3,1],"tracker":"$"}', 'wrong-choices'],
    ['the same choice twice', '{"choices":[1,1],"tracker":"$"}', 'wrong-choices'],
    ['too many choices', '{"choices":[0,1,2,3],"tracker":"$"}', 'wrong-choices'],
  ]
  test.each(WRONG)('%s makes it %s', (_, text, refusal) => {
    const written = text.replace('$', '0'.repeat(32)).padEnd(MANIFEST.plaintextLength, ' ')
    expect(decodeBallot(new TextEncoder().encode(written), MANIFEST)).toEqual({
      ok: false,
      refusal: written.length > MANIFEST.plaintextLength ? 'wrong-length' : refusal,
    })
  })

  test('cut or lengthened it has a wrong length', () => {
    const plaintext = encodeBallot({ choices: [1], tracker: new Uint8Array(16) }, MANIFEST)
    expect(decodeBallot(plaintext.subarray(1), MANIFEST)).toEqual({ ok: false, refusal: 'wrong-length' })
  })

  test('what no ballot of the poll may say is not sealed', () => {
    expect(areChoicesRight([0, 4], MANIFEST)).toBe(true)
    for (const choices of [[0.5], [Number.NaN], [-1], [5], [2, 1]])
      expect(areChoicesRight(choices, MANIFEST)).toBe(false)
  })
})

describe('the number of a ballot', () => {
  test('reads back, with capitals, hyphens and look-alike letters forgiven', () => {
    fc.assert(
      fc.property(trackers, (tracker) => {
        const text = trackerText(tracker)
        expect(text).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){6}$/)
        const loose = text
          .toLowerCase()
          .replaceAll('-', ' ')
          .replaceAll('0', 'o')
          .replaceAll('1', 'l')
          .replaceAll('v', 'u')
        for (const way of [text, loose, ` ${text}.`]) expect(parseTracker(way)).toEqual({ ok: true, value: tracker })
      }),
    )
  })

  test('sorts as its bytes do', () => {
    fc.assert(
      fc.property(trackers, trackers, (a, b) => {
        expect(trackerText(a) < trackerText(b)).toBe(hexOf(a) < hexOf(b))
      }),
    )
  })

  test('one sign wrong is noticed nearly always, and said kindly', () => {
    let missed = 0
    const text = trackerText(new Uint8Array(16).fill(0xa7))
    for (let at = 0; at < text.length; at++) {
      for (const sign of '23456789ABCDEFGH') {
        if (text[at] === '-' || text[at] === sign) continue
        if (parseTracker(text.slice(0, at) + sign + text.slice(at + 1)).ok) missed++
      }
    }
    expect(missed).toBeLessThan(4)
    for (const fault of ['wrong-length', 'unknown-letter', 'wrong-check'] as const)
      expect(sentenceOfTrackerFault(fault)).toMatch(/\.$/)
    expect(parseTracker('ABCD')).toEqual({ ok: false, refusal: 'wrong-length' })
    expect(parseTracker(`${text.slice(1)}é中`)).toEqual({ ok: false, refusal: 'unknown-letter' })
  })
})

describe('a receipt', () => {
  const hashes = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(hexOf)
  const receipts: fc.Arbitrary<Receipt> = fc.record({
    envelopeHash: hashes,
    leafIndex: fc.nat(),
    head: fc.record({
      poll: hashes,
      size: fc.nat(),
      root: hashes,
      at: fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }).map((at) => at.toISOString()),
      signature: fc.uint8Array({ minLength: 64, maxLength: 64 }).map(hexOf),
    }),
  })

  test('is one line that reads back, even cut by a printer', () => {
    fc.assert(
      fc.property(receipts, (receipt) => {
        const line = receiptText(receipt)
        expect(line).toMatch(/^[\w.-]+$/)
        expect(line.length).toBeLessThan(330)
        expect(parseReceipt(line.replace(/(.{40})/g, '$1\n  '))).toEqual({ ok: true, value: receipt })
      }),
    )
  })

  test('one sign changed is seen', () => {
    const [receipt] = fc.sample(receipts, { numRuns: 1, seed: 1 })
    const line = receiptText(receipt!)
    for (let at = 0; at < line.length; at++) {
      const changed = line.slice(0, at) + (line[at] === 'A' ? 'B' : 'A') + line.slice(at + 1)
      expect(parseReceipt(changed).ok).toBe(false)
    }
    expect(sentenceOfReceiptFault('damaged')).toContain('reçu')
    expect(parseReceipt('bonjour')).toEqual({ ok: false, refusal: 'not-a-receipt' })
  })
})

describe('a leaf of the log', () => {
  const hash = 'ab'.repeat(32)
  const by = ['commission-1', 'commission-2'] as const
  const LEAVES: readonly Leaf[] = [
    { kind: 'manifest', fingerprint: hash },
    { kind: 'envelope', envelope: hash },
    { kind: 'envelope', envelope: hash, college: 'salaries' },
    { kind: 'superseded', leaf: 1 },
    { kind: 'flagged', leaf: 1 },
    { kind: 'admitted', leaf: 1, reason: 'no-ground', by },
    { kind: 'annulled', leaf: 1, reason: 'voted-on-paper', by },
    { kind: 'extension', closesAt: '2026-10-01T18:00:00.000Z', reason: 'Panne.', by },
    { kind: 'paper-batch', batch: 1, ballots: 40, sheet: hash },
    { kind: 'paper-annulled', leaf: 8, reason: 'typed-again', by },
    { kind: 'destruction', what: 'shares', at: '2027-01-01T00:00:00.000Z', record: hash, by },
  ]

  test.each(LEAVES)('$kind reads back from its bytes', (leaf) => {
    expect(parseLeaf(encodeLeaf(leaf))).toEqual({ ok: true, value: leaf })
  })

  test.each<[string, unknown, string]>([
    ['a kind that nobody knows', { kind: 'other' }, 'unknown-kind'],
    ['no kind', null, 'unknown-kind'],
    ['a member more', { kind: 'envelope', envelope: hash, at: '2026' }, 'wrong-member'],
    ['one person acting as two', { kind: 'admitted', leaf: 1, reason: 'no-ground', by: ['a', 'a'] }, 'wrong-member'],
    ['a reason outside the list', { kind: 'annulled', leaf: 1, reason: 'Jean Dupont', by }, 'wrong-member'],
  ])('%s is refused', (_, value, refusal) => {
    expect(parseLeaf(new TextEncoder().encode(JSON.stringify(value)))).toEqual({
      ok: false,
      refusal: refusal === 'wrong-member' ? refusalOf(value) : refusal,
    })
  })

  // Members out of canonical order are refused for that first.
  function refusalOf(value: unknown): string {
    const members = Object.keys(value as object)
    return members.every((name, at) => name > (members[at - 1] ?? '')) ? 'wrong-member' : 'not-canonical'
  }
})
