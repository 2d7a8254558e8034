import { compare, fraction } from '#kernel/fraction'
import { assert } from '#kernel/result'
import { votesOf } from '../utility.ts'
import type { Account, PayerGroup, RoundPayments, WinnerExplanation } from './model.ts'

/** How a project was elected, and who paid for it. */
export function explainWinner({ election, tally, payments }: Account, project: number): WinnerExplanation {
  const at = tally.rounds.findIndex((each) => each.project === project)
  const [round, payment] = [tally.rounds[at], payments[at]]
  assert(round && payment, 'the project was elected')
  return {
    project,
    rank: at + 1,
    round,
    cost: election.projects[project]!.cost,
    supporters: votesOf(election)[project]!,
    kind: payment.kind,
    payers: payerGroups(payment),
  }
}

function payerGroups({ classes, denominator }: RoundPayments): readonly PayerGroup[] {
  const voters = new Map<string, { count: number; readonly paid: bigint; readonly emptied: boolean }>()
  for (const { paid, emptied, voters: count } of classes) {
    if (count === 0) continue
    const key = `${paid} ${emptied}`
    const known = voters.get(key)
    if (known) known.count += count
    else voters.set(key, { count, paid, emptied })
  }
  return [...voters.values()]
    .map(({ count, paid, emptied }) => ({ voters: count, paid: fraction(paid, denominator), emptied }))
    .sort((a, b) => compare(b.paid, a.paid) || Number(a.emptied) - Number(b.emptied))
}
