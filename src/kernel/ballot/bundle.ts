import { canonicalJson } from '#kernel/canonical-json'
import {
  bytesOfHex,
  frontierOf,
  hexOf,
  leafHash,
  noteOf,
  rootOf,
  type SignedHead,
  sha256,
  tileFiles,
  verifierKeyOf,
} from '#kernel/merkle'
import { assert } from '#kernel/result'
import { paperHash, setHash } from './hashes.ts'
import { encodeLeaf } from './leaf.ts'
import { fingerprintOf, manifestText } from './manifest.ts'
import type { Manifest } from './manifest-model.ts'
import {
  type CloseLeaf,
  type Destroyed,
  INVALID_REASONS,
  type Leaf,
  type Opened,
  type OpeningLeaf,
  type PaperBallot,
} from './model.ts'
import { type Fate, type Story, storyOf } from './story.ts'

/** What a published vote is made of, as its database holds it. */
export type BundleInput = {
  readonly manifest: Manifest
  /** All leaves, the result's included. */
  readonly leaves: readonly Leaf[]
  /** The last head, which covers them all. */
  readonly head: SignedHead
  /**
   * The files that the result leaf names, by name: `manifest.json`, `keys.json`, `opening.json`, `ballots.pb`,
   * `result.json`, `log/heads`, and any other such as `minutes.pdf`; then those of `destruction/`, which the leaves
   * `destruction` name by their record.
   */
  readonly files: ReadonlyMap<string, Uint8Array>
}

/** The files of the log that the log itself binds: the result leaf does not name them. */
export const LEAVES_FILE = 'log/leaves'
export const HEAD_FILE = 'log/checkpoint'
export const TILES_FOLDER = 'log/tile/'
/** What every bundle has besides. */
export const FILES = ['manifest.json', 'keys.json', 'opening.json', 'ballots.pb', 'result.json', 'log/heads'] as const

/** The certificate of a destruction: what comes after the result is bound by a leaf of its own. */
export function certificateFile(what: Destroyed): string {
  return `destruction/${what}.pdf`
}

/** Every file of the public bundle, by name. */
export function bundleFiles({ manifest, leaves, head, files }: BundleInput): ReadonlyMap<string, Uint8Array> {
  const encoded = leaves.map(encodeLeaf)
  const tiles = tileFiles(encoded.map(leafHash))
  return new Map([
    ...files,
    [LEAVES_FILE, linesOf(encoded)],
    [HEAD_FILE, new TextEncoder().encode(noteOf(head, bytesOfHex(manifest.logKey)))],
    ...tiles.map(({ name, content }) => [`${TILES_FOLDER}${name}`, content] as const),
  ])
}

/** `log/heads`: the heads published before the result, oldest first, one note after the other. */
export function headsText(heads: readonly SignedHead[], manifest: Manifest): string {
  return heads.map((head) => noteOf(head, bytesOfHex(manifest.logKey))).join('')
}

/** `keys.json`: the manifest's keys as other tools take them. */
export function keysText(manifest: Manifest): string {
  const fingerprint = fingerprintOf(manifestText(manifest))
  const verifier = verifierKeyOf(fingerprint, bytesOfHex(manifest.logKey))
  return canonicalJson({ bureau: manifest.bureau.publicKey, fingerprint, log: manifest.logKey, verifier })
}

/**
 * The close of a vote whose log is these leaves: every count follows from them.
 *
 * @param classes  envelopes to be opened by class of evidence, which only the roll knows
 * @param paper    every paper ballot that counts
 * @throws         when the log cannot be closed: the commission has decided every flag, and batches hold these ballots
 */
export function closeLeafOf(
  manifest: Manifest,
  leaves: readonly Leaf[],
  at: string,
  classes: CloseLeaf['classes'],
  paper: readonly PaperBallot[],
): CloseLeaf {
  const story = storyOf(manifest, leaves)
  assert(story.faults.length === 0 && !story.close, 'a log that is closed is in order, and closed once')
  const counts = countsAtClose(story)
  assert(counts.flagged === 0, 'every flag is decided before the close')
  assert(paper.length === counts.paperBallots, 'paper batches hold the paper ballots')
  return {
    kind: 'close',
    at,
    admitted: story.envelopes.size,
    annulled: counts.annulled,
    superseded: counts.superseded,
    classes,
    paper: { batches: counts.batches, ballots: counts.paperBallots, hash: paperHash(paper) },
    set: setHash(liveHashes(story)),
    size: leaves.length,
    root: hexOf(rootOf(frontierOf(leaves.map((leaf) => leafHash(encodeLeaf(leaf)))))),
  }
}

export function openingLeafOf(opened: Opened): OpeningLeaf {
  const invalid = Object.fromEntries(INVALID_REASONS.map((reason) => [reason, opened.invalid[reason].length]))
  return {
    kind: 'opening',
    ballots: opened.ballots.length,
    invalid: invalid as OpeningLeaf['invalid'],
    opened: hexOf(sha256(opened.bytes)),
  }
}

/** `opening.json`: what is in `Opened` besides the ballots. */
export function openingText({ invalid, set, bytes }: Opened): string {
  return canonicalJson({ format: 'filigrane-opening-1', invalid, opened: hexOf(sha256(bytes)), set })
}

/** @param files  by name, every one that is published outside the log's own */
export function resultLeafOf(files: ReadonlyMap<string, Uint8Array>): Extract<Leaf, { kind: 'result' }> {
  return {
    kind: 'result',
    files: Object.fromEntries(Array.from(files, ([name, content]) => [name, hexOf(sha256(content))])),
  }
}

export function countsAtClose({ envelopes, batches }: Story) {
  const fates = [...envelopes.values()].map(({ fate }) => fate)
  const count = (fate: Fate) => fates.filter((each) => each === fate).length
  const counting = [...batches.values()].filter(({ isAnnulled }) => !isAnnulled)
  return {
    flagged: count('flagged'),
    annulled: count('annulled'),
    superseded: count('superseded'),
    batches: counting.length,
    paperBallots: counting.reduce((sum, { ballots }) => sum + ballots, 0),
  }
}

/** Hashes of the envelopes that the bureau opens. */
export function liveHashes({ envelopes }: Story): readonly string[] {
  return [...envelopes.values()].flatMap(({ fate, hash }) => (fate === 'live' || fate === 'flagged' ? [hash] : []))
}

function linesOf(encoded: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const length = encoded.reduce((sum, line) => sum + line.length + 1, 0)
  const bytes = new Uint8Array(length)
  let at = 0
  for (const line of encoded) {
    bytes.set(line, at)
    at += line.length
    bytes[at++] = 0x0a
  }
  return bytes
}
