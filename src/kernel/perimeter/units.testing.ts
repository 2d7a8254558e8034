import fc from 'fast-check'
import type { LegalUnit, ListName, Membership } from './model.ts'

/** A declared association, flagged, that runs a home for the aged; what a test is about is said beside it. */
export function unitOf(different: Partial<LegalUnit> = {}): LegalUnit {
  return {
    siren: '775672272',
    category: '9220',
    activities: { 'naf-rev-2': '88.10A', 'naf-2025': null },
    flag: 'O',
    diffusion: 'O',
    createdOn: '2001-05-02',
    ceasedOn: null,
    vintage: '2026-10-01',
    memberships: [],
    ...different,
  }
}

export function membership(list: ListName, detail?: string, vintage = '2023-11-20'): Membership {
  return { list, vintage, ...(detail === undefined ? {} : { detail }) }
}

const LISTS: readonly ListName[] = ['cg-scop', 'scic', 'ess-france', 'esus', 'siae']

export const anyMembership: fc.Arbitrary<Membership> = fc.record({
  list: fc.constantFrom(...LISTS),
  vintage: fc.constantFrom('2023-11-20', '2025-06-01'),
  detail: fc.constantFrom('Associations', 'Coopératives', 'Mutuelles', 'Fondations', 'Autre', 'ACI'),
})

/** Units of every odd kind, with a SIREN each of its own. */
export const anyUnits: fc.Arbitrary<readonly LegalUnit[]> = fc
  .array(
    fc.record({
      category: fc.constantFrom(
        '9220',
        '9210',
        '9240',
        '9300',
        '9900',
        '8210',
        '5710',
        '5532',
        '5499',
        '7410',
        '1000',
        null,
      ),
      activities: fc.record({
        'naf-rev-2': fc.constantFrom('88.99B', '8899B', '94.20Z', '94.91Z', '84.30A', '45.2R', '00.00Z', null),
        'naf-2025': fc.constantFrom('88.99Y', '94.20Y', null),
      }),
      flag: fc.constantFrom<LegalUnit['flag']>('O', 'N', null),
      diffusion: fc.constantFrom<LegalUnit['diffusion']>('O', 'P'),
      createdOn: fc.constant(null),
      ceasedOn: fc.constantFrom(null, '2020-01-01'),
      vintage: fc.constant('2026-10-01'),
      memberships: fc.array(anyMembership, { maxLength: 4 }),
    }),
    { maxLength: 30 },
  )
  .map((units) => units.map((unit, index) => ({ ...unit, siren: String(100_000_000 + index) })))
