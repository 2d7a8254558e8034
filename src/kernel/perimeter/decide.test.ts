import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Belonging,
  type ConflictKind,
  currentRule,
  decideBelonging,
  type LegalUnit,
  type Reason,
  sentenceOfReason,
  sentencesOfOutcome,
} from './index.ts'
import { anyMembership, anyUnits, membership, unitOf } from './units.testing.ts'

const RULE = currentRule()

type Row = readonly [string, Partial<LegalUnit>, Belonging, Reason['kind'], readonly ConflictKind[]]

describe('odd rows met in the real files', () => {
  const rows: readonly Row[] = [
    ['an association, flagged', {}, 'association', 'category', []],
    ['an association on which Sirene says nothing', { flag: null }, 'association', 'category', ['flag-silent']],
    ['an association that Sirene denies', { flag: 'N' }, 'association', 'category', ['flag-denies']],
    ['an undeclared association', { category: '9210', flag: null }, null, 'category-to-confirm', []],
    [
      'a SCIC in the form of a SAS, on the list of SCICs',
      { category: '5710', memberships: [membership('scic')] },
      'cooperative',
      'list',
      [],
    ],
    ['a SAS that only the flag tells', { category: '5710' }, 'commercial-company', 'flag', []],
    [
      'a SARL that only the list of 2023 tells',
      { category: '5499', flag: null, memberships: [membership('ess-france', 'Coopératives')] },
      'cooperative',
      'list',
      ['list-alone'],
    ],
    [
      'a company with the ESUS agreement',
      { category: '5710', flag: null, memberships: [membership('esus')] },
      'commercial-company',
      'list',
      [],
    ],
    [
      'an insertion company that nothing else tells: a label is no family',
      { category: '5710', flag: null, memberships: [membership('siae', 'EI')] },
      null,
      'nothing-says-so',
      [],
    ],
    ['a SCOP by its category', { category: '5458' }, 'cooperative', 'category', []],
    ['a SICA, flagged', { category: '5532', activities: naf('62.01Z') }, 'cooperative', 'category', []],
    ['a foundation', { category: '9300' }, 'foundation', 'category', []],
    ['another private body, 9900', { category: '9900', flag: null }, null, 'category-to-confirm', []],
    ['9900, flagged', { category: '9900' }, null, 'category-to-confirm', ['claimed-without-family']],
    ['a congregation, flagged', { category: '9240' }, null, 'category-to-confirm', ['claimed-without-family']],
    ['a public interest group, flagged', { category: '7410' }, null, 'nothing-says-so', ['claimed-without-family']],
    [
      'a person who is self-employed, on a list',
      { category: '1000', memberships: [membership('ess-france', 'Associations')] },
      null,
      'natural-person',
      ['natural-person-listed'],
    ],
    ['a union', { activities: naf('94.20Z') }, null, 'excluded-activity', ['excluded-yet-claimed']],
    ['a union of which nobody says « ESS »', { activities: naf('9420Z'), flag: null }, null, 'excluded-activity', []],
    ['other associations, 94.99Z, stay', { activities: naf('94.99Z') }, 'association', 'category', []],
    [
      'an activity in NAF 2025 alone',
      { activities: naf(null, '94.91Y') },
      null,
      'excluded-activity',
      ['excluded-yet-claimed'],
    ],
    [
      'two nomenclatures that disagree: NAF rev. 2 decides',
      { activities: naf('88.99B', '94.20Y') },
      'association',
      'category',
      ['nomenclatures-disagree'],
    ],
    [
      'an activity of the old nomenclature',
      { activities: naf('45.2R') },
      'association',
      'category',
      ['activity-unknown'],
    ],
    ['an activity « [ND] »', { activities: naf(null) }, 'association', 'category', ['activity-unknown']],
    ['a category « [ND] »', { category: null, flag: null }, null, 'category-unknown', ['category-missing']],
    [
      'an association that the list calls a foundation',
      { memberships: [membership('ess-france', 'Fondations')] },
      'association',
      'category',
      ['families-disagree'],
    ],
    [
      'a family in words nobody foresaw',
      { category: '5499', memberships: [membership('ess-france', 'Divers')] },
      'commercial-company',
      'flag',
      ['list-family-unreadable'],
    ],
    [
      'closed before the list was made',
      { ceasedOn: '2020-01-01', memberships: [membership('ess-france', 'Associations')] },
      'association',
      'category',
      ['ceased-yet-listed'],
    ],
  ]
  test.each(rows)('%s', (_, different, belonging, decisive, conflicts) => {
    const outcome = decideBelonging(unitOf(different), RULE)
    expect(outcome.belonging).toBe(belonging)
    expect(outcome.reasons[0]!.kind).toBe(decisive)
    expect(outcome.conflicts.map(({ kind }) => kind)).toEqual(conflicts)
  })
})

