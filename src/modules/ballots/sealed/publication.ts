import {
  ballotsPb,
  headsText,
  keysText,
  type Manifest,
  type Opened,
  openingText,
  type PaperBallot,
  readPublished,
  resultText,
} from '#kernel/ballot'
import { dayIn } from '#kernel/calendar'
import type { SignedHead } from '#kernel/merkle'
import { assert } from '#kernel/result'
import { type Election, reportOf, reportText, tally } from '#kernel/tally'
import { BALLOTS_FILE, decideKeeping, type Publication } from '../model.ts'
import { optionsOf } from '../options.ts'
import type { SealedPoll } from './poll.ts'

/** A vote about to be published: its files, and, where a rule of the tally counts it, its face among published polls. */
export type Published = {
  /** Every file that the leaf `result` names. */
  readonly files: ReadonlyMap<string, Uint8Array>
  readonly face: Publication | undefined
}

/** Counts, and writes every public file. */
export function publishedOf(
  poll: SealedPoll,
  opened: Opened,
  paper: readonly PaperBallot[],
  heads: readonly SignedHead[],
  stamp: { readonly id: string; readonly at: Date; readonly place: string },
): Published {
  const { manifest } = poll
  const ballots = ballotsPb(manifest, opened, paper)
  const read = readPublished(manifest, ballots)
  assert(read.ok, 'the ballots are read as they were written')
  const { election } = read.value
  const face = manifest.rule.kind === 'tally' ? faceOf(poll, election, ballots, stamp) : undefined
  const texts = {
    'manifest.json': poll.manifestText,
    'keys.json': keysText(manifest),
    'opening.json': openingText(opened),
    'result.json': face ? reportText(face.report) : resultText(manifest, ballots),
    'log/heads': headsText(heads, manifest),
  }
  const written = Object.entries(texts).map(([name, text]) => [name, new TextEncoder().encode(text)] as const)
  return { files: new Map<string, Uint8Array>([...written, [BALLOTS_FILE, ballots]]), face: kept(face, election) }
}

// What shares no money in a known currency has its files, and no face among budgets.
function kept(face: Publication | undefined, election: Election): Publication | undefined {
  return face && decideKeeping(election).ok ? face : undefined
}

function faceOf(
  poll: SealedPoll,
  election: Election,
  ballots: Uint8Array,
  { id, at, place }: { readonly id: string; readonly at: Date; readonly place: string },
): Publication {
  const { manifest } = poll
  const { rule } = manifest as Manifest & { readonly rule: Extract<Manifest['rule'], { readonly kind: 'tally' }> }
  const counted = tally(election, rule.rule)
  return {
    poll: {
      ...{ id, slug: poll.slug, title: manifest.title, organiser: manifest.organiser, place },
      ...{ beganOn: dayIn(poll.opensAt), endedOn: dayIn(poll.closesAt), note: undefined },
      voteType: election.voteType,
      currency: election.currency ?? '',
      decimals: election.decimals,
      budget: election.budget,
      voterCount: election.profile.voterCount,
      officialRule: undefined,
      source: {
        producer: manifest.organiser,
        title: poll.isFictitious ? 'Vote fictif, tenu ici' : 'Vote tenu ici',
        url: undefined,
        licence: 'Licence Ouverte 2.0',
        citation: undefined,
      },
      manifest: poll.manifestText,
      fingerprint: poll.fingerprint,
      publishedAt: at,
    },
    options: optionsOf(election),
    files: [{ name: BALLOTS_FILE, mediaType: 'text/plain; charset=utf-8', content: ballots }],
    report: reportOf(election, counted),
    cost: counted.cost,
  }
}
