import { book, type ExactPrice } from './books.ts'
import { addPurchase, ROUNDINGS } from './bounds.ts'
import { isCertain, look, quoteExactly } from './quotes.ts'
import type { State } from './state.ts'

/** What a voter who is not emptied for certain holds at least, in doubles: 0 is kept for those who are. */
const SOMETHING = 2 ** -1000

/** Buys a project: its supporters pay min(purse, price × weight). */
export function buy(state: State, project: number): void {
  const { contest, books, bounds, quotes } = state
  if (quotes.seenIn[project] !== state.round) look(state, project)
  if (!quotes.exact[project] && !isCertain(state, project)) quoteExactly(state, project)
  const exact = quotes.exact[project]
  const { emptied, slope, held } = exact ? payExactly(state, project, exact) : pay(state, project)
  book(contest, books, { project, emptied, slope }, exact)
  const entryCount = contest.stakes.offsets[project + 1]! - contest.stakes.offsets[project]!
  const voterError = quotes.errors[project]! * contest.heaviest + state.endowment * ROUNDINGS
  addPurchase(bounds, { entryCount, held, voterError })
  state.ceilings[state.round] = quotes.ceilings[project]!
  state.bought[state.round] = quotes.floors[project]!
  quotes.floors[project] = Infinity
}

type Payment = { readonly emptied: number[]; readonly slope: number; readonly held: number }

function pay({ contest, purses, quotes }: State, project: number): Payment {
  const { groups, weights, richEnds, ends } = contest.solvent
  const price = quotes.prices[project]!
  const richEnd = richEnds[project]!
  const end = ends[project]!
  const emptied: number[] = []
  let slope = 0
  let held = 0
  for (let entry = contest.stakes.offsets[project]!; entry < richEnd; entry++) {
    const group = groups[entry]!
    const purse = purses[group]!
    const payment = price * weights[entry]!
    held += purse
    if (purse > payment) {
      purses[group] = purse - payment
      slope += weights[entry]!
    } else {
      purses[group] = 0
      emptied.push(group)
    }
  }
  for (let entry = richEnd; entry < end; entry++) {
    const group = groups[entry]!
    held += purses[group]!
    purses[group] = 0
    emptied.push(group)
  }
  return { emptied, slope, held }
}

function payExactly({ contest, purses, quotes }: State, project: number, exact: ExactPrice): Payment {
  const { groups, weights, offsets } = contest.stakes
  const price = quotes.prices[project]!
  const start = offsets[project]!
  const emptied: number[] = []
  let held = 0
  for (let entry = start; entry < offsets[project + 1]!; entry++) {
    const group = groups[entry]!
    const purse = purses[group]!
    if (purse === 0) continue
    held += purse
    if (exact.emptied[entry - start] === 1) emptied.push(group)
    purses[group] = exact.emptied[entry - start] === 1 ? 0 : Math.max(SOMETHING, purse - price * weights[entry]!)
  }
  return { emptied, slope: exact.slope, held }
}
