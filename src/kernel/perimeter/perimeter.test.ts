import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareRules } from './comparison.ts'
import {
  CONFLICT_KINDS,
  CONFLICT_SENTENCES,
  currentRule,
  decideBelonging,
  faultsOfRules,
  isEmployer,
  isSizeClass,
  jobsOf,
  PERIMETER_RULES,
  type PerimeterRule,
  ruleOn,
  sensitivity,
  sentenceOfMove,
  showingOf,
  sumOfJobs,
} from './index.ts'
import { type Lever, leversOf, withoutLever } from './sensitivity.ts'
import { anyUnits, membership, unitOf } from './units.testing.ts'

const RULE = currentRule()
/** The pieces that the units of the tests can touch, with the rules that define their effect. */
const TRIED = new Map(
  leversOf(RULE)
    .filter((lever) => !/^category:[567]|^exclusion:(84\.[12]|9[789])/.test(lever))
    .map((lever) => [lever, { without: withoutLever(RULE, lever), only: ruleWithOnly(lever) }]),
)
const NOMENCLATURES = new URL('../../../data/nomenclatures/', import.meta.url)

describe('the rules', () => {
  test('do not overlap, and have an end when another begins', () => {
    expect(faultsOfRules(PERIMETER_RULES)).toEqual([])
    expect(ruleOn('2026-11-23')).toBe(RULE)
    expect(ruleOn('2020-01-01')).toBeUndefined()
    const next: PerimeterRule = { ...RULE, version: 'perimetre_ess@2027-01', from: '2027-01-01' }
    expect(faultsOfRules([RULE, next])).toMatchObject([{ kind: 'two-at-once', other: 'perimetre_ess@2027-01' }])
    expect(faultsOfRules([{ ...RULE, until: '2027-01-01' }, next])).toEqual([])
    expect(ruleOn('2027-01-01', [{ ...RULE, until: '2027-01-01' }, next])).toBe(next)
    expect(faultsOfRules([{ ...RULE, until: RULE.from }])).toMatchObject([{ kind: 'ends-before-it-begins' }])
    expect(faultsOfRules([{ ...RULE, categories: { 92: RULE.categories['9220']! } }])).toMatchObject([
      { kind: 'category-not-four-digits' },
    ])
    expect(faultsOfRules([{ ...RULE, exclusions: [...RULE.exclusions, RULE.exclusions[0]!] }])).toHaveLength(2)
  })

  test('the table of categories is the one of the nomenclature file', () => {
    const families = {
      association: 'association',
      cooperative: 'cooperative',
      mutuelle: 'mutual',
      fondation: 'foundation',
      autre_opbnl: 'other-non-profit',
    }
    const confidences = { forte: 'strong', moyenne: 'medium', a_confirmer: 'to-confirm' }
    const rows = linesOf('categories_juridiques.csv')
      .filter(({ famille_ess_proposee }) => famille_ess_proposee)
      .map((row) => [
        row.code,
        families[row.famille_ess_proposee as keyof typeof families],
        confidences[row.confiance as keyof typeof confidences],
      ])
    const ours = Object.entries(RULE.categories).map(([code, { family, confidence }]) => [code, family, confidence])
    expect(ours.sort()).toEqual(rows.sort())
    expect(ours).toHaveLength(74)
  })

  test('exclusions are codes that exist, the ones marked in the file, in both nomenclatures', () => {
    const marked = linesOf('naf_rev2.csv').filter(({ exclu_ess_proposee }) => exclu_ess_proposee === '1')
    expect(RULE.exclusions.flatMap(({ codes }) => codes['naf-rev-2'])).toEqual(marked.map(({ code }) => code))
    const known = linesOf('naf_2025.csv').map(({ code }) => code)
    for (const { codes } of RULE.exclusions) for (const code of codes['naf-2025']) expect(known).toContain(code)
  })
})

describe('sensitivity', () => {
  test('each count is what is found by taking the piece out of the rule and deciding again', () => {
    fc.assert(
      fc.property(anyUnits, (units) => {
        const { inCount, excludedCount, effects } = sensitivity(units, RULE)
        expect(inCount).toBe(countIn(units, RULE))
        expect(excludedCount).toBe(countIn(units, { ...RULE, exclusions: [] }) - inCount)
        for (const { lever, last, alone } of effects.filter(({ lever }) => TRIED.has(lever))) {
          expect([lever, last]).toEqual([lever, Math.abs(countIn(units, TRIED.get(lever)!.without) - inCount)])
          expect([lever, alone]).toEqual([lever, aloneByDefinition(units, lever)])
        }
      }),
      { numRuns: 25 },
    )
  })

  test('a unit that two sources claim leaves with neither alone', () => {
    const both = unitOf({ category: '5710', memberships: [membership('scic')] })
    const effects = new Map(sensitivity([both], RULE).effects.map((effect) => [effect.lever, effect]))
    expect(effects.get('flag')).toEqual({ lever: 'flag', alone: 1, last: 0 })
    expect(effects.get('list:scic')).toEqual({ lever: 'list:scic', alone: 1, last: 0 })
    expect(effects.has('list:siae')).toBe(false)
  })
})

