import {
  areChoicesRight,
  type CountedBallot,
  INVALID_REASONS,
  type InvalidReason,
  type Manifest,
  type Opened,
  type Story,
} from '#kernel/ballot'
import { canonicalJson, type Json } from '#kernel/canonical-json'
import { bytesOfHex, hexOf, sha256 } from '#kernel/merkle'
import { done, type Result, refuse } from '#kernel/result'

/** Why what a page of the bureau found is not kept, gravest first. */
export type OpeningRefusal = 'not-closed' | 'already-opened' | 'unreadable' | 'other-ballots' | 'opened-differently'

/**
 * What the bureau's page sends, read and held against the log: nobody here can open a ballot, but everybody can see
 * whether these are as many as were closed, from the same set, and possible ones.
 *
 * @param bytes  as `openAll` gives them
 * @param story  of the log, up to its close
 */
export function readOpened(bytes: Uint8Array, manifest: Manifest, story: Story): Result<Opened, OpeningRefusal> {
  if (!story.close) return refuse('not-closed')
  const found = parsed(bytes)
  if (!found) return refuse('unreadable')
  const live = [...story.envelopes.values()].filter(({ fate }) => fate === 'live' || fate === 'flagged')
  const invalid = Object.values(found.invalid).flat()
  const isInvalid = new Set(invalid)
  const hashes = new Set(live.map(({ hash }) => hash))
  const counted = live.filter(({ hash }) => !isInvalid.has(hash))
  const truths = [
    found.set === story.close.leaf.set,
    invalid.length === isInvalid.size && invalid.every((hash) => hashes.has(hash)),
    collegesOf(found.ballots) === collegesOf(counted),
    found.ballots.every(({ choices }) => areChoicesRight(choices, manifest)),
  ]
  return truths.every(Boolean) ? done({ ...found, bytes }) : refuse('other-ballots')
}

/** SHA-256 of what was opened, in hexadecimal: what two machines compare. */
export function openedHashOf(bytes: Uint8Array): string {
  return hexOf(sha256(bytes))
}

type Written = {
  readonly format?: unknown
  readonly set?: unknown
  readonly ballots?: unknown
  readonly invalid?: unknown
}

function parsed(bytes: Uint8Array): Omit<Opened, 'bytes'> | undefined {
  const text = new TextDecoder().decode(bytes)
  const value = jsonIn(text)
  if (value === undefined || value === null || typeof value !== 'object' || canonicalJson(value) !== text)
    return undefined
  const { format, set, ballots, invalid } = value as Written
  if (format !== 'filigrane-opened-1' || !isHex(set, 64) || !Array.isArray(ballots)) return undefined
  const read = ballots.map(ballotIn)
  const trackers = read.map((ballot) => ballot && hexOf(ballot.tracker))
  if (trackers.some((tracker, at) => tracker === undefined || tracker <= (trackers[at - 1] ?? ''))) return undefined
  return areReasons(invalid) ? { ballots: read as readonly CountedBallot[], invalid, set } : undefined
}

function ballotIn(row: unknown): CountedBallot | undefined {
  if (!Array.isArray(row) || row.length < 2 || row.length > 3) return undefined
  const [tracker, choices, college] = row as readonly unknown[]
  const areNumbers = Array.isArray(choices) && choices.every((choice) => Number.isInteger(choice))
  if (!isHex(tracker, 32) || !areNumbers || (row.length === 3 && typeof college !== 'string')) return undefined
  return { tracker: bytesOfHex(tracker), choices, ...(typeof college === 'string' && { college }) }
}

function areReasons(value: unknown): value is Readonly<Record<InvalidReason, readonly string[]>> {
  if (value === null || typeof value !== 'object') return false
  const entries = Object.entries(value)
  const areKnown =
    entries.length === INVALID_REASONS.length && INVALID_REASONS.every((each) => Object.hasOwn(value, each))
  return areKnown && entries.every(([, hashes]) => isAscending(hashes))
}

function isAscending(hashes: unknown): boolean {
  return Array.isArray(hashes) && hashes.every((hash, at) => isHex(hash, 64) && hash > (hashes[at - 1] ?? ''))
}

function isHex(value: unknown, length: number): value is string {
  return typeof value === 'string' && value.length === length && /^[0-9a-f]*$/.test(value)
}

function collegesOf(all: readonly { readonly college?: string }[]): string {
  const counts: Record<string, number> = { all: all.length }
  for (const { college } of all) counts[`of ${college ?? ''}`] = (counts[`of ${college ?? ''}`] ?? 0) + 1
  return canonicalJson(counts)
}

function jsonIn(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}
