import { fraction } from '#kernel/fraction'
import { done, type Result, refuse } from '#kernel/result'
import type { Fraction } from '../model.ts'
import type { CertificateFault, PayerClassClaim, ShareRoundClaim } from './model.ts'
import { classesOf, type Payer } from './payers.ts'
import type { Reading } from './reading.ts'
import { fractionFrom } from './text.ts'

/** Rounds found true, and what one voter of each ballot has left, in 1/`unit`. */
export type Replay = {
  readonly rounds: readonly ShareRoundClaim[]
  readonly waiting: ReadonlySet<number>
  readonly moneyLeft: bigint
  readonly purses: readonly bigint[]
  readonly unit: bigint
}

/**
 * Rounds of equal shares, checked from their projects and prices alone. At the price ρ each supporter gives
 * min(purse, ρ × worth). The price is right when that makes up the cost and somebody still could give more; and the
 * project is right when, at that price, the supporters of no other reach its cost.
 */
export function replayShares(
  reading: Reading,
  endowment: Fraction,
  hints: readonly { readonly project: string; readonly price: string }[],
): Result<Replay, CertificateFault> {
  const { projects, budget } = reading.election
  const rounds: ShareRoundClaim[] = []
  const waiting = new Set(projects.keys())
  let moneyLeft = budget
  let unit = endowment.denominator
  let purses = reading.ballots.map(() => endowment.numerator)
  for (const { project: id, price: text } of hints) {
    const fault = (kind: CertificateFault['kind'], project = id) =>
      refuse<CertificateFault>({ kind, at: `rounds.${rounds.length}`, project })
    const bought = projects.findIndex((project) => project.id === id)
    if (bought < 0) return fault('project-unknown')
    if (!waiting.has(bought)) return fault('project-again')
    const price = fractionFrom(text)
    if (!price) return fault('price-false')

    const factor = fraction(unit, price.denominator).denominator
    unit *= factor
    purses = purses.map((purse) => purse * factor)
    const shareOf = (worth: bigint) => price.numerator * worth * (unit / price.denominator)
    const places = placesAt(reading, waiting, unit, purses, shareOf)
    if (places[bought] !== 'at') return fault('price-false')
    const cheaper = places.indexOf('below')
    if (cheaper >= 0) return fault('cheaper-project', projects[cheaper]!.id)
    const first = places.findIndex((place, project) => place === 'at' && reading.isBefore(project, bought))
    if (first >= 0) return fault('tie-order', projects[first]!.id)

    const payers = pay(reading, bought, unit, purses, shareOf)
    moneyLeft -= projects[bought]!.cost
    waiting.delete(bought)
    rounds.push({ project: id, price: text, payers, moneyLeft: String(moneyLeft) })
  }
  return done({ rounds, waiting, moneyLeft, purses, unit })
}

/** Whether the price of each waiting project is below the one proposed, at it, or above (or there is none). */
function placesAt(
  { election, ballots }: Reading,
  waiting: ReadonlySet<number>,
  unit: bigint,
  purses: readonly bigint[],
  shareOf: (worth: bigint) => bigint,
): readonly ('below' | 'at' | 'above')[] {
  const given = election.projects.map(() => 0n)
  const couldGiveMore = new Set<number>()
  ballots.forEach(({ voters, choices }, index) => {
    const purse = purses[index]!
    for (const { project, worth } of choices) {
      if (!waiting.has(project) || worth === 0n) continue
      const share = shareOf(worth)
      given[project]! += voters * paymentOf(purse, share)
      if (purse >= share) couldGiveMore.add(project)
    }
  })
  return election.projects.map(({ cost }, project) => {
    if (given[project]! < cost * unit) return 'above'
    return given[project] === cost * unit && couldGiveMore.has(project) ? 'at' : 'below'
  })
}

/** Takes the payments out of the purses. */
function pay(
  { ballots }: Reading,
  bought: number,
  unit: bigint,
  purses: bigint[],
  shareOf: (worth: bigint) => bigint,
): readonly PayerClassClaim[] {
  const payers: Payer[] = []
  ballots.forEach(({ voters, choices }, index) => {
    const worth = choices.find(({ project }) => project === bought)?.worth ?? 0n
    const [purse, share] = [purses[index]!, shareOf(worth)]
    const paid = paymentOf(purse, share)
    purses[index] = purse - paid
    if (paid > 0n) payers.push({ voters: Number(voters), worth, paid, emptied: paid === purse })
  })
  return classesOf(payers, unit)
}

/** All they have, when it is less than their share. */
function paymentOf(purse: bigint, share: bigint): bigint {
  if (purse >= share) return share
  return purse
}