test('comparing two rules tells who enters, who leaves, who changes family, and why', () => {
  const next: PerimeterRule = {
    ...withoutLever(withoutLever(RULE, 'category:9220'), 'exclusion:94.20'),
    version: 'perimetre_ess@2027-01',
    countsOtherNonProfits: true,
  }
  const units = [
    unitOf({ siren: '3', category: '9300', activities: { 'naf-rev-2': '94.20Z', 'naf-2025': null } }),
    unitOf({ siren: '1' }),
    unitOf({ siren: '2', memberships: [membership('ess-france', 'Mutuelles')] }),
    unitOf({ siren: '4', category: '8210' }),
  ]
  const { moves, sameCount } = compareRules(units, RULE, next)
  expect(moves.map(({ siren, kind }) => `${siren} ${kind}`)).toEqual(['1 left', '2 changed-family', '3 entered'])
  expect(sameCount).toBe(1)
  expect(sentenceOfMove(moves[1]!)).toMatch(
    /^Elle passe de «\u00a0association\u00a0» à «\u00a0mutuelle\u00a0»\. Avant\u00a0: Sa forme/,
  )
  expect(sentenceOfMove(moves[2]!)).toMatch(/^Elle entre dans l’ESS\. Avant\u00a0: Son activité/)
})

describe('what the public sees of a unit', () => {
  test.each([
    [
      'an open association',
      { category: '9220', diffusion: 'O' },
      { isListed: true, showsName: true, showsPlace: true },
    ],
    [
      'partly protected: its name, no point',
      { category: '9220', diffusion: 'P' },
      { isListed: true, showsName: true, showsPlace: false },
    ],
    [
      'a person: nothing, even open',
      { category: '1000', diffusion: 'O' },
      { isListed: false, showsName: false, showsPlace: false },
    ],
    [
      'a form that is hidden: nothing',
      { category: null, diffusion: 'P' },
      { isListed: false, showsName: false, showsPlace: false },
    ],
  ] as const)('%s', (_, unit, seen) => {
    expect(showingOf(unit)).toMatchObject(seen)
  })
})

describe('jobs by class', () => {
  test('the classes are those of the file', () => {
    for (const { code, min, max } of linesOf('tranches_effectifs.csv')) {
      if (!isSizeClass(code!)) throw new Error(`${code} is a class`)
      expect(jobsOf(code)).toEqual({ least: Number(min), most: max ? Number(max) : null })
    }
    expect(isSizeClass('99')).toBe(false)
    expect(isSizeClass('toString')).toBe(false)
  })

  test('many units together have from so many to so many jobs; those without a class are told apart', () => {
    expect(sumOfJobs(['01', '11', 'NN', null])).toEqual({ least: 11, most: 21, unknownCount: 1 })
    expect(sumOfJobs(['53', '01'])).toEqual({ least: 10_001, most: null, unknownCount: 0 })
  })

  test('an employer has a class other than NN; « 00 » counts only when asked for', () => {
    const counted = (countsZero: boolean) =>
      (['NN', '00', '01', null] as const).map((each) => isEmployer(each, { countsZero }))
    expect(counted(false)).toEqual([false, false, true, false])
    expect(counted(true)).toEqual([false, true, true, false])
  })
})

test('each kind of conflict says what disagrees and what to check', () => {
  for (const kind of CONFLICT_KINDS) {
    const { said, toCheck } = CONFLICT_SENTENCES[kind]
    for (const sentence of [said, toCheck]) expect(sentence).toMatch(/^[A-ZÉ].*[.?]$/)
  }
})

function countIn(units: Parameters<typeof sensitivity>[0], rule: PerimeterRule): number {
  return [...units].filter((unit) => decideBelonging(unit, rule).belonging !== null).length
}

function aloneByDefinition(units: Parameters<typeof sensitivity>[0], lever: Lever): number {
  const { only } = TRIED.get(lever)!
  if (!lever.startsWith('exclusion:')) return countIn(units, only)
  return countIn(units, { ...RULE, exclusions: [] }) - countIn(units, only)
}

/** The rule with this piece as the only one of its kind: one source, or one exclusion. */
function ruleWithOnly(lever: Lever): PerimeterRule {
  const isExclusion = lever.startsWith('exclusion:')
  const others = leversOf(RULE).filter((each) => each !== lever && each.startsWith('exclusion:') === isExclusion)
  return others.reduce(withoutLever, RULE)
}

/** Rows of a CSV file of the data folder, by name of column. */
function linesOf(file: string): readonly Readonly<Record<string, string>>[] {
  const [head, ...rows] = readFileSync(new URL(file, NOMENCLATURES), 'utf8').trim().split('\n').map(fieldsOf)
  return rows.map((row) => Object.fromEntries(head!.map((name, index) => [name, row[index] ?? ''])))
}

function fieldsOf(line: string): readonly string[] {
  const fields = line.match(/("([^"]|"")*"|[^,]*)(,|$)/g)!
  return fields.map((field) =>
    field
      .replace(/,$/, '')
      .replace(/^"(.*)"$/, '$1')
      .replaceAll('""', '"'),
  )
}
