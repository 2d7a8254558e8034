import { toNumber } from '#kernel/fraction'
import { type Books, bringUpToDate, moneyOfSupporters } from './books.ts'
import { errorOfPrice, errorOfSum, priceSurelyPassed, ROUNDINGS } from './bounds.ts'
import type { Contest } from './contest.ts'
import { exactPrice } from './exact-price.ts'
import { approximatePrice, type Price } from './price.ts'
import type { Quotes, State } from './state.ts'

const scratch: Price = { price: 0, held: 0, slope: 0 }

/** Quotes a project in doubles, or puts it out of reach for ever: purses only shrink. */
export function look({ contest, hint, purses, books, bounds, quotes, round }: State, project: number): void {
  const cost = contest.costs[project]!
  const scale = contest.scales[project]!
  const entryCount = contest.stakes.offsets[project + 1]! - contest.stakes.offsets[project]!
  const known = round < hint.known.length ? (hint.high?.proof.bought[round] ?? 0) : 0
  const floor = Math.max(quotes.floors[project]!, known)
  const surely = priceSurelyPassed(bounds, floor * scale)
  approximatePrice(contest.stakes, contest.solvent, project, purses, cost, floor * scale, surely, scratch)

  quotes.seenIn[project] = round
  quotes.exact[project] = undefined
  const doubt = bounds.total + errorOfSum(entryCount, Math.max(scratch.held, cost))
  const isDoubtful = Math.abs(scratch.held - cost) <= doubt || (scratch.held > cost && Number.isNaN(scratch.price))
  if (isDoubtful ? !canPay(contest, books, project) : scratch.held < cost) {
    quotes.floors[project] = Infinity
  } else if (isDoubtful) {
    quotes.floors[project] = floor
    quotes.prices[project] = floor * scale
    quotes.ceilings[project] = Infinity
  } else {
    const error = errorOfPrice(bounds, entryCount, cost, scratch)
    quotes.prices[project] = scratch.price
    quotes.errors[project] = error
    quotes.floors[project] = Math.max(floor, ((scratch.price - error) / scale) * (1 - ROUNDINGS))
    quotes.ceilings[project] = ((scratch.price + error) / scale) * (1 + ROUNDINGS)
  }
}

function canPay(contest: Contest, books: Books, project: number): boolean {
  bringUpToDate(contest, books)
  return moneyOfSupporters(contest, books, project) >= contest.election.projects[project]!.cost * books.denominator
}

/** Whether the price in doubles tells for certain whom it empties; then its error is what was said. */
export function isCertain({ contest, purses, bounds, quotes }: State, project: number): boolean {
  if (quotes.ceilings[project] === Infinity) return false
  const { groups, weights, richEnds } = contest.solvent
  const price = quotes.prices[project]!
  const doubt = quotes.errors[project]! + bounds.voter + price * ROUNDINGS
  const end = richEnds[project]!
  for (let entry = contest.stakes.offsets[project]!; entry < end; entry++) {
    const weight = weights[entry]!
    if (Math.abs(purses[groups[entry]!]! - price * weight) <= doubt * weight) return false
  }
  return true
}

/** Quotes a project in exact numbers. */
export function quoteExactly({ contest, books, purses, bounds, quotes }: State, project: number): void {
  bringUpToDate(contest, books)
  const exact = exactPrice(contest, books, project, purses, quotes.prices[project]!, bounds.voter)
  const price = toNumber({ numerator: exact.numerator, denominator: books.denominator * BigInt(exact.slope) })
  quotes.exact[project] = exact
  quotes.prices[project] = price
  quotes.errors[project] = price * ROUNDINGS
  quotes.floors[project] = (price / contest.scales[project]!) * (1 - ROUNDINGS)
  quotes.ceilings[project] = (price / contest.scales[project]!) * (1 + ROUNDINGS)
}

/** The project of lowest floor among those still within reach that pass, if any. */
export function lowest({ floors }: Quotes, passes: (project: number) => boolean): number | undefined {
  let found: number | undefined
  let least = Infinity
  for (let project = 0; project < floors.length; project++) {
    if (floors[project]! < least && passes(project)) {
      found = project
      least = floors[project]!
    }
  }
  return found
}

export function lowestFloor(quotes: Quotes, passes: (project: number) => boolean): number {
  const project = lowest(quotes, passes)
  return project === undefined ? Infinity : quotes.floors[project]!
}
