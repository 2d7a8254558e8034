import { wordlist } from '@scure/bip39/wordlists/french.js'
import { sha256 } from '#kernel/merkle'
import { assert, done, type Result, refuse } from '#kernel/result'
import { fold, nearest } from '#kernel/search'
import type { Share, WordsFault } from './model.ts'
import { MOST_SHARES } from './split.ts'

/** 24 words of 11 bits for the 33 bytes of a share, and one that checks them. */
export const WORD_COUNT = 25
const BITS = 11

/** « 3 abaisser abandon … »: the number of the share, then its words, as they are printed. */
export function toWords(share: Share): string {
  assert(share.bytes.length === 33, 'a share has 33 bytes')
  return [String(share.number), ...indexesOf(share).map((index) => wordlist[index]!.normalize('NFC'))].join(' ')
}

/**
 * Accents, capitals, punctuation and line ends are forgiven, and figures that number the words; the first four letters of
 * a word are enough.
 */
export function fromWords(text: string): Result<Share, WordsFault> {
  const tokens = fold(text)
    .replace(/^(part )?(n |no |numero )?/, '')
    .split(' ')
  const number = Number(tokens[0])
  if (!/^\d{1,2}$/.test(tokens[0]!) || number < 1 || number > MOST_SHARES) return refuse({ kind: 'number-missing' })
  const words = tokens.filter((token) => !/^\d+$/.test(token))
  const indexes: number[] = []
  for (const [at, word] of words.entries()) {
    const index = indexOf(word)
    if (index === undefined) return refuse({ kind: 'unknown-word', word, position: at + 1, near: nearTo(word) })
    indexes.push(index)
  }
  if (words.length !== WORD_COUNT) return refuse({ kind: 'wrong-count', count: words.length })
  const share = { number, bytes: bytesOf(indexes.slice(0, -1)) }
  return indexes.at(-1) === checkOf(share) ? done(share) : refuse({ kind: 'wrong-checksum' })
}

type Words = { readonly folded: readonly string[]; readonly byBeginning: ReadonlyMap<string, number> }
let words: Words | undefined

// Made when first asked for: a page that only seals then leaves the list out of its script.
function wordsKnown(): Words {
  if (words) return words
  const folded = wordlist.map(fold)
  // No two words of the list begin with the same four letters: BIP 39 made it so, and a test looks.
  words = { folded, byBeginning: new Map(folded.map((word, index) => [word.slice(0, 4), index])) }
  return words
}

function indexOf(word: string): number | undefined {
  const { folded, byBeginning } = wordsKnown()
  const index = byBeginning.get(word.slice(0, 4))
  return index !== undefined && folded[index]!.startsWith(word) ? index : undefined
}

/** The word that was meant, when one is near: « abendon » is « abandon ». */
function nearTo(word: string): string | undefined {
  const { folded, byBeginning } = wordsKnown()
  const found = byBeginning.get(word.slice(0, 4)) ?? folded.indexOf(nearest(word, folded, 1)[0] ?? '')
  return wordlist[found]?.normalize('NFC')
}

function indexesOf(share: Share): readonly number[] {
  const value = BigInt(`0x${Array.from(share.bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`)
  const indexes = Array.from({ length: WORD_COUNT - 1 }, (_, at) =>
    Number((value >> BigInt(BITS * (WORD_COUNT - 2 - at))) & 0x7ffn),
  )
  return [...indexes, checkOf(share)]
}

function bytesOf(indexes: readonly number[]): Uint8Array {
  const value = indexes.reduce((all, index) => (all << BigInt(BITS)) | BigInt(index), 0n)
  return Uint8Array.from({ length: 33 }, (_, at) => Number((value >> BigInt(8 * (32 - at))) & 0xffn))
}

/** The first 11 bits of a hash of the number and the share: one wrong word in 2 048 passes, and the commitment stops it. */
function checkOf({ number, bytes }: Share): number {
  const hash = sha256(new Uint8Array([...new TextEncoder().encode('filigrane-share-1'), number, ...bytes]))
  return (hash[0]! << 3) | (hash[1]! >> 5)
}
