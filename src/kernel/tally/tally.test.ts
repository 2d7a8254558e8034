import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  anySketch,
  electionOf,
  fileOf,
  idsOf,
  type KnownOutcome,
  knownElections,
  readKnown,
  type Sketch,
  ungrouped,
} from './elections.testing.ts'
import type { Election, Rule, Utility } from './model.ts'
import { readElection } from './pabulib/read.ts'
import type { PresetName } from './presets.ts'
import { type RuleRequest, ruleFor } from './rule.ts'
import { tally } from './tally.ts'

const { elections, hasCollection } = knownElections()

const UTILITY_NAMES: Readonly<Record<string, Utility>> = { card: 'cardinality' }

/** The rule an outcome was computed by: greedy_cost, greedy_total_points, phragmen, maxwelfare_borda. */
function requestOf(name: string): RuleRequest | undefined {
  const [word, ...rest] = name.split('_')
  const last = rest.at(-1)!
  const utility = UTILITY_NAMES[last] ?? (last as Utility)
  if (word === 'phragmen') return { kind: 'phragmen' }
  if (word === 'maxwelfare') return { kind: 'max-welfare', utility }
  if (word === 'greedy') return { kind: 'greedy', utility, ...(rest[0] === 'total' && { by: 'total' as const }) }
  // Equal shares have their own test.
  return name === 'mes_cost' || name === 'mes_points' || name === 'mes_borda' ? { utility } : undefined
}

describe('real elections come out as two other programs found', () => {
  test.each(
    elections.map(({ file, rules }) => [decodeURI(file.slice(file.lastIndexOf('/') + 1)), file, rules] as const),
  )('%s', (_, file, rules) => {
    const election = readKnown(file)
    for (const [name, known] of Object.entries(rules)) {
      const request = requestOf(name)
      if (request)
        expect([name, outcomeOf(election, { ...request, preset: 'pabutools' }, known)]).toEqual([name, known])
    }
  })

  test.skipIf(hasCollection)('the larger collection is not beside this repository: those of data/pabulib alone', () => {
    expect(elections.length).toBe(8)
  })
})

/** Our outcome in the words of the known one: the sets of two equal values may differ. */
function outcomeOf(election: Election, request: RuleRequest, known: KnownOutcome): KnownOutcome {
  const count = tally(election, ruleOf(election, request))
  const winners = count.winners.map((project) => election.projects[project]!.id).sort()
  if (known.optimum === undefined) return { ...known, winners, cost: String(count.cost) }
  const isOneOfMany = known.unique === false && count.unique === false
  return {
    ...known,
    optimum: String(count.value),
    unique: count.unique!,
    ...(!isOneOfMany && { winners, cost: String(count.cost) }),
  }
}

function ruleOf(election: Election, request: RuleRequest): Rule {
  const rule = ruleFor(request, election.voteType)
  if (!rule.ok) throw new Error(rule.refusal)
  return rule.value
}

test('the files are those of their manifest, with their source', () => {
  const data = new URL('../../../data/', import.meta.url)
  const manifest = JSON.parse(readFileSync(new URL('MANIFEST.json', data), 'utf8')) as Record<string, string>[]
  const files = manifest.filter(({ fichier }) => fichier!.startsWith('pabulib/'))
  expect(files.length).toBe(9)
  for (const { fichier, sha256, source, licence, citation } of files) {
    const bytes = readFileSync(new URL(fichier!, data))
    expect([fichier, createHash('sha256').update(bytes).digest('hex')]).toEqual([fichier, sha256])
    expect([source, licence, citation].every(Boolean)).toBe(true)
  }
})

describe('official winners', () => {
  const towns: readonly [string, string, PresetName, number][] = [
    ['Wieliczka 2023', 'Poland_Wieliczka_2023_Green_Budget.pb', 'wieliczka-2023', 30],
    ['Świecie 2023', 'Poland_Swiecie_2023.pb', 'swiecie-2023', 17],
    ['Assen 2024', 'Netherlands_Assen_2024.pb', 'assen-2024', 9],
  ]
  test.each(towns)('%s', (_, file, preset, count) => {
    const election = readKnown(file)
    const official = election.projects.flatMap((project, index) => (project.wasSelected ? [index] : []))
    expect(official).toHaveLength(count)
    expect(tally(election, ruleOf(election, { preset })).winners.toSorted((a, b) => a - b)).toEqual(official)
  })
})

