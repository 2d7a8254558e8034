import { canonicalJson, type Json } from '#kernel/canonical-json'
import { french } from '#kernel/french'
import { hexOf } from '#kernel/merkle'
import { countsAtClose, liveHashes } from './bundle.ts'
import { hashOfText, openedText, paperHash, setHash } from './hashes.ts'
import type { Manifest } from './manifest-model.ts'
import { INVALID_REASONS, type InvalidReason } from './model.ts'
import { type Published, type PublishedBallot, readPublished } from './pb.ts'
import { countedText } from './result.ts'
import { HEX_32, list, object, oneOf, readCanonical } from './shape.ts'
import type { Counts } from './verification-model.ts'
import { type Files, missing, type Reading, textOf } from './verify-files.ts'
import type { Log } from './verify-log.ts'

export type BallotsRead = {
  readonly published: Published
  readonly internet: readonly PublishedBallot[]
  readonly paper: readonly PublishedBallot[]
}

/** The published file has its one writing: trackers all different and in order, choices that the manifest allows. */
export function checkBallots(files: Files, manifest: Manifest): Reading<BallotsRead> {
  const file = files.get('ballots.pb')
  if (!file) return { value: undefined, faults: [missing('ballots.pb')] }
  const read = readPublished(manifest, file)
  if (!read.ok) return { value: undefined, faults: [SENTENCES[read.refusal]] }
  const { ballots } = read.value
  const of = (channel: PublishedBallot['channel']) => ballots.filter((ballot) => ballot.channel === channel)
  return { value: { published: read.value, internet: of('internet'), paper: of('paper') }, faults: [] }
}

/** Every number of the close follows from the leaves before it; the paper ballots are those it bound. */
export function checkClose(
  manifest: Manifest,
  { story, tree }: Log,
  ballots: BallotsRead | undefined,
): readonly string[] {
  if (!story.close) return [french`Elle n'est pas dans le journal.`]
  const { leaf, index } = story.close
  const counts = countsAtClose(story)
  const live = liveHashes(story)
  const inClasses = Object.values(leaf.classes).reduce((sum, count) => sum + count, 0)
  const areOfPoll = Object.keys(leaf.classes).every((each) => manifest.evidence.some((known) => known === each))
  const truths: readonly (readonly [isSo: boolean, otherwise: string])[] = [
    [leaf.admitted === story.envelopes.size, french`Il y a ${story.envelopes.size} bulletins reçus dans le journal.`],
    [leaf.annulled === counts.annulled, french`Il y a ${counts.annulled} annulations dans le journal.`],
    [leaf.superseded === counts.superseded, french`Il y a ${counts.superseded} remplacements dans le journal.`],
    [counts.flagged === 0, french`Des bulletins signalés n'ont pas été tranchés.`],
    [leaf.set === setHash(live), french`Les bulletins à ouvrir ne sont pas ceux du journal.`],
    [inClasses === live.length && areOfPoll, french`Le compte par façon de s'identifier ne fait pas ${live.length}.`],
    [leaf.paper.batches === counts.batches, french`Il y a ${counts.batches} lots de papier dans le journal.`],
    [leaf.paper.ballots === counts.paperBallots, french`Il y a ${counts.paperBallots} bulletins de papier.`],
    [!ballots || leaf.paper.hash === paperHash(ballots.paper), french`Les bulletins de papier publiés ont changé.`],
    [leaf.size === index && leaf.root === hexOf(tree.root(index)), french`Le journal d'avant la clôture était autre.`],
  ]
  return truths.filter(([isSo]) => !isSo).map(([, otherwise]) => otherwise)
}

