import { hexOf } from '#kernel/merkle'
import { assert } from '#kernel/result'
import { byTracker, openedText, setHash } from './hashes.ts'
import { fingerprintOf, manifestText } from './manifest.ts'
import type { Manifest } from './manifest-model.ts'
import type { AdmittedEnvelope, CountedBallot, InvalidReason, Opened } from './model.ts'
import { decodeBallot } from './plaintext.ts'
import { envelopeHashOf, openerOf } from './seal.ts'

/** Called now and then, with what is opened and of how many. */
export type OpenProgress = (done: number, of: number) => void

/** Envelopes under way at once: enough to keep the threads of Web Crypto busy, few enough to show progress. */
const AT_ONCE = 200

/**
 * Opens every envelope, in the bureau's page or anywhere: same envelopes and same key, same bytes.
 *
 * @param envelopes  in any order, all different: they are opened by ascending hash
 * @param secretKey  32 bytes, rebuilt from the shares
 */
export async function openAll(
  envelopes: readonly AdmittedEnvelope[],
  secretKey: Uint8Array,
  manifest: Manifest,
  onProgress?: OpenProgress,
): Promise<Opened> {
  const open = await openerOf(secretKey, fingerprintOf(manifestText(manifest)))
  const sorted = byHash(envelopes)
  const counting = newCounting()
  for (let from = 0; from < sorted.length; from += AT_ONCE) {
    const some = sorted.slice(from, from + AT_ONCE)
    const plaintexts = await Promise.all(some.map(({ envelope }) => open(envelope)))
    for (const [at, { envelope, hash }] of some.entries()) count(counting, manifest, envelope, hash, plaintexts[at])
    onProgress?.(from + some.length, sorted.length)
  }
  const set = setHash(sorted.map(({ hash }) => hash))
  const ballots = byTracker(counting.ballots)
  const { invalid } = counting
  return { ballots, invalid, set, bytes: new TextEncoder().encode(openedText(ballots, invalid, set)) }
}

type Counting = {
  readonly ballots: CountedBallot[]
  readonly invalid: Record<InvalidReason, string[]>
  readonly trackers: Set<string>
}

function newCounting(): Counting {
  const invalid = { unopenable: [], 'wrong-length': [], 'not-canonical': [], 'wrong-choices': [], 'tracker-seen': [] }
  return { ballots: [], invalid, trackers: new Set() }
}

function count(
  { ballots, invalid, trackers }: Counting,
  manifest: Manifest,
  { college }: AdmittedEnvelope,
  hash: string,
  plaintext: Uint8Array | undefined,
): void {
  if (!plaintext) return void invalid.unopenable.push(hash)
  const decoded = decodeBallot(plaintext, manifest)
  if (!decoded.ok) return void invalid[decoded.refusal].push(hash)
  const tracker = hexOf(decoded.value.tracker)
  if (trackers.has(tracker)) return void invalid['tracker-seen'].push(hash)
  trackers.add(tracker)
  ballots.push({ ...decoded.value, ...(college !== undefined && { college }) })
}

function byHash(envelopes: readonly AdmittedEnvelope[]) {
  const hashed = envelopes.map((envelope) => ({ envelope, hash: hexOf(envelopeHashOf(envelope)) }))
  const sorted = hashed.sort((a, b) => (a.hash < b.hash ? -1 : 1))
  assert(
    sorted.every(({ hash }, at) => hash !== sorted[at - 1]?.hash),
    'an envelope is opened once',
  )
  return sorted
}
