import { frontierOf, hexOf, leafHash, rootOf, type SignedHead, sha256, signHead } from '#kernel/merkle'
import { commitmentOf, splitKey } from '#kernel/shares'
import { openedText } from './hashes.ts'
import {
  type AdmittedEnvelope,
  ballotsPb,
  bundleFiles,
  type CloseLeaf,
  closeLeafOf,
  encodeBallot,
  encodeLeaf,
  fingerprintOf,
  headsText,
  keysText,
  type Leaf,
  type Manifest,
  makeBureauKey,
  manifestText,
  type Opened,
  openAll,
  openingLeafOf,
  openingText,
  type PaperBallot,
  plaintextLengthFor,
  type Receipt,
  resultLeafOf,
  resultText,
  sealBallot,
} from './index.ts'

/** Bytes that look drawn and are always the same for the same seed. */
export function seeded(seed: string): (length: number) => Uint8Array<ArrayBuffer> {
  let drawn = 0
  return (length) => {
    const bytes = new Uint8Array(length)
    for (let at = 0; at < length; at += 32) {
      bytes.set(sha256(new TextEncoder().encode(`${seed} ${drawn++}`)).subarray(0, length - at), at)
    }
    return bytes
  }
}

export type Signer = { readonly key: CryptoKey; readonly publicKey: Uint8Array }

export async function newSigner(): Promise<Signer> {
  const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair
  return { key: pair.privateKey, publicKey: new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)) }
}

/** Three coups de cœur among five projects, by equal shares; the bureau's key is drawn from the seed. */
export async function manifestFor(seed: string, logKey: Uint8Array, changes: Partial<Manifest> = {}) {
  const random = seeded(seed)
  const bureauKey = await makeBureauKey(random)
  const shares = await splitKey(bureauKey.secretKey, { shares: 3, threshold: 2 })
  const base: Omit<Manifest, 'plaintextLength'> = {
    format: 'filigrane-poll-1',
    slug: 'budget-citoyen-2026',
    title: 'Budget citoyen 2026',
    organiser: 'Département fictif',
    question: 'Quels sont vos trois coups de cœur ?',
    kind: 'choices',
    options: [
      { code: '1', name: 'Jardin partagé', cost: '1000000', place: 'Arras' },
      { code: '2', name: 'Épicerie ; solidaire', cost: '2000000', place: 'Lens' },
      { code: '3', name: 'Atelier « vélo »', cost: '1500000', place: 'Calais' },
      { code: '4', name: 'Ressourcerie', cost: '2500000', place: 'Saint-Omer' },
      { code: '5', name: 'Café "des familles"', cost: '500000' },
    ],
    choices: { minimum: 0, maximum: 3 },
    rule: {
      kind: 'tally',
      rule: {
        kind: 'equal-shares',
        utility: 'cost',
        completion: 'add1-utilitarian',
        start: 'exact',
        exhaustiveStop: 'supported',
        comparison: false,
        ties: 'cost-votes',
      },
    },
    budget: { amount: '4000000', currency: 'EUR', decimals: 2 },
    opensAt: '2026-09-01T06:00:00.000Z',
    closesAt: '2026-09-30T18:00:00.000Z',
    voters: { who: 'Toute personne de 11 ans et plus qui habite le Département.', minimumAge: 11, ageOn: '2026-09-01' },
    deliberation: 'Délibération fictive n° 2026-42 du 15 juin 2026',
    reglement: hexOf(sha256(new TextEncoder().encode('règlement'))),
    bureau: {
      publicKey: hexOf(bureauKey.publicKey),
      threshold: 2,
      shares: shares.map((share) => commitmentOf(share, random(16))),
    },
    logKey: hexOf(logKey),
    revote: 'last-counts',
    paper: 'paper-prevails',
    evidence: ['franceconnect', 'email', 'code', 'paper'],
  }
  const changed = { ...base, ...changes }
  const manifest: Manifest = { ...changed, plaintextLength: changes.plaintextLength ?? plaintextLengthFor(changed) }
  return { manifest, bureauKey, shares }
}

/** A vote that was held, in parts that can be changed before it is published. */
export type HeldVote = {
  readonly manifest: Manifest
  readonly signer: Signer
  readonly secretKey: Uint8Array
  /** By hash. */
  readonly envelopes: ReadonlyMap<string, AdmittedEnvelope>
  /** Up to the close, not included. */
  readonly leaves: readonly Leaf[]
  readonly receipts: readonly Receipt[]
  readonly paper: readonly PaperBallot[]
  readonly minutes: string
}

