import { wordlist } from '@scure/bip39/wordlists/french.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  combine,
  commitmentOf,
  fromQr,
  fromWords,
  isShareOf,
  type Share,
  sentenceOfCombineFault,
  sentenceOfQrFault,
  sentenceOfWordsFault,
  splitKey,
  toQr,
  toWords,
  type WordsFault,
} from './index.ts'

const secrets = fc.uint8Array({ minLength: 32, maxLength: 32 })
const shares = fc.record({
  number: fc.integer({ min: 1, max: 32 }),
  bytes: fc.uint8Array({ minLength: 33, maxLength: 33 }),
})
const SHARE: Share = { number: 3, bytes: Uint8Array.from({ length: 33 }, (_, at) => 7 * at) }
const WORDS = toWords(SHARE).split(' ')

function faultOf(text: string): WordsFault {
  const read = fromWords(text)
  if (read.ok) throw new Error('these words are a share')
  return read.refusal
}

describe('the shares of a key', () => {
  test('any three of five, in any order, give the key back', async () => {
    await fc.assert(
      fc.asyncProperty(secrets, fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 3 }), async (secret, seats) => {
        const made = await splitKey(secret, { shares: 5, threshold: 3 })
        expect(made.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5])
        expect(
          await combine(
            seats.map((seat) => made[seat]!),
            3,
          ),
        ).toEqual({ ok: true, value: secret })
      }),
      { numRuns: 30 },
    )
  })

  test('two of five are too few, and even taken as enough they do not give the key', async () => {
    await fc.assert(
      fc.asyncProperty(secrets, async (secret) => {
        const two = (await splitKey(secret, { shares: 5, threshold: 3 })).slice(0, 2)
        expect(await combine(two, 3)).toEqual({ ok: false, refusal: 'too-few' })
        expect(await combine(two, 2)).not.toEqual({ ok: true, value: secret })
      }),
      { numRuns: 30 },
    )
  })

  test('every threshold of every bureau of up to six works', async () => {
    const secret = crypto.getRandomValues(new Uint8Array(32))
    for (let seats = 1; seats <= 6; seats++) {
      for (let threshold = 1; threshold <= seats; threshold++) {
        const made = await splitKey(secret, { shares: seats, threshold })
        expect(await combine(made.slice(seats - threshold), threshold)).toEqual({ ok: true, value: secret })
      }
    }
  })

  test('a share given twice is said, not counted twice', async () => {
    const made = await splitKey(new Uint8Array(32), { shares: 5, threshold: 3 })
    expect(await combine([made[0]!, made[1]!, made[0]!], 3)).toEqual({ ok: false, refusal: 'same-share-twice' })
  })

  test('a share is recognised by what was announced for its seat, and by nothing else', async () => {
    const made = await splitKey(crypto.getRandomValues(new Uint8Array(32)), { shares: 3, threshold: 2 })
    const announced = made.map((share) => commitmentOf(share, crypto.getRandomValues(new Uint8Array(16))))
    for (const share of made) {
      expect(isShareOf(share, announced)).toBe(true)
      expect(isShareOf({ ...share, number: (share.number % 3) + 1 }, announced)).toBe(false)
      expect(isShareOf({ ...share, number: 9 }, announced)).toBe(false)
      expect(isShareOf({ ...share, bytes: share.bytes.map((byte, at) => byte ^ (at === 5 ? 1 : 0)) }, announced)).toBe(
        false,
      )
    }
  })
})

describe('printed as words', () => {
  test('the words read back to the share', () => {
    fc.assert(
      fc.property(shares, (share) => {
        expect(fromWords(toWords(share))).toEqual({ ok: true, value: share })
      }),
    )
  })

  test('accents, capitals, lines and figures are forgiven, and four letters are enough', () => {
    const [number, ...words] = WORDS
    const plain = (word: string) => word.normalize('NFKD').replace(/\p{Diacritic}/gu, '')
    const ways = [
      [number, ...words.map((word) => word.toUpperCase())].join('\n'),
      `Part n° ${number} : ${words.map(plain).join(', ')}`,
      [number, ...words.map((word) => plain(word).slice(0, 4))].join(' '),
      [number, ...words.map((word, at) => `${at + 1}. ${word}`)].join('\r\n'),
      WORDS.join('  ').normalize('NFD'),
    ]
    for (const way of ways) expect(fromWords(way)).toEqual({ ok: true, value: SHARE })
  })

  test('no two words of the list begin alike', () => {
    const beginnings = wordlist.map((word) => word.normalize('NFKD').replace(/\p{M}/gu, '').slice(0, 4))
    expect(new Set(beginnings).size).toBe(2048)
  })

  test('a word that is in no list is named, with its place and the word it is near to', () => {
    const wrong = [...WORDS]
    wrong[4] = 'abbaisser'
    expect(faultOf(wrong.join(' '))).toEqual({ kind: 'unknown-word', word: 'abbaisser', position: 4, near: 'abaisser' })
    wrong[4] = 'zzzzzz'
    expect(sentenceOfWordsFault(faultOf(wrong.join(' ')))).toMatch(/^Le mot numéro 4, «\u00a0zzzzzz\u00a0»/)
  })

  test('a word too many or too few is counted', () => {
    expect(faultOf(WORDS.slice(0, -1).join(' '))).toEqual({ kind: 'wrong-count', count: 24 })
    expect(faultOf([...WORDS, 'zeste'].join(' '))).toEqual({ kind: 'wrong-count', count: 26 })
    expect(faultOf(WORDS.slice(1).join(' '))).toEqual({ kind: 'number-missing' })
    expect(faultOf('')).toEqual({ kind: 'number-missing' })
  })

  test('two words exchanged, or the number of another share, do not go together', () => {
    const exchanged = [...WORDS]
    ;[exchanged[2], exchanged[3]] = [exchanged[3]!, exchanged[2]!]
    expect(faultOf(exchanged.join(' '))).toEqual({ kind: 'wrong-checksum' })
    expect(faultOf(['4', ...WORDS.slice(1)].join(' '))).toEqual({ kind: 'wrong-checksum' })
  })
})

describe('printed as a code to scan', () => {
  test('it reads back to the share', () => {
    fc.assert(
      fc.property(shares, (share) => {
        expect(toQr(share)).toMatch(/^[0-9A-Z/]+$/)
        expect(fromQr(` ${toQr(share)}\n`)).toEqual({ ok: true, value: share })
      }),
    )
  })

  test('one sign changed is seen, and another code is not taken for a share', () => {
    const text = toQr(SHARE)
    for (let at = 'FILIGRANE/PART/'.length; at < text.length; at++) {
      const other = text[at] === '1' ? '2' : '1'
      expect(fromQr(text.slice(0, at) + other + text.slice(at + 1))).toEqual({ ok: false, refusal: 'damaged' })
    }
    expect(fromQr('https://example.org')).toEqual({ ok: false, refusal: 'not-a-share' })
  })
})

test('each fault has its sentence, which says what to do', () => {
  const said = [
    sentenceOfWordsFault({ kind: 'number-missing' }),
    sentenceOfWordsFault({ kind: 'wrong-count', count: 24 }),
    sentenceOfWordsFault({ kind: 'wrong-checksum' }),
    ...(['not-a-share', 'damaged'] as const).map(sentenceOfQrFault),
    ...(['same-share-twice', 'too-few', 'of-another-key'] as const).map(sentenceOfCombineFault),
  ]
  for (const sentence of said) expect(sentence).toMatch(/(Tapez|Comparez|Vérifiez|Montrez|Essayez|demandez|Demandez)/)
})
