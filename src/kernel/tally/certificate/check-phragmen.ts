import { fraction } from '#kernel/fraction'
import type { PhragmenRule } from '../model.ts'
import type { PhragmenProof } from './model.ts'
import type { Reading } from './reading.ts'
import { textOf } from './text.ts'

type Round = PhragmenProof['rounds'][number]

/** What a certificate of Phragmén's rule must say: loads are found again, ballot by ballot, in 1/`unit`. */
export function checkPhragmen(
  reading: Reading,
  rule: PhragmenRule,
): { proof: PhragmenProof; winners: readonly string[] } {
  const { election, ballots, votes, isBefore } = reading
  const rounds: Round[] = []
  const waiting = new Set(
    [...election.projects.keys()].filter((project) => election.projects[project]!.cost <= election.budget),
  )
  let [moneyLeft, unit, loads] = [election.budget, 1n, ballots.map(() => 0n)]
  let stop: PhragmenProof['stop'] = null
  for (;;) {
    const sums = election.projects.map(({ cost }) => cost * unit)
    ballots.forEach(({ voters, choices }, index) => {
      for (const { project } of choices) sums[project]! += voters * loads[index]!
    })
    const isLighter = (a: number, b: number) => sums[a]! * votes[b]! < sums[b]! * votes[a]!
    const tied = lightest(waiting, votes, rule, isLighter).sort((a, b) => (isBefore(a, b) ? -1 : 1))
    const tooDear = tied.find((project) => election.projects[project]!.cost > moneyLeft)
    const [elected] = tied
    if (elected === undefined) break
    const { id, cost } = election.projects[elected]!
    const carriers = votes[elected]!
    const load = carriers === 0n ? fraction(0n) : fraction(sums[elected]!, unit * carriers)
    if (tooDear !== undefined) {
      stop = { project: election.projects[tooDear]!.id, load: textOf(load) }
      break
    }
    if (carriers > 0n) {
      const supports = (index: number) => ballots[index]!.choices.some(({ project }) => project === elected)
      loads = loads.map((each, index) => (supports(index) ? sums[elected]! : each * carriers))
      unit *= carriers
    }
    waiting.delete(elected)
    moneyLeft -= cost
    rounds.push({ project: id, load: textOf(load), voters: Number(carriers), moneyLeft: String(moneyLeft) })
  }
  return { proof: { kind: 'phragmen', rounds, stop }, winners: rounds.map(({ project }) => project) }
}

/** The projects of least load; when no supported one is left, those nobody chose, if the rule funds them. */
function lightest(
  waiting: Iterable<number>,
  votes: readonly bigint[],
  { fundsUnsupported }: PhragmenRule,
  isLighter: (a: number, b: number) => boolean,
): number[] {
  const all = [...waiting]
  const supported = all.filter((project) => votes[project]! > 0n)
  if (supported.length === 0) return fundsUnsupported ? all : []
  const best = supported.reduce((a, b) => (isLighter(b, a) ? b : a))
  return supported.filter((project) => !isLighter(best, project))
}