/**
 * A vote with everything that happens: `count` envelopes, one superseded, one flagged and admitted, one annulled, an
 * extension, a batch of paper typed again, and one envelope that does not open.
 *
 * @param count  at least 8
 */
export async function holdVote(count: number, seed = 'a vote', changes: Partial<Manifest> = {}): Promise<HeldVote> {
  const signer = await newSigner()
  const { manifest, bureauKey } = await manifestFor(seed, signer.publicKey, changes)
  const random = seeded(`${seed} ballots`)
  const poll = fingerprintOf(manifestText(manifest))
  const college = (at: number) =>
    manifest.colleges && { college: manifest.colleges[at % manifest.colleges.length]!.code }
  const ballotAt = (at: number) => ({ choices: choicesAt(manifest, at), tracker: random(16), ...college(at) })
  const sealed = []
  for (let at = 0; at < count; at++) {
    const plaintext = encodeBallot(ballotAt(at), manifest)
    // One was sealed for another poll: nobody can open it here.
    const info = at === 5 ? '00'.repeat(32) : poll
    sealed.push({ ...(await sealBallot(plaintext, bureauKey.publicKey, info)), ...college(at) })
  }
  const leaves: Leaf[] = [{ kind: 'manifest', fingerprint: poll }]
  const by = ['commission-1', 'commission-2'] as const
  const receipts: Receipt[] = []
  for (const [at, { envelopeHash }] of sealed.entries()) {
    leaves.push({ kind: 'envelope', envelope: hexOf(envelopeHash), ...college(at) })
    if (at < 3) {
      const head = await headOf(poll, leaves, '2026-09-10T12:00:00.000Z', signer)
      receipts.push({ envelopeHash: hexOf(envelopeHash), leafIndex: leaves.length - 1, head })
    }
  }
  if (manifest.revote === 'last-counts') leaves.push({ kind: 'superseded', leaf: 4 })
  leaves.push({ kind: 'flagged', leaf: 5 }, { kind: 'flagged', leaf: 7 })
  leaves.push({ kind: 'extension', closesAt: '2026-10-01T18:00:00.000Z', reason: 'Panne du site le 30 septembre.', by })
  leaves.push({ kind: 'admitted', leaf: 5, reason: 'person-confirmed', by })
  leaves.push({ kind: 'annulled', leaf: 7, reason: 'same-person', by })
  const paper = Array.from({ length: manifest.paper === 'none' ? 0 : 6 }, (_, at) => ballotAt(at + 1))
  const sheet = hexOf(sha256(new TextEncoder().encode('sheet')))
  if (paper.length > 0) {
    leaves.push(
      { kind: 'paper-batch', batch: 1, ballots: 4, sheet },
      { kind: 'paper-batch', batch: 2, ballots: 3, sheet },
    )
    leaves.push({ kind: 'paper-annulled', leaf: leaves.length - 1, reason: 'count-differs', by })
    leaves.push({ kind: 'paper-batch', batch: 2, ballots: 2, sheet })
  }
  const envelopes = new Map(sealed.map((each) => [hexOf(each.envelopeHash), each]))
  return {
    manifest,
    signer,
    secretKey: bureauKey.secretKey,
    envelopes,
    leaves,
    receipts,
    paper,
    minutes: 'Procès-verbal',
  }
}

/** A published vote written by hand, as a forger would with a program of their own: nothing of ours refuses. */
export type Rewriting = {
  /** Up to the opening, included. */
  readonly leaves?: (leaves: readonly Leaf[]) => readonly Leaf[]
  /** Those that the result leaf names. */
  readonly files?: (files: ReadonlyMap<string, Uint8Array>) => ReadonlyMap<string, Uint8Array>
  /** Size and moment of the heads published before the result. */
  readonly heads?: (closeIndex: number) => readonly (readonly [size: number, at: string])[]
}

export async function rewrite(
  { manifest, signer }: HeldVote,
  bundle: ReadonlyMap<string, Uint8Array>,
  { leaves: edit = (all) => all, files: change = (all) => all, heads: timed = usualHeads }: Rewriting,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const poll = fingerprintOf(manifestText(manifest))
  const lines = new TextDecoder().decode(bundle.get('log/leaves')).trimEnd().split('\n')
  const leaves = edit(lines.slice(0, -1).map((line) => JSON.parse(line) as Leaf)).map((leaf, index, all) =>
    leaf.kind === 'close' ? { ...leaf, size: index, root: rootBefore(all.slice(0, index)) } : leaf,
  )
  const signed = timed(leaves.findIndex(({ kind }) => kind === 'close'))
  const heads = await Promise.all(signed.map(([size, at]) => headOf(poll, leaves.slice(0, size), at, signer)))
  const own = [...bundle].filter(([name]) => !/^log\/(leaves|checkpoint|tile\/.*)$/.test(name))
  const files = new Map(change(new Map(own))).set('log/heads', new TextEncoder().encode(headsText(heads, manifest)))
  const all = [...leaves, resultLeafOf(files)]
  return bundleFiles({
    manifest,
    leaves: all,
    head: await headOf(poll, all, '2026-10-02T11:00:00.000Z', signer),
    files,
  })
}

