import { fraction } from '#kernel/fraction'
import { done, type Result, refuse } from '#kernel/result'
import type { EqualSharesRule, Fraction } from '../model.ts'
import { rankedBy, type Scored, scoredByVotes } from './check-greedy.ts'
import { type Replay, replayShares } from './check-shares.ts'
import type { AddOneClaim, CertificateFault, ComparisonClaim, EqualSharesProof, SharesClaim } from './model.ts'
import type { Reading } from './reading.ts'
import { textOf } from './text.ts'

/** What an equal-shares certificate must say, found from the ballots and the prices it gives; or what is false in it. */
export function checkEqualShares(
  reading: Reading,
  rule: EqualSharesRule,
  claim: EqualSharesProof,
): Result<{ readonly proof: EqualSharesProof; readonly winners: readonly string[] }, CertificateFault> {
  const increments = claim.shares.addOne?.increments ?? 0
  const endowment = endowmentAt(reading, rule, increments)
  const replay = replayShares(reading, endowment, claim.shares.rounds)
  if (!replay.ok) return replay

  const end = endOf(reading, replay.value)
  if (!end.ok) return end
  const addOne = checkAddOne(reading, rule, replay.value, claim.shares.addOne)
  if (!addOne.ok) return addOne

  const { rounds, waiting, moneyLeft } = replay.value
  const shares = { endowment: textOf(endowment), rounds, end: end.value, addOne: addOne.value }
  const isCompleted = rule.completion.endsWith('utilitarian')
  const completion = isCompleted ? funded(rankedBy(reading, scoredByVotes(reading, waiting), moneyLeft)) : []
  const bought = [...rounds, ...completion].map(({ project }) => project)
  const comparison = rule.comparison ? comparisonOf(reading, bought) : null
  const winners = comparison?.kept === 'greedy' ? comparison.greedy.map(({ project }) => project) : bought
  return done({ proof: { kind: 'equal-shares', shares, completion, comparison }, winners })
}

function endowmentAt({ election }: Reading, rule: EqualSharesRule, increments: number): Fraction {
  const [unit, voters] = [10n ** BigInt(election.decimals), BigInt(election.profile.voterCount)]
  const isFloored = rule.start === 'floor' && rule.completion.startsWith('add1')
  const added = Number.isSafeInteger(increments) ? BigInt(increments) * unit : 0n
  if (isFloored) return fraction((election.budget / (voters * unit)) * unit + added)
  return fraction(election.budget + added * voters, voters)
}

/** What the supporters of each project not bought hold: less than its cost, or the count is not at its end. */
function endOf({ election, ballots }: Reading, replay: Replay): Result<SharesClaim['end'], CertificateFault> {
  const { waiting, purses, unit } = replay
  const held = election.projects.map(() => 0n)
  ballots.forEach(({ voters, choices }, index) => {
    for (const { project, worth } of choices) if (worth > 0n) held[project]! += voters * purses[index]!
  })
  const end = [...waiting].map((project) => ({ project, held: held[project]! }))
  const late = end.find(({ project, held }) => held >= election.projects[project]!.cost * unit)
  if (late) return refuse({ kind: 'count-unfinished', at: 'shares.end', project: election.projects[late.project]!.id })
  return done(
    end.map(({ project, held }) => ({ project: election.projects[project]!.id, held: textOf(fraction(held, unit)) })),
  )
}

/** With the money kept nothing more fits; or with one unit more for each the budget is passed. */
function checkAddOne(
  reading: Reading,
  rule: EqualSharesRule,
  { waiting, moneyLeft }: Replay,
  claim: AddOneClaim | null,
): Result<AddOneClaim | null, CertificateFault> {
  if (!rule.completion.startsWith('add1')) return done(null)
  const increments = claim?.increments ?? 0
  if (isExhausted(reading, rule, waiting, moneyLeft)) return done({ increments, stop: 'exhausted', next: [] })
  const next = replayShares(reading, endowmentAt(reading, rule, increments + 1), claim?.next ?? [])
  if (!next.ok) return refuse({ ...next.refusal, at: `shares.addOne.next.${next.refusal.at}` })
  if (next.value.moneyLeft >= 0n) return refuse({ kind: 'not-overspent', at: 'shares.addOne.next' })
  const rounds = next.value.rounds.map(({ project, price, moneyLeft }) => ({ project, price, moneyLeft }))
  return done({ increments, stop: 'overspent', next: rounds })
}

/** Whether no project that the rule still looks for fits in the money left, or none that anyone supports remains. */
export function isExhausted(
  reading: Reading,
  { exhaustiveStop }: EqualSharesRule,
  waiting: ReadonlySet<number>,
  moneyLeft: bigint,
): boolean {
  const { election, ballots } = reading
  const supported = new Set<number>()
  for (const { choices } of ballots) for (const { project, worth } of choices) if (worth > 0n) supported.add(project)
  const rest = [...waiting]
  if (!rest.some((project) => supported.has(project))) return true
  if (exhaustiveStop === 'never') return false
  const sought = exhaustiveStop === 'all' ? rest : rest.filter((project) => supported.has(project))
  return sought.every((project) => election.projects[project]!.cost > moneyLeft)
}

/** Greedy by votes on the whole budget, among what somebody chose, and who prefers which. */
function comparisonOf(reading: Reading, bought: readonly string[]): ComparisonClaim {
  const { election, ballots, votes } = reading
  const chosen = [...election.projects.keys()].filter((project) => votes[project]! > 0n)
  const greedy = funded(rankedBy(reading, scoredByVotes(reading, chosen), election.budget))
  const [ours, theirs] = [new Set(bought), new Set(greedy.map(({ project }) => project))]
  let [preferEqualShares, preferGreedy] = [0, 0]
  for (const { voters, choices } of ballots) {
    const count = (set: ReadonlySet<string>) =>
      choices.filter(({ project }) => set.has(election.projects[project]!.id)).length
    if (count(ours) > count(theirs)) preferEqualShares += Number(voters)
    if (count(theirs) > count(ours)) preferGreedy += Number(voters)
  }
  return { kept: preferGreedy > preferEqualShares ? 'greedy' : 'equal-shares', greedy, preferEqualShares, preferGreedy }
}

function funded(order: readonly Scored[]) {
  return order.filter((each) => each.funded).map(({ funded: _, ...claim }) => claim)
}
