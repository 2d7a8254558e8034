import { french } from '#kernel/french'
import type { Manifest } from './manifest-model.ts'
import type { CloseLeaf, Destroyed, Leaf, OpeningLeaf } from './model.ts'

/** What became of an envelope. `flagged` is counted like `live`: it only waits for the commission. */
export type Fate = 'live' | 'flagged' | 'superseded' | 'annulled'

/** What a log tells, leaf after leaf. */
export type Story = {
  /** By the number of their leaf, in order. */
  readonly envelopes: ReadonlyMap<number, { readonly hash: string; readonly college?: string; fate: Fate }>
  readonly batches: ReadonlyMap<number, { readonly batch: number; readonly ballots: number; isAnnulled: boolean }>
  /** As moved by the extensions. */
  readonly closesAt: string
  readonly close: { readonly leaf: CloseLeaf; readonly index: number } | undefined
  readonly opening: OpeningLeaf | undefined
  readonly result: Extract<Leaf, { kind: 'result' }> | undefined
  /** The certificate's hash of each thing destroyed after the result. */
  readonly destructions: ReadonlyMap<Destroyed, string>
  /** In French, with the number of the leaf: empty when every leaf comes when it may. */
  readonly faults: readonly string[]
}

type Writable<Type> = { -readonly [Key in keyof Type]: Type[Key] }
type Telling = Omit<Writable<Story>, 'envelopes' | 'batches' | 'destructions' | 'faults'> & {
  readonly envelopes: Map<number, Story['envelopes'] extends ReadonlyMap<number, infer Each> ? Each : never>
  readonly batches: Map<number, Story['batches'] extends ReadonlyMap<number, infer Each> ? Each : never>
  readonly destructions: Map<Destroyed, string>
  readonly hashes: Set<string>
  readonly faults: string[]
  readonly manifest: Manifest
}

/** Reads a whole log, or one that is not finished, by the rules of docs/specifications/public-log.md, « Leaves ». */
export function storyOf(manifest: Manifest, leaves: readonly Leaf[]): Story {
  const telling: Telling = {
    envelopes: new Map(),
    batches: new Map(),
    hashes: new Set(),
    closesAt: manifest.closesAt,
    close: undefined,
    opening: undefined,
    result: undefined,
    destructions: new Map(),
    faults: [],
    manifest,
  }
  for (const [index, leaf] of leaves.entries()) {
    const fault = isInTime(telling, leaf, index) ? take(telling, leaf, index) : french`elle n'est pas à sa place.`
    if (fault) telling.faults.push(french`Ligne ${index} du journal (${leaf.kind}) : ${fault}`)
  }
  return telling
}

// manifest, then the vote, then close → opening → result → destructions.
function isInTime({ close, opening, result }: Telling, { kind }: Leaf, index: number): boolean {
  if (kind === 'manifest') return index === 0
  if (index === 0) return false
  if (kind === 'opening') return close !== undefined && opening === undefined
  if (kind === 'result') return opening !== undefined && result === undefined
  if (kind === 'destruction') return result !== undefined
  return close === undefined
}

function take(telling: Telling, leaf: Leaf, index: number): string | undefined {
  switch (leaf.kind) {
    case 'manifest':
      return undefined
    case 'destruction':
      if (telling.destructions.has(leaf.what)) return french`c'est déjà détruit.`
      telling.destructions.set(leaf.what, leaf.record)
      return undefined
    case 'envelope':
      return takeEnvelope(telling, leaf, index)
    case 'superseded':
      if (telling.manifest.revote === 'refused') return french`ce vote ne permet pas de voter à nouveau.`
      return turn(telling, leaf.leaf, ['live', 'flagged'], 'superseded')
    case 'flagged':
      return turn(telling, leaf.leaf, ['live'], 'flagged')
    case 'admitted':
      return turn(telling, leaf.leaf, ['flagged'], 'live')
    case 'annulled':
      return turn(telling, leaf.leaf, ['live', 'flagged'], 'annulled')
    case 'extension':
      if (leaf.closesAt <= telling.closesAt) return french`la fin du vote ne peut qu'être plus tard.`
      telling.closesAt = leaf.closesAt
      return undefined
    case 'paper-batch':
    case 'paper-annulled':
      return takePaper(telling, leaf, index)
    case 'close':
      telling.close = { leaf, index }
      return leaf.at < telling.closesAt ? french`le vote n'était pas fini.` : undefined
    case 'opening':
      telling.opening = leaf
      return undefined
    case 'result':
      telling.result = leaf
      return undefined
  }
}

function takeEnvelope(
  { envelopes, hashes, manifest }: Telling,
  { envelope, college }: Extract<Leaf, { kind: 'envelope' }>,
  index: number,
): string | undefined {
  const isKnown = manifest.colleges?.some(({ code }) => code === college) ?? college === undefined
  if (!isKnown) return french`le collège n'est pas de ce vote.`
  if (hashes.has(envelope)) return french`la même enveloppe est déjà plus haut.`
  hashes.add(envelope)
  envelopes.set(index, { hash: envelope, ...(college !== undefined && { college }), fate: 'live' })
  return undefined
}

function turn({ envelopes }: Telling, at: number, from: readonly Fate[], to: Fate): string | undefined {
  const envelope = envelopes.get(at)
  if (!envelope) return french`la ligne ${at} n'est pas une enveloppe.`
  if (!from.includes(envelope.fate)) return french`ce n'est plus possible pour l'enveloppe de la ligne ${at}.`
  envelope.fate = to
  return undefined
}

function takePaper(
  { batches, manifest }: Telling,
  leaf: Extract<Leaf, { kind: 'paper-batch' | 'paper-annulled' }>,
  index: number,
): string | undefined {
  if (manifest.paper === 'none') return french`ce vote n'a pas de bulletins en papier.`
  if (leaf.kind === 'paper-annulled') {
    const batch = batches.get(leaf.leaf)
    if (!batch || batch.isAnnulled) return french`la ligne ${leaf.leaf} n'est pas un lot qui compte.`
    batch.isAnnulled = true
    return undefined
  }
  const isHere = [...batches.values()].some(({ batch, isAnnulled }) => batch === leaf.batch && !isAnnulled)
  if (isHere) return french`le lot ${leaf.batch} est déjà compté.`
  batches.set(index, { batch: leaf.batch, ballots: leaf.ballots, isAnnulled: false })
  return undefined
}
