import { add, ZERO } from '#kernel/fraction'
import { groupVoters, placeColumn } from './groups.ts'
import { spendingOfVoters } from './loser.ts'
import type { Account, PlaceExplanation } from './model.ts'

/**
 * What the voters of each place brought to the winners. The sums over places are the costs of the winners.
 *
 * @param column  of the file; the first that tells where voters live, unless stated
 * @returns       nothing when the file says nothing of it
 */
export function explainPlaces(
  account: Account,
  column = placeColumn(account.election),
): readonly PlaceExplanation[] | undefined {
  const { election, payments } = account
  if (column === undefined || !election.voters.columns[column]) return undefined
  const isServed = servedGroups(account)
  return groupVoters(election, column).map(({ name, voters }) => {
    const counts = new Float64Array(election.profile.groupCount)
    for (const voter of voters) counts[election.profile.groupOfVoter[voter]!]!++
    const spentOn = spendingOfVoters(payments, counts)
    const money = spentOn.reduce((sum, { amount }) => add(sum, amount), ZERO)
    const served = counts.reduce((sum, count, group) => (isServed(group) ? sum + count : sum), 0)
    return { place: name, voters: voters.length, served, money, spentOn }
  })
}

/** Whether a ballot names at least one winner. */
function servedGroups({ election: { profile }, tally }: Account): (group: number) => boolean {
  const winners = new Set(tally.winners)
  return (group) =>
    profile.choices.subarray(profile.offsets[group], profile.offsets[group + 1]).some((project) => winners.has(project))
}
