import type { Election } from '../model.ts'
import { decimalOf } from '../report.ts'

/**
 * Writes an election in the Pabulib format, so that it reads back to the same election: exact amounts, every column,
 * voters in order. What was odd in a file (repeated choices, blank lines) is written as it was understood.
 */
export function writeElection(election: Election): string {
  const rows = ['META', 'key;value', ...metaRows(election), 'PROJECTS', ...projectRows(election), 'VOTES']
  return `${[...rows, ...voteRows(election)].join('\n')}\n`
}

function metaRows({ meta, budget, decimals }: Election): string[] {
  return Array.from(meta, ([key, value]) => rowOf([key, key === 'budget' ? decimalOf(budget, decimals) : value]))
}

function projectRows({ projects, decimals }: Election): string[] {
  const others = [...new Set(projects.flatMap((project) => Object.keys(project.columns)))]
  const header = rowOf(['project_id', 'cost', 'name', ...others])
  const rows = projects.map(({ id, cost, name, columns }) =>
    rowOf([id, decimalOf(cost, decimals), name, ...others.map((column) => columns[column] ?? '')]),
  )
  return [header, ...rows]
}

function voteRows(election: Election): string[] {
  const { profile, voters } = election
  const others = Object.entries(voters.columns)
  const ballots = Array.from({ length: profile.groupCount }, (_, group) => ballotCells(election, group))
  const header = ['voter_id', 'vote', ...(profile.points ? ['points'] : []), ...others.map(([name]) => name)]
  const rows = voters.ids.map((id, voter) =>
    rowOf([id, ...ballots[profile.groupOfVoter[voter]!]!, ...others.map(([, column]) => column[voter]!)]),
  )
  return [rowOf(header), ...rows]
}

/** The vote of a group, and its points when there are some. */
function ballotCells({ profile, projects }: Election, group: number): string[] {
  const [start, end] = [profile.offsets[group], profile.offsets[group + 1]]
  const vote = Array.from(profile.choices.subarray(start, end), (project) => projects[project]!.id).join(',')
  if (!profile.points) return [vote]
  const points = Array.from(profile.points.subarray(start, end), (given) =>
    decimalOf(BigInt(given), profile.pointDecimals),
  )
  return [vote, points.join(',')]
}

function rowOf(cells: readonly string[]): string {
  return cells.map(quoted).join(';')
}

function quoted(cell: string): string {
  return /[;"\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
