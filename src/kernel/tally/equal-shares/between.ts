import type { Count, Hint } from './count.ts'

/**
 * How many first rounds go the same way at every endowment between those of two counts.
 *
 * As long as the same projects are bought in the same order, nobody holds less money at a larger endowment, and so no
 * price is higher. Hence when a project is bought in both counts, at the smaller endowment for less than any other
 * would cost at the larger one, it is bought everywhere between; and what is out of reach at the larger endowment is
 * out of reach everywhere between.
 *
 * @param low    the count at the smaller endowment
 * @param known  rounds already known to go the same way
 */
export function sharedRounds(low: Count, high: Count, known: number): number {
  for (let round = known; round < low.winners.length; round++) {
    const isSame = low.winners[round] === high.winners[round]
    if (!isSame || !(low.proof.ceilings[round]! < high.proof.challenges[round]!)) return round
  }
  return low.winners.length
}

/** Whether `shared` rounds are all there is: then every count between buys the same projects in the same order. */
export function isWhole(low: Count, high: Count, shared: number): boolean {
  return shared === low.winners.length && shared === high.winners.length
}

/** What two counts tell about any count between them. */
export function hintBetween(low: Count, high: Count, shared: number): Hint {
  return { known: low.winners.slice(0, shared), low, high }
}