test('a rule that counts the fifth family puts 9900 in it, apart; a better informed list comes first', () => {
  const wide = { ...RULE, countsOtherNonProfits: true }
  expect(decideBelonging(unitOf({ category: '9900', flag: null }), wide).belonging).toBe('other-non-profit')
  const listed = unitOf({ category: '9900', memberships: [membership('ess-france', 'Fondations')] })
  expect(decideBelonging(listed, wide).belonging).toBe('foundation')
})

test('why, and according to whom: each source with its date', () => {
  const unit = unitOf({
    memberships: [membership('siae', 'ACI', '2025-01-01'), membership('ess-france', 'Associations')],
  })
  expect(plain(sentencesOfOutcome(decideBelonging(unit, RULE)))).toEqual([
    "Cette structure est dans l'ESS, famille : association.",
    "Sa forme juridique, « Association déclarée » (9220), est de la famille « association » (source : base Sirene de l'Insee, au 1er octobre 2026).",
    "Elle est sur une liste, comme association (source : liste des entreprises de l'ESS tenue par ESS France et les CRESS, au 20 novembre 2023).",
    "Elle est conventionnée pour l'insertion (ACI) ; cela ne dit pas sa famille (source : liste des structures d'insertion conventionnées par l'État, au 1er janvier 2025).",
    'Règle appliquée : perimetre_ess@2026-11.',
  ])
})

describe('whatever the units', () => {
  test('one more line of a list, or the flag, never puts a unit out', () => {
    each((unit) => {
      if (decideBelonging(unit, RULE).belonging === null) return
      fc.assert(
        fc.property(anyMembership, (more) => {
          const with_ = { ...unit, flag: 'O' as const, memberships: [...unit.memberships, more] }
          expect(decideBelonging(with_, RULE).belonging).not.toBeNull()
        }),
        { numRuns: 5 },
      )
    })
  })

  test('each reason has a source with a date, and its sentence names both', () => {
    each((unit) => {
      const { reasons, sources } = decideBelonging(unit, RULE)
      expect(reasons.length).toBeGreaterThan(0)
      for (const reason of reasons) {
        expect(sources).toContainEqual(reason.source)
        expect(sentenceOfReason(reason)).toMatch(/\(source\u00a0: .+, au .+ 20\d\d\)\.$/)
      }
    })
  })

  test('the order of the lists changes nothing, and twice is the same as once', () => {
    each((unit) => {
      const once = decideBelonging(unit, RULE)
      expect(decideBelonging(unit, RULE)).toEqual(once)
      const reversed = decideBelonging({ ...unit, memberships: unit.memberships.toReversed() }, RULE)
      expect(reversed).toEqual(once)
    })
  })

  test('a person who is self-employed is never in, and a conflict always names who speaks', () => {
    each((unit) => {
      const { belonging, conflicts } = decideBelonging(unit, RULE)
      if (unit.category === '1000') expect(belonging).toBeNull()
      for (const { sources } of conflicts) expect(sources.length).toBeGreaterThan(0)
    })
  })
})

function each(check: (unit: LegalUnit) => void): void {
  fc.assert(
    fc.property(anyUnits, (units) => units.forEach(check)),
    { numRuns: 60 },
  )
}

function naf(revision2: string | null, naf2025: string | null = null): LegalUnit['activities'] {
  return { 'naf-rev-2': revision2, 'naf-2025': naf2025 }
}

function plain(sentences: readonly string[]): readonly string[] {
  return sentences.map((each) => each.replace(/[\u00a0\u202f]/g, ' ').replaceAll('’', "'"))
}
