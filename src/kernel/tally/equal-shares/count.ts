import { compare, toNumber } from '../fraction.ts'
import type { Fraction } from '../model.ts'
import { type Books, book, bringUpToDate, type ExactPrice, moneyOfSupporters, openBooks } from './books.ts'
import { addPurchase, type Bounds, boundsAtStart, errorOfPrice, errorOfSum, ROUNDINGS } from './bounds.ts'
import type { Contest } from './contest.ts'
import { exactPrice } from './exact-price.ts'
import { approximatePrice, type Price } from './price.ts'

/** One count by equal shares: everybody receives the same endowment, and projects are bought while supporters can pay. */
export type Count = {
  readonly endowment: Fraction
  /** In the order they were bought. */
  readonly winners: readonly number[]
  readonly cost: bigint
  readonly ties: readonly CountTie[]
  readonly books: Books
  readonly proof: Proof
}

/** Projects that could be bought at the same price. */
export type CountTie = { readonly round: number; readonly projects: readonly number[]; readonly chosen: number }

/**
 * Certified bounds on prices of one unit of utility, round by round: they tell for which other endowments the count
 * goes the same way (`between.ts`). Rounds that were known beforehand have no challenge and no floors.
 */
export type Proof = {
  readonly knownRounds: number
  /** The price of the winner is at most this; known rounds have it too. */
  readonly ceilings: readonly number[]
  /** The price of every other project is at least this. */
  readonly challenges: readonly number[]
  /** By project: its price is at least this, Infinity when its supporters cannot pay. After the last round too. */
  readonly floors: readonly Float64Array[]
}

/** What neighbouring counts already tell. */
export type Hint = {
  /** Winners of the first rounds. */
  readonly known: readonly number[]
  /** A count at a smaller endowment: while rounds go alike, challengers are shown to be above its prices where they are. */
  readonly low: Count | undefined
  /** A count at a larger endowment: while rounds go alike, no price is below its floors. */
  readonly high: Count | undefined
  /** A round where another of the projects that tie is to be taken. */
  readonly forced?: { readonly round: number; readonly project: number } | undefined
}

export const NO_HINT: Hint = { known: [], low: undefined, high: undefined }

export function count(contest: Contest, endowment: Fraction, hint: Hint = NO_HINT): Count {
  const state = open(contest, endowment, hint)
  const winners: number[] = []
  for (;;) {
    const winner = state.round < hint.known.length ? hint.known[state.round]! : decide(state)
    if (winner === undefined) break
    buy(state, winner)
    winners.push(winner)
    state.isLikeLow &&= hint.low?.winners[state.round] === winner
    state.isLikeHigh &&= hint.high?.winners[state.round] === winner
    state.round++
  }
  const cost = winners.reduce((sum, project) => sum + contest.election.projects[project]!.cost, 0n)
  const { ties, books, ceilings, challenges, floors } = state
  return {
    endowment,
    winners,
    cost,
    ties,
    books,
    proof: { knownRounds: hint.known.length, ceilings, challenges, floors },
  }
}

type State = {
  readonly contest: Contest
  readonly hint: Hint
  readonly endowment: number
  readonly books: Books
  readonly bounds: Bounds
  /** Money of each group, in doubles. */
  readonly purses: Float64Array
  readonly ties: CountTie[]
  readonly ceilings: number[]
  readonly challenges: number[]
  readonly floors: Float64Array[]
  /** Whether all rounds so far went as in the neighbouring counts. */
  isLikeLow: boolean
  isLikeHigh: boolean
  round: number
  readonly quotes: Quotes
}

/** What is known of each project's price. Between rounds a price may only rise, so a floor stays a floor. */
type Quotes = {
  /** Of one unit of utility: the price is at least this; Infinity when bought or out of reach. */
  readonly floors: Float64Array
  /** Of one unit of utility: the price is at most this, if the same supporters keep money. Meant for this round only. */
  readonly ceilings: Float64Array
  /** Of one unit of weight, in doubles, and how far it may be from the exact price. */
  readonly prices: Float64Array
  readonly errors: Float64Array
  /** Round in which the project was last looked at. */
  readonly seenIn: Int32Array
  readonly exact: (ExactPrice | undefined)[]
}

