import { decimalOf, type Election } from '#kernel/tally'
import type { PollOption } from './model.ts'

/** What was voted on, with what each received, counted from the ballots. */
export function optionsOf(election: Election): readonly PollOption[] {
  const votes = new Array<number>(election.projects.length).fill(0)
  const points = new Array<number>(election.projects.length).fill(0)
  const { profile } = election
  for (let group = 0; group < profile.groupCount; group++) {
    const voters = profile.multiplicities[group]!
    for (let place = profile.offsets[group]!; place < profile.offsets[group + 1]!; place++) {
      const project = profile.choices[place]!
      votes[project]! += voters
      points[project]! += voters * (profile.points?.[place] ?? 0)
    }
  }
  return election.projects.map((project, position) => ({
    position,
    code: project.id,
    name: project.name || project.id,
    cost: project.cost,
    voteCount: votes[position]!,
    points: profile.points ? decimalOf(BigInt(points[position]!), profile.pointDecimals) : undefined,
    wasSelected: project.wasSelected,
    details: project.columns,
  }))
}
