import { done, type Result, refuse } from '#kernel/result'
import type { Ballots } from '../grouping.ts'
import type { Project, Voters } from '../model.ts'
import { type Choices, newChoices, readChoices } from './choices.ts'
import { fault, type ReadingFault } from './faults.ts'
import { growable } from './growable.ts'
import { noteLimits, readLimits } from './limits.ts'
import { type Meta, wholeNumber } from './meta.ts'
import { checkWidth, nextRow, note, type Reading } from './rows.ts'
import { readColumns } from './table.ts'
import { keepVoter, newVoterRows, noteRepeatedVoters, votersOf } from './voters.ts'

export type BallotsRead = { readonly ballots: Ballots; readonly voters: Voters }

const KNOWN_COLUMNS = ['points', 'age', 'sex', 'voting_method', 'district', 'neighborhood', 'education']

/** Reads the VOTES section, to the end of the file. */
export function readBallots(
  reading: Reading,
  meta: Meta,
  projects: readonly Project[],
): Result<BallotsRead, ReadingFault> {
  const choices = newChoices(meta.voteType, projects)
  const required = choices.points ? ['voter_id', 'vote', 'points'] : ['voter_id', 'vote']
  const columns = readColumns(reading, required, KNOWN_COLUMNS)
  if (!columns.ok) return columns
  const { names } = columns.value

  const rows = newVoterRows()
  const offsets = growable(Int32Array)
  const wrong =
    readRows(reading, meta, names, choices, () => {
      offsets.push(choices.list.length())
      keepVoter(reading, rows, names.indexOf('voter_id'))
    }) ?? checkCounts(reading, meta, projects.length, offsets.length())
  if (wrong) return refuse(wrong)
  offsets.push(choices.list.length())
  noteRepeatedVoters(reading, rows)
  const ballots = {
    offsets: offsets.values(),
    choices: choices.list.values(),
    points: choices.points?.values(),
    pointDecimals: choices.pointDecimals,
  }
  return done({ ballots, voters: votersOf(reading.bytes, names, rows) })
}

function readRows(
  reading: Reading,
  meta: Meta,
  names: readonly string[],
  choices: Choices,
  onVoter: () => void,
): ReadingFault | undefined {
  const voteCell = names.indexOf('vote')
  const pointsCell = names.indexOf('points')
  const limits = readLimits(reading, meta)
  for (;;) {
    const next = nextRow(reading)
    if (next === 'end') return undefined
    if (next === 'fault') return reading.fault
    if (next !== 'cells') return fault('section-misplaced', reading.line, next)
    onVoter()
    const wrong = checkWidth(reading, names.length) ?? readChoices(reading, voteCell, pointsCell, choices)
    if (wrong) return wrong
    noteLimits(reading, limits, choices)
  }
}

/**
 * Fewer votes than `num_votes` announces: the end of the file may be missing, and nothing tells. More votes, or another
 * number of projects: nothing is missing, the announcement is wrong.
 */
function checkCounts(reading: Reading, meta: Meta, projectCount: number, voterCount: number): ReadingFault | undefined {
  if (voterCount === 0) return fault('votes-missing', reading.line)
  const votes = wholeNumber(reading, meta, 'num_votes') ?? voterCount
  if (voterCount < votes) return fault('file-truncated', reading.line, String(votes), String(voterCount))
  noteCount(reading, meta, 'num_votes', votes, voterCount)
  noteCount(reading, meta, 'num_projects', wholeNumber(reading, meta, 'num_projects') ?? projectCount, projectCount)
  return undefined
}

function noteCount(reading: Reading, meta: Meta, key: string, announced: number, found: number): void {
  if (announced !== found) note(reading, 'count-differs', `${key} ${announced} ≠ ${found}`, meta.lines.get(key))
}