function open(contest: Contest, endowment: Fraction, hint: Hint): State {
  const { projects, profile } = contest.election
  const share = toNumber(endowment)
  contest.solvent.counts.fill(-1)
  return {
    contest,
    hint,
    endowment: share,
    books: openBooks(contest, endowment),
    bounds: boundsAtStart(share, profile.voterCount),
    purses: pursesAtStart(profile.multiplicities, share),
    ties: [],
    ceilings: [],
    challenges: [],
    floors: [],
    isLikeLow: hint.low !== undefined,
    isLikeHigh: hint.high !== undefined,
    round: 0,
    quotes: {
      floors: Float64Array.from(projects, (_, project) => (contest.stakes.supporters[project]! > 0 ? 0 : Infinity)),
      ceilings: new Float64Array(projects.length),
      prices: new Float64Array(projects.length),
      errors: new Float64Array(projects.length),
      seenIn: new Int32Array(projects.length).fill(-1),
      exact: [],
    },
  }
}

/** Finds the project with the lowest price of utility, or nothing when no supporters can pay for theirs. */
function decide(state: State): number | undefined {
  const { quotes, hint, round } = state
  if (state.isLikeHigh) raise(quotes.floors, hint.high?.proof.floors[round])
  const leader = seekLeader(state)
  if (leader === undefined) {
    state.floors[round] = quotes.floors.slice()
    return undefined
  }
  const isClear =
    isCertain(state, leader) && lowestFloor(quotes, (project) => project !== leader) > quotes.ceilings[leader]!
  const winner = isClear ? leader : decideExactly(state)
  state.challenges[round] = lowestFloor(quotes, (project) => project !== winner)
  state.floors[round] = quotes.floors.slice()
  return winner
}

function raise(floors: Float64Array, others: Float64Array | undefined): void {
  if (!others) return
  for (let project = 0; project < floors.length; project++)
    floors[project] = Math.max(floors[project]!, others[project]!)
}

/** Looks at projects by rising floor, until no other can be as cheap as the cheapest found. */
function seekLeader(state: State): number | undefined {
  const { quotes, round } = state
  const widening = (state.isLikeLow && state.hint.low?.proof.ceilings[round]) || 0
  let leader: number | undefined
  for (;;) {
    const next = lowest(quotes, (project) => quotes.seenIn[project] !== round)
    const ceiling = leader === undefined ? Infinity : Math.max(quotes.ceilings[leader]!, widening)
    if (next === undefined || quotes.floors[next]! > ceiling) return leader
    look(state, next)
    const isAffordable = quotes.floors[next]! < Infinity
    if (isAffordable && (leader === undefined || quotes.ceilings[next]! < quotes.ceilings[leader]!)) leader = next
  }
}

const scratch: Price = { price: 0, held: 0, slope: 0 }

/** What a voter who is not emptied for certain holds at least, in doubles: 0 is kept for those who are. */
const SOMETHING = 2 ** -1000

