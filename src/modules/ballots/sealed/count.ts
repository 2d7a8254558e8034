import {
  type Leaf,
  type OpeningLeaf,
  openingLeafOf,
  type PaperBallot,
  resultLeafOf,
  type Story,
  storyOf,
} from '#kernel/ballot'
import type { SignedHead } from '#kernel/merkle'
import { done, type Result, refuse } from '#kernel/result'
import { type OpeningRefusal, readOpened } from './opening.ts'
import type { SealedPoll } from './poll.ts'
import { type Published, publishedOf } from './publication.ts'

/** All that the count of a vote is made from: values, so that another thread may do it. */
export type CountWork = {
  readonly poll: SealedPoll
  /** The log's lines, each followed by a line end, in pieces. */
  readonly log: readonly string[]
  readonly paper: readonly PaperBallot[]
  readonly heads: readonly SignedHead[]
  readonly stamp: { readonly id: string; readonly at: Date; readonly place: string }
  /** What was opened, as `openAll` gives it. */
  readonly bytes: Uint8Array
}

/** A vote counted, with what its last leaves will say. */
export type Counted = Published & {
  readonly opening: OpeningLeaf
  /** SHA-256 of each file, by name. */
  readonly hashes: Readonly<Record<string, string>>
  /** How many paper ballots each batch that counts holds, by its number. */
  readonly batches: readonly { readonly batch: number; readonly ballots: number }[]
}

/** Reads what was opened, holds it against the log, counts, and writes every public file. Seconds for 100 000 ballots. */
export function countVote({ poll, log, paper, heads, stamp, bytes }: CountWork): Result<Counted, OpeningRefusal> {
  const story = storyOf(poll.manifest, leavesIn(log))
  if (story.opening) return refuse('already-opened')
  const opened = readOpened(bytes, poll.manifest, story)
  if (!opened.ok) return opened
  const published = publishedOf(poll, opened.value, paper, heads, stamp)
  return done({
    ...published,
    opening: openingLeafOf(opened.value),
    hashes: resultLeafOf(published.files).files,
    batches: batchesOf(story),
  })
}

function leavesIn(log: readonly string[]): readonly Leaf[] {
  return log.flatMap((piece) => piece.split('\n').filter(Boolean)).map((line) => JSON.parse(line) as Leaf)
}

function batchesOf({ batches }: Story): Counted['batches'] {
  return [...batches.values()]
    .filter(({ isAnnulled }) => !isAnnulled)
    .map(({ batch, ballots }) => ({ batch, ballots }))
    .toSorted((one, other) => one.batch - other.batch)
}
