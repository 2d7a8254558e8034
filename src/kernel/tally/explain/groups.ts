import type { Election } from '../model.ts'

/** Voters who live in the same place, or are alike in another way that the file tells. */
export type VoterGroup = {
  /** As written in the file; undefined for the small groups put together. */
  readonly name: string | undefined
  /** Positions in `election.voters`. */
  readonly voters: readonly number[]
}

/** Below this number of voters a group could show how a person voted. */
export const SMALLEST_GROUP = 5

/** Columns that tell where voters live, by the names met in files. */
const PLACE_COLUMNS = [
  'neighborhood',
  'neighbourhood',
  'district',
  'subdistrict',
  'quartier',
  'commune',
  'place',
] as const

/** The first column of the file that tells where voters live. */
export function placeColumn({ voters }: Election): string | undefined {
  return PLACE_COLUMNS.find((name) => voters.columns[name]?.some((value) => value !== ''))
}

/**
 * Voters by what a column of the file says of them, the largest group first. Groups of fewer than 5 voters are put
 * together, with the next smallest if they still are too few; a single group that is left too small is not shown at all.
 */
export function groupVoters({ voters, profile }: Election, column: string): readonly VoterGroup[] {
  const values = voters.columns[column] ?? []
  const members = new Map<string, number[]>()
  for (let voter = 0; voter < profile.voterCount; voter++) {
    const name = nameIn(column, values[voter] ?? '')
    const known = members.get(name)
    if (known) known.push(voter)
    else members.set(name, [voter])
  }
  const groups = [...members]
    .map(([name, list]): VoterGroup => ({ name, voters: list }))
    .sort((a, b) => b.voters.length - a.voters.length || (a.name! < b.name! ? -1 : 1))
  const small: VoterGroup[] = []
  const countSmall = () => small.reduce((sum, each) => sum + each.voters.length, 0)
  while (groups.length > 0 && (groups.at(-1)!.voters.length < SMALLEST_GROUP || isTooFew(countSmall()))) {
    small.push(groups.pop()!)
  }
  if (small.length === 0) return groups
  const rest = small.flatMap((each) => each.voters)
  return rest.length < SMALLEST_GROUP ? [] : [...groups, { name: undefined, voters: rest.sort((a, b) => a - b) }]
}

function isTooFew(count: number): boolean {
  return count > 0 && count < SMALLEST_GROUP
}

/** Ages by classes, all else as written. */
function nameIn(column: string, value: string): string {
  const age = /^\d{1,3}$/.exec(value)?.[0]
  if (column !== 'age' || age === undefined) return value
  const from = AGES.findLast((start) => Number(age) >= start)!
  const to = AGES[AGES.indexOf(from) + 1]
  return to === undefined ? `${from}+` : `${from}-${to - 1}`
}

const AGES = [0, 18, 30, 45, 60, 75] as const