/** Quotes a project in doubles, or puts it out of reach for ever: purses only shrink. */
function look({ contest, hint, purses, books, bounds, quotes, round }: State, project: number): void {
  const cost = contest.costs[project]!
  const scale = contest.scales[project]!
  const entryCount = contest.stakes.offsets[project + 1]! - contest.stakes.offsets[project]!
  const floor = quotes.floors[project]!
  const guess = Math.max(floor, round < hint.known.length ? (hint.high?.proof.ceilings[round] ?? 0) : 0)
  approximatePrice(contest.stakes, contest.solvent, project, purses, cost, guess * scale, scratch)

  quotes.seenIn[project] = round
  quotes.exact[project] = undefined
  const doubt = bounds.total + errorOfSum(entryCount, Math.max(scratch.held, cost))
  const isDoubtful = Math.abs(scratch.held - cost) <= doubt || (scratch.held > cost && Number.isNaN(scratch.price))
  if (isDoubtful ? !canPay(contest, books, project) : scratch.held < cost) {
    quotes.floors[project] = Infinity
  } else if (isDoubtful) {
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
function isCertain({ contest, purses, bounds, quotes }: State, project: number): boolean {
  if (quotes.ceilings[project] === Infinity) return false
  const { groups, weights, counts } = contest.solvent
  const price = quotes.prices[project]!
  const doubt = quotes.errors[project]! + bounds.voter + price * ROUNDINGS
  const start = contest.stakes.offsets[project]!
  const end = start + counts[project]!
  for (let entry = start; entry < end; entry++) {
    const weight = weights[entry]!
    if (Math.abs(purses[groups[entry]!]! - price * weight) <= doubt * weight) return false
  }
  return true
}

/** The same decision in exact numbers, among the projects that doubles cannot rule out; ties are met here. */
function decideExactly(state: State): number {
  const { contest, quotes, round } = state
  const finalists: number[] = []
  let ceiling = Infinity
  for (;;) {
    const next = lowest(quotes, (project) => !finalists.includes(project))
    if (next === undefined || quotes.floors[next]! > ceiling) break
    if (quotes.seenIn[next] !== round) {
      look(state, next)
      continue
    }
    quoteExactly(state, next)
    ceiling = Math.min(ceiling, quotes.ceilings[next]!)
    finalists.push(next)
  }
  const prices = new Map(finalists.map((project) => [project, utilityPrice(contest, quotes, project)]))
  const cheapest = [...prices.values()].reduce((a, b) => (compare(b, a) < 0 ? b : a))
  const tied = finalists.filter((project) => compare(prices.get(project)!, cheapest) === 0)
  tied.sort((a, b) => contest.precedence[a]! - contest.precedence[b]!)
  const { forced } = state.hint
  const chosen = forced?.round === round && tied.includes(forced.project) ? forced.project : tied[0]!
  if (tied.length > 1) state.ties.push({ round, projects: tied, chosen })
  return chosen
}

/** Price of one unit of utility, but for the common denominator of the books. */
function utilityPrice({ stakes }: Contest, quotes: Quotes, project: number): Fraction {
  const { numerator, slope } = quotes.exact[project]!
  return { numerator, denominator: BigInt(slope) * stakes.scales[project]! }
}

function quoteExactly({ contest, books, purses, bounds, quotes }: State, project: number): void {
  bringUpToDate(contest, books)
  const exact = exactPrice(contest, books, project, purses, quotes.prices[project]!, bounds.voter)
  const price = toNumber({ numerator: exact.numerator, denominator: books.denominator * BigInt(exact.slope) })
  quotes.exact[project] = exact
  quotes.prices[project] = price
  quotes.errors[project] = price * ROUNDINGS
  quotes.floors[project] = (price / contest.scales[project]!) * (1 - ROUNDINGS)
  quotes.ceilings[project] = (price / contest.scales[project]!) * (1 + ROUNDINGS)
}

/** Buys a project: its supporters pay min(purse, price × weight). */
function buy(state: State, project: number): void {
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
  quotes.floors[project] = Infinity
}

type Payment = { readonly emptied: number[]; readonly slope: number; readonly held: number }

function pay({ contest, purses, quotes }: State, project: number): Payment {
  const { groups, weights, counts } = contest.solvent
  const price = quotes.prices[project]!
  const start = contest.stakes.offsets[project]!
  const end = start + counts[project]!
  const emptied: number[] = []
  let slope = 0
  let held = 0
  for (let entry = start; entry < end; entry++) {
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

function pursesAtStart(multiplicities: Int32Array, share: number): Float64Array {
  const purses = new Float64Array(multiplicities.length)
  for (let group = 0; group < purses.length; group++) purses[group] = multiplicities[group]! * share
  return purses
}

/** The project of lowest floor among those still within reach that pass, if any. */
function lowest({ floors }: Quotes, passes: (project: number) => boolean): number | undefined {
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

function lowestFloor(quotes: Quotes, passes: (project: number) => boolean): number {
  const project = lowest(quotes, passes)
  return project === undefined ? Infinity : quotes.floors[project]!
}
