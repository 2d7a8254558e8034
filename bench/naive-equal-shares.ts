import type { Election } from '#kernel/tally'

/**
 * The baseline: equal shares on approval ballots with cost utilities as anyone would first write it. Voter by voter, in
 * doubles, every project sorted and priced anew in every round. Near ties may come out wrong.
 *
 * @param endowment  of each voter, in election units
 * @returns          projects in the order they are bought
 */
export function naiveEqualShares({ profile, projects }: Election, endowment: number): number[] {
  const purses = new Float64Array(profile.voterCount).fill(endowment)
  const supporters: number[][] = projects.map(() => [])
  for (const [voter, group] of profile.groupOfVoter.entries()) {
    for (let at = profile.offsets[group]!; at < profile.offsets[group + 1]!; at++) {
      supporters[profile.choices[at]!]!.push(voter)
    }
  }
  const winners: number[] = []
  for (;;) {
    let best = { project: -1, payment: 0, price: Number.POSITIVE_INFINITY }
    for (const [project, voters] of supporters.entries()) {
      if (winners.includes(project)) continue
      const cost = Number(projects[project]!.cost)
      const payment = largestPayment(Float64Array.from(voters, (voter) => purses[voter]!).sort(), cost)
      if (payment !== undefined && payment / cost < best.price) best = { project, payment, price: payment / cost }
    }
    if (best.project < 0) return winners
    winners.push(best.project)
    for (const voter of supporters[best.project]!) purses[voter] = Math.max(0, purses[voter]! - best.payment)
  }
}

/** What those pay who are not emptied, when supporters share a cost; nothing when they cannot. */
function largestPayment(sorted: Float64Array, cost: number): number | undefined {
  let left = cost
  for (const [at, purse] of sorted.entries()) {
    const share = left / (sorted.length - at)
    if (share <= purse) return share
    left -= purse
  }
  return undefined
}
