import { canonicalJson } from '#kernel/canonical-json'
import { bytesOfHex, hexOf, sha256 } from '#kernel/merkle'
import type { CountedBallot, InvalidReason, PaperBallot } from './model.ts'

/** SHA-256 of the envelope hashes (hexadecimal, any order) one after the other, ascending; in hexadecimal. */
export function setHash(envelopeHashes: readonly string[]): string {
  return hexOf(sha256(bytesOfHex(envelopeHashes.toSorted().join(''))))
}

/**
 * Binds every paper ballot before the opening, batches merged, so that none can change once the others are known. The
 * random trackers hide what it says until the ballots are published.
 *
 * @returns  SHA-256 of the canonical JSON of the ballots by tracker; in hexadecimal
 */
export function paperHash(ballots: readonly PaperBallot[]): string {
  return hashOfText(canonicalJson(rowsOf(ballots)))
}

/** What two machines that open the same envelopes compare. */
export function openedText(
  ballots: readonly CountedBallot[],
  invalid: Readonly<Record<InvalidReason, readonly string[]>>,
  set: string,
): string {
  return canonicalJson({ ballots: rowsOf(ballots), format: 'filigrane-opened-1', invalid, set })
}

export function hashOfText(text: string): string {
  return hexOf(sha256(new TextEncoder().encode(text)))
}

/** By tracker, ascending; hexadecimal sorts as its bytes do. */
export function byTracker<Each extends CountedBallot>(ballots: readonly Each[]): readonly Each[] {
  return ballots
    .map((ballot) => ({ ballot, key: hexOf(ballot.tracker) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ ballot }) => ballot)
}

function rowsOf(ballots: readonly CountedBallot[]) {
  return byTracker(ballots).map(({ tracker, choices, college }) => [
    hexOf(tracker),
    choices,
    ...(college === undefined ? [] : [college]),
  ])
}
