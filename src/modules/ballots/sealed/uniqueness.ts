import { createHmac } from 'node:crypto'
import type { Person } from './pass.ts'

/** The purpose of the key that hides who voted, one a poll: it ends after the appeal period (`KeyFor.end`). */
export function pepperOf(pollId: string): string {
  return `vote-pepper:${pollId}`
}

/**
 * What the roll is unique by: one person, however their name is written. The commune is not part of it, else one person
 * would have as many votes as there are communes.
 *
 * @param pepper  of the poll: without it nobody tries names against the roll
 * @returns       32 bytes
 */
export function uniquenessKey(pepper: Uint8Array, pollId: string, person: Person): Uint8Array {
  const said = [pollId, foldedName(person.birthName), foldedName(person.firstName), person.birthDate].join('|')
  return createHmac('sha256', pepper).update(said).digest()
}

/**
 * A name without what the same person writes one day and not the next: accents, case, hyphens, apostrophes, spaces.
 * « Jean-Pierre » and « JEAN PIERRE » are one; so are « L’Hermitte » and « lhermitte », « Lœuillet » and « Loeuillet ».
 */
export function foldedName(name: string): string {
  return (
    name
      .normalize('NFKD')
      .toLowerCase()
      .replaceAll(/[œæßøłđðþıς]/g, (letter) => SPELLED[letter] ?? letter)
      .normalize('NFKD')
      // Modifier letters are apostrophes of another shape.
      .replaceAll(/[^\p{L}\p{N}]|\p{Lm}/gu, '')
  )
}

// Letters that no decomposition takes apart.
const SPELLED: Readonly<Record<string, string>> = {
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ς: 'σ',
}

/** Whether a name can be told apart from no name: at least one letter. */
export function isName(name: string): boolean {
  return /\p{L}/u.test(name) && foldedName(name) !== '' && name.length <= 100
}
