import { canonicalJson } from '#kernel/canonical-json'
import type { Fraction } from '#kernel/fraction'
import {
  type Account,
  compareRules,
  type Election,
  type Grouping,
  type Rule,
  type RuleRequest,
  type RulesComparison,
  ruleFor,
  tryTally,
} from '#kernel/tally'
import { GREEDY_UTILITIES } from '../official-rule.ts'
import type { ComparedGroups, ComparedRule, Comparison } from './model.ts'
import { nameOfGroup, nameOfRule, titleOfGrouping } from './names.ts'

/** The poll's own rule, then the others that these ballots allow, each counted on the same ballots. */
export function compare({ election, tally: official }: Account): Comparison {
  const others = rulesBeside(election, official.rule).filter((rule) => tryTally(election, rule).ok)
  const found = compareRules(election, [official.rule, ...others])
  return {
    rules: found.outcomes.map((_, at) => comparedAt(election, found, at)),
    groupings: found.groupings.map(groupsOf),
  }
}

/** Rules people choose between before a vote, in the order they are explained; « the most chosen first » is before them. */
const CANDIDATES: readonly RuleRequest[] = [
  { kind: 'equal-shares', completion: 'none' },
  { kind: 'equal-shares', completion: 'utilitarian' },
  { kind: 'equal-shares', preset: 'equalshares.net', completion: 'add1' },
  { kind: 'equal-shares', preset: 'equalshares.net', completion: 'add1-utilitarian' },
  { kind: 'phragmen' },
  { kind: 'max-welfare' },
]

function rulesBeside(election: Election, official: Rule): readonly Rule[] {
  const own = canonicalJson({ ...official })
  const candidates = [{ kind: 'greedy', ...GREEDY_UTILITIES[election.voteType] } as const, ...CANDIDATES]
  return candidates.flatMap((request) => {
    const rule = ruleFor(request, election.voteType)
    return rule.ok && canonicalJson({ ...rule.value }) !== own ? [rule.value] : []
  })
}

function comparedAt(election: Election, { outcomes, differences }: RulesComparison, at: number): ComparedRule {
  const { tally, served, moneyPerVoter, winnersPerVoter } = outcomes[at]!
  const difference = differences.find(({ first, second }) => first === 0 && second === at)
  return {
    rule: tally.rule,
    name: nameOfRule(tally.rule),
    winners: tally.winners.map((project) => election.projects[project]!.id),
    cost: String(tally.cost),
    served,
    winnersPerVoter: Number(rounded(winnersPerVoter, 100n)),
    moneyPerVoter: String(rounded(moneyPerVoter.mean)),
    deviation: String(Math.round(moneyPerVoter.deviation)),
    preferThis: difference?.preferences.second ?? 0,
    preferOfficial: difference?.preferences.first ?? 0,
  }
}

/** Rows whose name is the same are one row: ages of one band. Served voters and money add up. */
function groupsOf({ column, rows }: Grouping): ComparedGroups {
  const title = titleOfGrouping(column)
  const groups = new Map<string, { voters: number; served: number[]; money: bigint[] }>()
  for (const row of rows) {
    const name = nameOfGroup(title, row.name)
    const group = groups.get(name) ?? { voters: 0, served: row.served.map(() => 0), money: row.money.map(() => 0n) }
    group.voters += row.voters
    group.served = group.served.map((served, rule) => served + row.served[rule]!)
    group.money = group.money.map((money, rule) => money + rounded(row.money[rule]!))
    groups.set(name, group)
  }
  const named = [...groups].map(([name, group]) => ({ name, ...group, money: group.money.map(String) }))
  return { title, rows: title === 'Âge' ? named.sort((a, b) => a.name.localeCompare(b.name, 'fr')) : named }
}

/** In 1/`scale`, to the nearest. */
function rounded({ numerator, denominator }: Fraction, scale = 1n): bigint {
  return (2n * numerator * scale + denominator) / (2n * denominator)
}
