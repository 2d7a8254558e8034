import { describe, expect, test } from 'vitest'
import { add, compare, fraction, multiply, subtract, ZERO } from '#kernel/fraction'
import { knownElections, readKnown } from '../elections.testing.ts'
import type { Election, EqualSharesRule } from '../model.ts'
import { PRESETS, type PresetName } from '../presets.ts'
import { equalShares } from './index.ts'

/** Results of two independent exact programs, on real elections (Faliszewski et al., IJCAI 2023, arXiv 2305.11035). */
const { elections, hasCollection } = knownElections()
if (!hasCollection)
  console.info('The larger collection of real elections is not here: only those of data/pabulib are counted.')

const NAME = /^mes_(?<utility>cost|card|points|borda)(?<addOne>_add1(?<variant>full|tool)?)?(?<filled>_?u)?$/
const STOPS = { full: 'never', tool: 'all' } as const

function ruleNamed(name: string): EqualSharesRule | undefined {
  const parts = NAME.exec(name)?.groups
  if (!parts) return undefined
  const variant = parts.variant as keyof typeof STOPS | undefined
  return {
    kind: 'equal-shares',
    utility: parts.utility === 'card' ? 'cardinality' : (parts.utility as 'cost' | 'points' | 'borda'),
    completion: parts.addOne ? (parts.filled ? 'add1-utilitarian' : 'add1') : parts.filled ? 'utilitarian' : 'none',
    start: variant ? 'floor' : 'exact',
    exhaustiveStop: variant ? STOPS[variant] : 'supported',
    comparison: false,
    ties: 'id',
  }
}

describe('real elections come out as two independent exact programs say', () => {
  test.each(elections)('$file', ({ file, rules }) => {
    const election = readKnown(file)
    for (const [name, known] of Object.entries(rules)) {
      const rule = ruleNamed(name)
      if (!rule) continue
      const tally = equalShares(election, rule)
      const winners = tally.winners.map((project) => election.projects[project]!.id).sort()
      expect([name, winners]).toEqual([name, known.winners])
      // They count the runs made: the one kept is the last, or the one before an overspent last.
      const { iters } = known as { readonly iters?: number }
      if (iters !== undefined) expect([1, 2]).toContain(iters - (tally.increments ?? 0))
    }
  })
})

describe('towns that counted by equal shares find their own winners', () => {
  const TOWNS: readonly (readonly [string, PresetName, number, bigint])[] = [
    ['Poland_Wieliczka_2023_Green_Budget.pb', 'wieliczka-2023', 30, 995_079n],
    ['Poland_Swiecie_2023.pb', 'swiecie-2023', 17, 1_040_337n],
    ['Netherlands_Assen_2024.pb', 'assen-2024', 9, 76_700n],
  ]
  test.each(TOWNS)('%s, preset %s: %i winners for %i', (file, preset, count, cost) => {
    const election = readKnown(file)
    const tally = equalShares(election, official(preset))
    const selected = election.projects.flatMap((project, index) => (project.wasSelected ? [index] : []))
    expect(tally.winners.toSorted((a, b) => a - b)).toEqual(selected)
    expect([tally.winners.length, tally.cost]).toEqual([count, cost])
  })

  test.each(TOWNS)('%s, preset %s: replayed by exact fractions, payments make up every cost', (file, preset) => {
    const election = readKnown(file)
    expectExactPayments(election, official(preset))
  })
})

describe('elections where floating numbers go wrong', () => {
  test.each([
    // Everybody wants the only project, and it costs the whole budget: 61 × (150000/61) must be 150000.
    ['regressions/Poland_Zabrze_2020_Osiedle_Mlodego_Gornika.pb', 1],
    ['regressions/Poland_Zabrze_2021_Zandka.pb', 1],
    ['regressions/Poland_Warszawa_2019_RadiowoWolka_WeglowaPlacowkaHuta.pb', 1],
  ])('%s', (file, count) => {
    expect(equalShares(readKnown(file), PLAIN).winners).toHaveLength(count)
  })

  test('Błonia Wilanowskie 2026: a ballot that names 1481 twice counts once, and 1888 is elected', () => {
    const election = readKnown('regressions/Poland_Warszawa_2026_Blonia_Wilanowskie.pb')
    const { winners } = equalShares(election, PLAIN)
    const ids = winners.map((project) => election.projects[project]!.id)
    expect(ids).toContain('1888')
    expect(ids).not.toContain('1481')
  })
})

const PLAIN: EqualSharesRule = {
  kind: 'equal-shares',
  utility: 'cost',
  completion: 'none',
  start: 'exact',
  exhaustiveStop: 'supported',
  comparison: false,
  ties: 'id',
}

function official(preset: PresetName): EqualSharesRule {
  return { kind: 'equal-shares', utility: 'cost', ...PRESETS[preset].equalShares, ties: PRESETS[preset].ties }
}

function expectExactPayments(election: Election, rule: EqualSharesRule): void {
  const { endowment, rounds } = equalShares(election, rule)
  const { profile, projects } = election
  const purses = Array.from({ length: profile.groupCount }, () => endowment ?? ZERO)
  for (const { project, price } of rounds) {
    const share = multiply(price, fraction(projects[project]!.cost))
    let paid = ZERO
    for (const [group, purse] of purses.entries()) {
      if (!profile.choices.subarray(profile.offsets[group]!, profile.offsets[group + 1]!).includes(project)) continue
      const part = compare(purse, share) < 0 ? purse : share
      purses[group] = subtract(purse, part)
      paid = add(paid, multiply(part, fraction(BigInt(profile.multiplicities[group]!))))
    }
    expect(paid).toEqual(fraction(projects[project]!.cost))
  }
}
