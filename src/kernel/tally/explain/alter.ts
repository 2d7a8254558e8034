import { assert } from '#kernel/result'
import type { Election, Profile } from '../model.ts'

/**
 * The same election with more voters, each of whom names this project alone. Where ballots give points, they give it as
 * many as the most that any ballot gives to one project.
 *
 * @param count  ≥ 1
 */
export function withVotes(election: Election, project: number, count: number): Election {
  assert(count >= 1 && Number.isInteger(count), 'votes are added by whole voters')
  const { profile, voters } = election
  const ids = [...voters.ids, ...Array.from({ length: count }, (_, index) => `+${index + 1}`)]
  const columns = Object.fromEntries(
    Object.entries(voters.columns).map(([name, values]) => [name, [...values, ...Array<string>(count).fill('')]]),
  )
  return { ...election, profile: withGroup(profile, project, count), voters: { ids, columns } }
}

/** The same election where this project costs something else. */
export function withCost(election: Election, project: number, cost: bigint): Election {
  assert(cost > 0n, 'a project costs something')
  return {
    ...election,
    projects: election.projects.map((each, index) => (index === project ? { ...each, cost } : each)),
  }
}

/** One more group of identical ballots: it may say what another says, which changes no outcome. */
function withGroup(profile: Profile, project: number, count: number): Profile {
  const { voterCount, groupCount, multiplicities, offsets, choices, points, pointDecimals, groupOfVoter } = profile
  const most = points?.reduce((highest, each) => Math.max(highest, each), 1) ?? 0
  return {
    voterCount: voterCount + count,
    groupCount: groupCount + 1,
    multiplicities: Int32Array.from([...multiplicities, count]),
    offsets: Int32Array.from([...offsets, choices.length + 1]),
    choices: Int32Array.from([...choices, project]),
    points: points && Float64Array.from([...points, most]),
    pointDecimals,
    groupOfVoter: Int32Array.from([...groupOfVoter, ...Array<number>(count).fill(groupCount)]),
  }
}