const SKETCH: Sketch = { budget: 10, costs: { A: 6, B: 5 }, ballots: { A: 3, B: 2 } }

test('each kind of rule is counted by its own code', () => {
  const election = electionOf(SKETCH)
  const stages = (['greedy', 'phragmen', 'max-welfare', 'equal-shares'] as const).map(
    (kind) => tally(election, ruleOf(election, { kind })).rounds[0]?.stage,
  )
  expect(stages).toEqual(['greedy', 'phragmen', 'max-welfare', 'equal-shares'])
})

/** Every rule that these ballots allow, with the house's choices and those of pabutools. */
function everyRule(election: Election): readonly Rule[] {
  const kinds = ['greedy', 'equal-shares', 'phragmen', 'max-welfare'] as const
  const presets = [undefined, 'pabutools'] as const
  const requests: RuleRequest[] = kinds.flatMap((kind) =>
    presets.map((preset) => ({ kind, preset, ties: 'id' as const })),
  )
  requests.push({ completion: 'utilitarian', ties: 'id' }, { completion: 'add1-utilitarian', ties: 'id' })
  return requests.map((request) => ruleOf(election, request))
}

describe('whatever the election, each rule', () => {
  test('spends what its winners cost, and never more than the budget', () => {
    fc.assert(
      fc.property(anySketch, (sketch) => {
        const election = electionOf(sketch)
        for (const rule of everyRule(election)) {
          const count = tally(election, rule)
          const spent = count.winners.reduce((sum, project) => sum + election.projects[project]!.cost, 0n)
          expect(count.cost).toBe(spent)
          expect(spent <= election.budget).toBe(true)
          expect(new Set(count.winners).size).toBe(count.winners.length)
          expect(count.rounds.map((round) => round.project)).toEqual(count.winners)
          expect(count.rounds.at(-1)?.moneyLeft ?? election.budget).toBe(election.budget - spent)
        }
      }),
      { numRuns: 150 },
    )
  })

  test('gives the same winners in whatever order voters and projects come', () => {
    fc.assert(
      fc.property(anySketch, (sketch) => {
        const mirrored = electionOf({
          ...sketch,
          costs: Object.fromEntries(Object.entries(sketch.costs).reverse()),
          ballots: [...(sketch.ballots as readonly string[])].reverse(),
        })
        const election = electionOf(sketch)
        for (const rule of everyRule(election)) {
          expect(idsOf(mirrored, tally(mirrored, rule).winners)).toBe(idsOf(election, tally(election, rule).winners))
        }
      }),
      { numRuns: 150 },
    )
  })

  test('does not see whether identical ballots are put together', () => {
    fc.assert(
      fc.property(anySketch, (sketch) => {
        const election = electionOf(sketch)
        const alone = { ...election, profile: ungrouped(election.profile) }
        for (const rule of everyRule(election)) {
          expect(withoutPayers(tally(alone, rule))).toEqual(withoutPayers(tally(election, rule)))
        }
      }),
      { numRuns: 150 },
    )
  })
})

function withoutPayers({ winners, cost, value, unique, losses, ties }: ReturnType<typeof tally>) {
  return { winners, cost, value, unique, losses, ties }
}

test('a project named twice on a ballot counts for one voter', () => {
  const doubled = readElection(fileOf({ ...SKETCH, ballots: ['B,B', 'A', 'B', 'A', 'A'] }))
  if (!doubled.ok) throw new Error('unreadable')
  expect(tally(doubled.value, ruleOf(doubled.value, { kind: 'greedy' })).rounds[0]).toMatchObject({
    project: 0,
    payers: 3,
  })
})
