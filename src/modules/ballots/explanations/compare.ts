import { canonicalJson } from '#kernel/canonical-json'
import { type Account, type Election, type Rule, type RuleRequest, ruleFor, type Tally, tryTally } from '#kernel/tally'
import type { ComparedRule, Comparison } from './model.ts'

/** The poll's own rule, then the others that these ballots allow, each counted on the same ballots. */
export function compare({ election, tally: official }: Account): Comparison {
  const others = rulesBeside(election, official.rule).flatMap((rule) => {
    const counted = tryTally(election, rule)
    return counted.ok ? [counted.value] : []
  })
  return { rules: [official, ...others].map((counted) => compared(election, counted, official)), places: [] }
}

/** Rules people choose between before a vote, in the order they are explained. */
const CANDIDATES: readonly RuleRequest[] = [
  { kind: 'greedy' },
  { kind: 'equal-shares', completion: 'none' },
  { kind: 'equal-shares', completion: 'utilitarian' },
  { kind: 'equal-shares', preset: 'equalshares.net', completion: 'add1' },
  { kind: 'equal-shares', preset: 'equalshares.net', completion: 'add1-utilitarian' },
  { kind: 'phragmen' },
  { kind: 'max-welfare' },
]

function rulesBeside(election: Election, official: Rule): readonly Rule[] {
  const own = canonicalJson({ ...official })
  return CANDIDATES.flatMap((request) => {
    const rule = ruleFor(request, election.voteType)
    return rule.ok && canonicalJson({ ...rule.value }) !== own ? [rule.value] : []
  })
}

function compared({ profile, projects }: Election, { rule, winners, cost }: Tally, official: Tally): ComparedRule {
  const [here, there] = [new Set(winners), new Set(official.winners)]
  const sums = { served: 0, won: 0, preferThis: 0, preferOfficial: 0 }
  for (let group = 0; group < profile.groupCount; group++) {
    const voters = profile.multiplicities[group]!
    const choices = profile.choices.subarray(profile.offsets[group], profile.offsets[group + 1])
    const won = choices.filter((project) => here.has(project)).length
    const wonThere = choices.filter((project) => there.has(project)).length
    sums.won += won * voters
    if (won > 0) sums.served += voters
    if (won > wonThere) sums.preferThis += voters
    if (won < wonThere) sums.preferOfficial += voters
  }
  return {
    rule,
    name: nameOf(rule),
    winners: winners.map((project) => projects[project]!.id),
    cost: String(cost),
    served: sums.served,
    winnersPerVoter: `${sums.won}/${Math.max(profile.voterCount, 1)}`,
    preferThis: sums.preferThis,
    preferOfficial: sums.preferOfficial,
    moneyByPlace: [],
  }
}

/** A few words that fit at the head of a column. */
export function nameOf(rule: Rule): string {
  switch (rule.kind) {
    case 'greedy':
      return 'Les plus choisis d’abord'
    case 'phragmen':
      return 'Phragmén'
    case 'max-welfare':
      return 'Le plus grand total'
    case 'equal-shares':
      return SHARES[rule.completion] + (rule.comparison ? ', comparées' : '')
  }
}

const SHARES = {
  none: 'Parts égales',
  utilitarian: 'Parts égales, puis le reste',
  add1: 'Parts agrandies',
  'add1-utilitarian': 'Parts agrandies, puis le reste',
} as const
