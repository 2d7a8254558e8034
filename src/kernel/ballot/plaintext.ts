import { bytesOfHex, hexOf } from '#kernel/merkle'
import { assert, done, type Result, refuse } from '#kernel/result'
import type { Manifest } from './manifest-model.ts'
import type { Ballot, PlaintextFault } from './model.ts'

/** The part of a manifest that says which ballots are right. */
export type BallotForm = Pick<Manifest, 'kind' | 'options' | 'choices' | 'plaintextLength'>

/**
 * A ballot as it is before sealing: canonical JSON, then spaces up to the length that all ballots have.
 *
 * @throws  when the ballot is not one of this poll: who seals asks `areChoicesRight` first
 * @see     docs/specifications/sealed-ballot.md, « Plaintext »
 */
export function encodeBallot({ choices, tracker }: Ballot, form: BallotForm): Uint8Array<ArrayBuffer> {
  assert(areChoicesRight(choices, form), 'a ballot that is sealed is one of its poll')
  assert(tracker.length === 16, 'a tracker has 16 bytes')
  const text = `{"choices":[${choices.join(',')}],"tracker":"${hexOf(tracker)}"}`
  assert(text.length <= form.plaintextLength, 'every ballot of a poll fits in its length')
  return new TextEncoder().encode(text.padEnd(form.plaintextLength, ' '))
}

export function decodeBallot(plaintext: Uint8Array, form: BallotForm): Result<Ballot, PlaintextFault> {
  if (plaintext.length !== form.plaintextLength) return refuse('wrong-length')
  const parts = WRITTEN.exec(new TextDecoder().decode(plaintext))
  if (!parts) return refuse('not-canonical')
  const choices = parts[1] ? parts[1].split(',').map(Number) : []
  return areChoicesRight(choices, form) ? done({ choices, tracker: bytesOfHex(parts[2]!) }) : refuse('wrong-choices')
}

/** Whether a voter of this poll may say this. */
export function areChoicesRight(
  choices: readonly number[],
  { kind, options, choices: limits }: Omit<BallotForm, 'plaintextLength'>,
): boolean {
  if (!choices.every((choice) => Number.isInteger(choice))) return false
  if (kind === 'choices') {
    const isAscending = choices.every((choice, at) => choice > (choices[at - 1] ?? -1) && choice < options.length)
    return isAscending && choices.length >= limits.minimum && choices.length <= limits.maximum
  }
  const isInside = choices.every((choice) => choice >= limits.minimum && choice <= limits.maximum)
  return isInside && choices.length === options.length
}

/** In bytes: the longest that a ballot can be before its spaces. */
export function longestBallot({ kind, options, choices }: Omit<BallotForm, 'plaintextLength'>): number {
  const count = kind === 'choices' ? Math.min(choices.maximum, options.length) : options.length
  const widths = Array.from(
    { length: count },
    (_, at) => String(kind === 'choices' ? options.length - 1 - at : choices.maximum).length,
  )
  const list = widths.reduce((sum, width) => sum + width + 1, 0) - Math.min(count, 1)
  return '{"choices":[],"tracker":""}'.length + 32 + list
}

// One writing for each ballot: no space, no leading zero, members in order, spaces only at the end.
const NUMBER = '(?:0|[1-9]\\d{0,3})'
const WRITTEN = new RegExp(`^\\{"choices":\\[((?:${NUMBER}(?:,${NUMBER})*)?)\\],"tracker":"([0-9a-f]{32})"\\} *$`)