function usualHeads(closeIndex: number): readonly (readonly [size: number, at: string])[] {
  return [
    [3, '2026-09-10T13:00:00.000Z'],
    [closeIndex, '2026-10-01T18:00:00.000Z'],
    [closeIndex + 1, '2026-10-02T09:00:01.000Z'],
  ]
}

function rootBefore(leaves: readonly Leaf[]): string {
  return hexOf(rootOf(frontierOf(leaves.map((leaf) => leafHash(encodeLeaf(leaf))))))
}

/** What is changed on the way to the public: a forger computes every hash again after it. */
export type Forgery = {
  readonly beforeClose?: (leaves: readonly Leaf[]) => readonly Leaf[]
  readonly close?: (close: CloseLeaf) => CloseLeaf
  readonly opened?: (opened: Opened) => Opened
  readonly result?: (text: string) => string
}

/** The public files of a vote, every hash and signature computed from its parts. */
export async function publish(vote: HeldVote, forgery: Forgery = {}): Promise<ReadonlyMap<string, Uint8Array>> {
  const { manifest, signer, paper } = vote
  const poll = fingerprintOf(manifestText(manifest))
  const leaves = [...(forgery.beforeClose?.(vote.leaves) ?? vote.leaves)]
  const heads = [
    await headOf(poll, leaves.slice(0, 3), '2026-09-10T13:00:00.000Z', signer),
    await headOf(poll, leaves, '2026-10-01T18:00:00.000Z', signer),
  ]
  const live = liveOf(leaves)
  const close = closeLeafOf(manifest, leaves, '2026-10-02T09:00:00.000Z', { email: live.length - 1, code: 1 }, paper)
  leaves.push(forgery.close?.(close) ?? close)
  heads.push(await headOf(poll, leaves, '2026-10-02T09:00:01.000Z', signer))
  const really = await openAll(
    live.map((hash) => vote.envelopes.get(hash)!),
    vote.secretKey,
    manifest,
  )
  const forged = forgery.opened?.(really) ?? really
  const opened = { ...forged, bytes: new TextEncoder().encode(openedText(forged.ballots, forged.invalid, forged.set)) }
  leaves.push(openingLeafOf(opened))
  const ballots = ballotsPb(manifest, opened, paper)
  const result = resultText(manifest, ballots)
  const texts: Readonly<Record<string, string>> = {
    'manifest.json': manifestText(manifest),
    'keys.json': keysText(manifest),
    'opening.json': openingText(opened),
    'result.json': forgery.result?.(result) ?? result,
    'log/heads': headsText(heads, manifest),
    'minutes.pdf': vote.minutes,
  }
  const files = new Map<string, Uint8Array>(
    Object.entries(texts).map(([name, text]) => [name, new TextEncoder().encode(text)] as const),
  ).set('ballots.pb', ballots)
  leaves.push(resultLeafOf(files))
  return bundleFiles({ manifest, leaves, head: await headOf(poll, leaves, '2026-10-02T11:00:00.000Z', signer), files })
}

export function headOf(poll: string, leaves: readonly Leaf[], at: string, { key }: Signer): Promise<SignedHead> {
  return signHead({ poll, size: leaves.length, root: rootBefore(leaves), at }, key)
}

function liveOf(leaves: readonly Leaf[]): readonly string[] {
  const gone = new Set(
    leaves.flatMap((leaf) => (leaf.kind === 'superseded' || leaf.kind === 'annulled' ? [leaf.leaf] : [])),
  )
  return leaves.flatMap((leaf, index) => (leaf.kind === 'envelope' && !gone.has(index) ? [leaf.envelope] : []))
}

function choicesAt({ kind, options, choices }: Manifest, at: number): readonly number[] {
  if (kind === 'yes-no-abstain') return options.map((_, option) => (at * (option + 2)) % 3)
  if (kind === 'scores')
    return options.map((_, option) => choices.minimum + ((at + option) % (choices.maximum - choices.minimum + 1)))
  const chosen = new Set([at % options.length, (at * 7 + 1) % options.length, (at * 3) % options.length])
  return [...chosen].sort((a, b) => a - b).slice(0, Math.max(choices.minimum, at % (choices.maximum + 1)))
}
