import { done, type Result } from '#kernel/result'
import { groupBallots } from '../grouping.ts'
import type { Election, Oddity } from '../model.ts'
import { readBallots } from './ballots.ts'
import type { ReadingFault } from './faults.ts'
import { openFile } from './file.ts'
import { readMeta } from './meta.ts'
import { readProjects } from './projects.ts'
import type { Reading } from './rows.ts'

export type ReadingOptions = {
  /** Largest file accepted, in bytes. */
  readonly sizeLimit?: number
}

/** In bytes: a million voters need a quarter of it. */
export const SIZE_LIMIT = 128 * 2 ** 20

/**
 * Reads an election in the Pabulib format (`.pb`).
 *
 * Nothing is guessed: what has one plain reading is kept and listed in `oddities` with its line; what has none, or
 * several, is refused with its line.
 *
 * @param input  the bytes of the file, or its text
 * @returns      the election, or the first fault met; `sentenceOf` says it in French
 * @see          docs/specifications/tally.md, « The file »
 * @see          https://pabulib.org/format, and Faliszewski et al., IJCAI 2023, arXiv 2305.11035
 */
export function readElection(input: Uint8Array | string, options: ReadingOptions = {}): Result<Election, ReadingFault> {
  const bytes = typeof input === 'string' ? new TextEncoder().encode(input) : input
  const opened = openFile(bytes, options.sizeLimit ?? SIZE_LIMIT)
  if (!opened.ok) return opened
  const reading = opened.value
  const meta = readMeta(reading)
  if (!meta.ok) return meta
  const projects = readProjects(reading, meta.value)
  if (!projects.ok) return projects
  const ballots = readBallots(reading, meta.value, projects.value.projects)
  if (!ballots.ok) return ballots

  return done({
    meta: meta.value.entries,
    voteType: meta.value.voteType,
    currency: meta.value.entries.get('currency')?.trim() || undefined,
    ...projects.value,
    profile: groupBallots(ballots.value.ballots),
    voters: ballots.value.voters,
    oddities: odditiesOf(reading),
  })
}

function odditiesOf({ oddities, odditiesPassed, line }: Reading): readonly Oddity[] {
  const sorted = oddities.toSorted((a, b) => a.line - b.line)
  if (odditiesPassed === 0) return sorted
  return [...sorted, { line, kind: 'oddities-in-excess', detail: String(odditiesPassed) }]
}