/** What is not counted is said, envelope by envelope; the ballots are the very ones that the bureau's page gave. */
export function checkOpening(files: Files, { story }: Log, ballots: BallotsRead | undefined): readonly string[] {
  const { opening, close } = story
  const text = textOf(files, 'opening.json')
  const read = text === undefined ? 'not-json' : readCanonical(text)
  if (!opening || !close) return [french`Elle n'est pas dans le journal.`]
  if (typeof read === 'string' || OPENING(read.value, '')) return [missing('opening.json')]
  const file = read.value as OpeningFile
  const said = Object.values(file.invalid).flat()
  const live = new Set(liveHashes(story))
  const areCounted = INVALID_REASONS.every((reason) => file.invalid[reason].length === opening.invalid[reason])
  const areSorted = Object.values(file.invalid).every((hashes) =>
    hashes.every((hash, at) => hash > (hashes[at - 1] ?? '')),
  )
  const isSame = ballots && hashOfText(openedText(ballots.internet, file.invalid, file.set)) === opening.opened
  const truths: readonly (readonly [isSo: boolean, otherwise: string])[] = [
    [file.set === close.leaf.set, french`Elle ne porte pas sur les bulletins retenus à la clôture.`],
    [file.opened === opening.opened, french`Elle n'est pas celle que dit le journal.`],
    [areCounted && areSorted, french`Les bulletins nuls ne sont pas ceux que dit le journal.`],
    [
      new Set(said).size === said.length && said.every((hash) => live.has(hash)),
      french`Un bulletin nul n'a jamais été reçu.`,
    ],
    [!ballots || ballots.internet.length === opening.ballots, french`Elle a donné ${opening.ballots} bulletins.`],
    [!ballots || isSame === true, french`Les bulletins publiés ne sont pas ceux qu'elle a donnés.`],
    [!ballots || hasColleges(story, said, ballots), french`Les bulletins ne sont pas dans les bons collèges.`],
  ]
  return truths.filter(([isSo]) => !isSo).map(([, otherwise]) => otherwise)
}

/** `undefined` while there is no opening to count from. */
export function countsOf({ story }: Log, { internet, paper }: BallotsRead): Counts | undefined {
  if (!story.close || !story.opening) return undefined
  const { admitted, annulled, superseded } = story.close.leaf
  const invalid = Object.values(story.opening.invalid).reduce((sum, count) => sum + count, 0)
  const ballots = internet.length + paper.length
  return { ballots, admitted, annulled, superseded, invalid, paper: story.close.leaf.paper.ballots }
}

export function checkResult(files: Files, manifest: Manifest, { published }: BallotsRead): readonly string[] {
  const text = textOf(files, 'result.json')
  if (text === undefined) return [missing('result.json')]
  try {
    return text === countedText(manifest, published) ? [] : ['']
  } catch {
    // A bundle may be made to be too hard to count: the answer is then no, not a failure.
    return [french`Ces bulletins n'ont pas pu être comptés.`]
  }
}

type OpeningFile = {
  readonly invalid: Readonly<Record<InvalidReason, readonly string[]>>
  readonly opened: string
  readonly set: string
}

const OPENING = object({
  format: oneOf(['filigrane-opening-1']),
  invalid: object(Object.fromEntries(INVALID_REASONS.map((reason) => [reason, list(HEX_32, 0, 100_000_000)]))),
  opened: HEX_32,
  set: HEX_32,
})

const SENTENCES = {
  unreadable: french`« ballots.pb » est illisible, ou un bulletin y est deux fois, ou l'un d'eux n'est pas permis.`,
  'not-as-written': french`« ballots.pb » a été écrit à nouveau.`,
} as const

// An envelope says its college in the log, a ballot says it in the file: there are as many of each.
function hasColleges(story: Log['story'], invalid: readonly string[], { internet }: BallotsRead): boolean {
  const isInvalid = new Set(invalid)
  const opened = [...story.envelopes.values()].filter(
    ({ fate, hash }) => (fate === 'live' || fate === 'flagged') && !isInvalid.has(hash),
  )
  return tallied(opened.map(({ college }) => college)) === tallied(internet.map(({ college }) => college))
}

function tallied(colleges: readonly (string | undefined)[]): string {
  const counts: Record<string, number> = {}
  for (const college of colleges) counts[college ?? ''] = (counts[college ?? ''] ?? 0) + 1
  return canonicalJson(counts as Json)
}
