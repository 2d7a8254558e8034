import { assert } from '#kernel/result'
import type { Election, Tally } from '../model.ts'
import { certifyEqualShares } from './certify-equal-shares.ts'
import { certifyGreedy } from './certify-greedy.ts'
import { certifyPhragmen } from './certify-phragmen.ts'
import { checkMaxWelfare } from './check-max-welfare.ts'
import type { Certificate, MaxWelfareProof, Proof } from './model.ts'
import { readBallots } from './reading.ts'
import { FORMAT } from './shape.ts'

/**
 * The certificate of a count: what anyone needs to check it against the ballots. Plain JSON, for `canonicalJson`.
 *
 * @param counted  a tally of this election
 */
export function certificateOf(election: Election, counted: Tally): Certificate {
  const { budget, decimals, profile, projects } = election
  return {
    format: FORMAT,
    election: { budget: String(budget), decimals, voters: profile.voterCount, projects: projects.length },
    rule: counted.rule,
    winners: counted.winners.map((project) => projects[project]!.id),
    cost: String(counted.cost),
    proof: proofOf(election, counted),
  }
}

function proofOf(election: Election, counted: Tally): Proof {
  const { rule } = counted
  switch (rule.kind) {
    case 'equal-shares':
      return certifyEqualShares(election, counted, rule)
    case 'greedy':
      return certifyGreedy(election, counted, rule)
    case 'phragmen':
      return certifyPhragmen(election, counted)
    case 'max-welfare':
      return certifyMaxWelfare(election, counted)
  }
}

/** The proof goes by cases, as the checker goes through them. */
function certifyMaxWelfare(election: Election, { rule, winners }: Tally): MaxWelfareProof {
  const ids = winners.map((project) => election.projects[project]!.id)
  const found = checkMaxWelfare(readBallots(election, rule), ids)
  assert(found.ok, 'no set of projects is better than the one elected')
  return found.value.proof
}
