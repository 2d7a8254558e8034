import fc from 'fast-check'
import { expect, test } from 'vitest'
import { perMilleOf } from './model.ts'
import { indicatorNamed, SMALL } from './testing/programmes.ts'
import { readAction, readAim, readHead, readIndicator, readThousandths, sentencesOf } from './typed.ts'
import { readStep, readValue } from './typed-follow.ts'
import { writtenThousandths } from './words.ts'

const ACTION = {
  titre: 'Aider',
  texte: 'Des aides.',
  source: 'Le Pacte',
  service: 'Mission ESS',
  article: 'CGCT, article L3211-1',
  competence: 'solidarités',
}
const NEW = { slug: 'aider', indicators: [] }

function faultsOf(result: { readonly ok: boolean; readonly refusal?: unknown }): unknown {
  return result.ok ? 'none' : result.refusal
}

test('a number is read as French people write it, to three decimals', () => {
  for (const [typed, read] of [
    ['1 250', 1_250_000],
    ['1\u202f250,5', 1_250_500],
    ['12.25', 12_250],
    ['-3', -3000],
    ['-0', 0],
    ['1,2345', undefined],
    ['12e3', undefined],
    ['', undefined],
  ] as const) {
    expect([typed, readThousandths(typed)]).toEqual([typed, read])
  }
})

test('a number that was written is read back, the same', () => {
  fc.assert(
    fc.property(fc.integer({ min: -999_999_999, max: 999_999_999 }), (thousandths) => {
      expect(readThousandths(writtenThousandths(thousandths).replace('\u2212', '-'))).toBe(thousandths)
    }),
  )
})

test('an action without its legal basis, its service or its source is not read', () => {
  const { article: _article, service: _service, source: _source, ...bare } = ACTION
  expect(faultsOf(readAction(bare, NEW))).toEqual({ article: 'missing', service: 'missing', source: 'missing' })
})

test('partners, lines, goals and places are lists, each once', () => {
  const lists = {
    partenaires: 'La Cress ; 123 456 789\nUn collectif',
    lignes: 'F-1\n\nF-1\nF-2',
    odd: '17, 8 8',
    lieux: '62041',
  }
  const read = readAction({ ...ACTION, ...lists }, NEW)
  expect(read.ok && read.value).toMatchObject({
    partners: [
      { name: 'La Cress', siren: '123456789' },
      { name: 'Un collectif', siren: null },
    ],
    ...{ lines: ['F-1', 'F-2'], goals: [8, 17], places: ['62041'] },
  })
})

test('each field that cannot be read says what to write, in a sentence', () => {
  const wrong = {
    partenaires: 'X ; 12',
    lignes: 'une ligne',
    odd: '18',
    lieux: 'Arras',
    debut: '2026-02-30',
    adresse: 'ici',
  }
  const faults = readAction({ ...ACTION, ...wrong }, NEW)
  expect(faultsOf(faults)).toEqual({
    ...{ partenaires: 'siren-unreadable', lignes: 'line-unreadable', odd: 'goal-unreadable' },
    ...{ lieux: 'place-unreadable', debut: 'day-unreadable', adresse: 'address-unreadable' },
  })
  if (faults.ok) throw new Error('it was read')
  for (const sentence of Object.values(sentencesOf(faults.refusal))) expect(sentence).toMatch(/^\p{Lu}.*\.$/u)
})

test('days and years go forward, and halves are not kept', () => {
  expect(faultsOf(readAction({ ...ACTION, debut: '2026-05-02', fin: '2026-05-01' }, NEW))).toEqual({
    fin: 'days-reversed',
  })
  const head = { titre: 'Pacte', premiere: '2027', derniere: '2022', source: 'RTES', 'delib-numero': '12' }
  expect(faultsOf(readHead(head, SMALL))).toEqual({ derniere: 'years-reversed', 'delib-numero': 'half-filled' })
  const half = { titre: 'Structures', unite: 'structures', cible: '12' }
  expect(faultsOf(readIndicator(half, 'structures'))).toEqual({ cible: 'half-filled' })
})

test('a source is a page of the web, and nothing that runs', () => {
  const aim = { titre: 'Promouvoir', source: 'RTES' }
  expect(faultsOf(readAim({ ...aim, adresse: 'javascript:alert(1)' }, 'x'))).toEqual({ adresse: 'address-unreadable' })
  expect(readAim({ ...aim, adresse: 'https://rtes.fr/node/5257' }, 'x').ok).toBe(true)
})

test('a text that is too long is told so, with what fits', () => {
  expect(faultsOf(readAim({ titre: 'x'.repeat(3001), source: 'RTES' }, 'x'))).toEqual({ titre: 'too-long' })
  const step = { etat: 'running', 'etape-jour': '2026-03-31', 'etape-texte': 'x'.repeat(501) }
  expect(faultsOf(readStep(step, 'aides'))).toEqual({ 'etape-texte': 'words-too-long' })
})

test('a value says how it was got, from where, on a day that exists', () => {
  const typed = {
    indicateur: 'structures',
    jour: '2026-03-31',
    valeur: '20',
    nature: 'computed',
    source: 'Nos dossiers',
  }
  expect(readValue(typed, 'aides')).toMatchObject({ ok: true, value: { thousandths: 20_000, nature: 'computed' } })
  expect(faultsOf(readValue({}, 'aides'))).toEqual({
    ...{ jour: 'day-unreadable', valeur: 'number-unreadable', nature: 'missing', source: 'missing' },
  })
})

test('the way from the baseline to the target is measured whichever way it goes', () => {
  const to = (baseline: number, target: number) => ({
    ...indicatorNamed('x', 'X'),
    baseline: { thousandths: baseline, year: 2024 },
    target: { thousandths: target, year: 2027 },
  })
  expect(perMilleOf(to(10_000, 30_000), 20_000)).toBe(500)
  expect(perMilleOf(to(30_000, 10_000), 25_000)).toBe(250)
  expect(perMilleOf(to(10_000, 30_000), 5_000)).toBe(-250)
  expect(perMilleOf(to(10_000, 10_000), 5_000)).toBeUndefined()
})
