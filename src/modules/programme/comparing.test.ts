import { expect, test } from 'vitest'
import { compareProgrammes } from './comparing.ts'
import { addAim, putAction, removeAim } from './editing.ts'
import type { Programme } from './model.ts'
import { actionNamed, aimNamed, SMALL } from './testing/programmes.ts'

function edited(result: ReturnType<typeof addAim>): Programme {
  if (!result.ok) throw new Error(result.refusal)
  return result.value
}

const told = (before: Programme, after: Programme) =>
  compareProgrammes(before, after).map(({ kind, slug }) => `${kind} ${slug}`)

test('the same programme has no change', () => {
  expect(compareProgrammes(SMALL, structuredClone(SMALL))).toEqual([])
})

test('what is new, what changed and what is gone are told, the last at the end', () => {
  const without = edited(removeAim(SMALL, 'vote'))
  const more = edited(addAim(without, aimNamed('federer', 'Fédérer'), 'promouvoir'))
  const service = actionNamed('aides', { lines: ['F-1'], indicators: SMALL_INDICATORS, service: 'Un autre service' })
  const after = edited(putAction(more, service, 'soutenir'))
  expect(told(SMALL, after)).toEqual(['added federer', 'changed aides', 'removed vote'])
  const parts = compareProgrammes(SMALL, after).find(({ slug }) => slug === 'aides')?.parts
  expect(parts).toEqual([{ label: 'Service', before: 'Mission ESS', after: 'Un autre service' }])
})

test('an action that only changes place is said to have moved', () => {
  const kept = actionNamed('aides', { lines: ['F-1'], indicators: SMALL_INDICATORS })
  const after = edited(putAction(SMALL, kept, 'connaitre'))
  const [change, ...others] = compareProgrammes(SMALL, after)
  expect([change?.kind, others]).toEqual(['moved', []])
  expect(change?.parts).toEqual([{ label: 'Rangée sous', before: 'Soutenir', after: 'Connaître' }])
})

test('the act that adopts it is a change of the document; what was not written is said so', () => {
  const after = { ...SMALL, adoption: { number: '2026-12', on: '2026-03-31' } }
  expect(compareProgrammes(SMALL, after)).toEqual([
    {
      ...{ kind: 'changed', slug: '', title: 'Le document' },
      parts: [{ label: 'Délibération', before: null, after: 'n°\u00a02026-12 du 31\u00a0mars 2026' }],
    },
  ])
})

test('a target that moves is told with its unit and its year', () => {
  const indicators = [{ ...SMALL_INDICATORS[0]!, target: { thousandths: 12_500, year: 2027 } }]
  const after = edited(putAction(SMALL, actionNamed('aides', { lines: ['F-1'], indicators }), 'soutenir'))
  expect(compareProgrammes(SMALL, after)[0]?.parts).toEqual([
    {
      label: 'Indicateurs',
      before: 'Structures aidées, cible : pas encore fixée',
      after: 'Structures aidées, cible : 12,5\u00a0structures en 2027',
    },
  ])
})

const SMALL_INDICATORS = SMALL.ambitions[0]!.orientations[1]!.actions[0]!.indicators
