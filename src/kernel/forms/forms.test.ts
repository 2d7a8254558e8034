import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { writtenLine } from './budget.ts'
import { faultsOfDefinition } from './definition.ts'
import { BUDGET, field, form, MONEY, section, TEXT, YES_NO } from './forms.testing.ts'
import { ibanFaultOf } from './iban.ts'
import type { Answers, FieldKind, FormSection } from './model.ts'
import { readAnswer } from './read.ts'
import { reviewForm } from './review.ts'
import { sentenceOfAnswer } from './sentences.ts'
import { changesBetween, rebase } from './versions.ts'

const one = (written: Record<string, readonly string[]>): Answers => ({ s: [{ key: '1', written }] })
const read = (kind: FieldKind, ...written: readonly string[]) => readAnswer(field('q', kind), written)

describe('an answer', () => {
  test('an empty one is no answer, and is missing where one was needed', () => {
    expect(readAnswer(field('q', TEXT), ['  '])).toEqual({ ok: true, value: undefined })
    expect(readAnswer(field('q', TEXT, { isRequired: true }), [])).toMatchObject({ refusal: { kind: 'missing' } })
  })

  test('length is counted as a reader counts: a family of four is one sign', () => {
    expect(read({ kind: 'text', most: 3 }, '👨‍👩‍👧‍👦é!').ok).toBe(true)
    expect(read({ kind: 'text', most: 3 }, 'abcd')).toMatchObject({ refusal: { kind: 'too-long', limit: 3 } })
  })

  test('an amount is read as French people write it, and held within its limits', () => {
    expect(read(MONEY, '15 000,00 €')).toMatchObject({ value: { cents: 1_500_000n } })
    expect(read(MONEY, '15000,01')).toMatchObject({ refusal: { kind: 'out-of-limits' } })
    expect(read(MONEY, '1.250')).toMatchObject({ refusal: { kind: 'amount-unreadable', fault: 'ambiguous-thousands' } })
  })

  test('a day must be in the calendar', () => {
    const day: FieldKind = { kind: 'date', earliest: '2026-01-01', latest: null }
    expect(read(day, '2028-02-29').ok).toBe(true)
    for (const text of ['2026-02-29', '2026-2-3', '2026-13-01']) {
      expect(read(day, text)).toMatchObject({ refusal: { kind: 'day-unreadable' } })
    }
    expect(read(day, '2025-12-31')).toMatchObject({ refusal: { kind: 'out-of-limits' } })
  })

  test('only what the list offers can be chosen, in the order of the list', () => {
    const many: FieldKind = {
      kind: 'choices',
      most: 2,
      choices: ['a', 'b', 'c'].map((code) => ({ code, label: code })),
    }
    expect(read(many, 'c', 'a')).toMatchObject({ value: { codes: ['a', 'c'] } })
    expect(read(many, 'd')).toMatchObject({ refusal: { kind: 'not-offered' } })
    expect(read(many, 'a', 'b', 'c')).toMatchObject({ refusal: { kind: 'too-many', limit: 2 } })
  })

  test('one changed digit of an IBAN is always seen', () => {
    expect(ibanFaultOf('FR76 3000 6000 0112 3456 7890 189')).toBeUndefined()
    const iban = 'FR7630006000011234567890189'
    fc.assert(
      fc.property(fc.integer({ min: 2, max: iban.length - 1 }), fc.integer({ min: 1, max: 9 }), (at, by) => {
        const digit = (Number(iban[at]) + by) % 10
        expect(ibanFaultOf(`${iban.slice(0, at)}${digit}${iban.slice(at + 1)}`)).toBe('iban-wrong-key')
      }),
    )
    expect(ibanFaultOf('FR763000600001123456789018')).toBe('iban-wrong-length')
  })

  test('a budget balances to the cent, and the sentence says by how much it does not', () => {
    const budget = field('q', BUDGET)
    const lines = [writtenLine('d', '60', '800,10'), writtenLine('d', '64', '200'), writtenLine('r', '74', '1 000,10')]
    expect(readAnswer(budget, lines)).toMatchObject({ value: { budget: { total: 100_010n } } })
    const off = readAnswer(budget, [...lines, writtenLine('r', '70', '0,02')])
    expect(off).toMatchObject({ refusal: { kind: 'budget-unbalanced' } })
    expect(off.ok ? '' : sentenceOfAnswer(budget, off.refusal)).toContain('Les recettes dépassent les dépenses de 0,02')
  })
})

describe('conditions', () => {
  const asked = form(
    section('s', [field('aide', YES_NO), field('montant', MONEY, { isRequired: true, when: onYes('aide') })]),
  )

  test('what is not asked is not missing, and what was written there once counts for nothing', () => {
    expect(reviewForm(asked, one({ aide: ['non'] })).isComplete).toBe(true)
    expect(reviewForm(asked, one({ aide: ['oui'] })).isComplete).toBe(false)
    const kept = reviewForm(asked, one({ aide: ['non'], montant: ['illisible'] }))
    expect(kept.isComplete).toBe(true)
    expect(kept.sections[0]?.entries[0]?.questions.map((question) => question.field.id)).toEqual(['aide'])
  })

  test('a question of a repeated page follows the answers of its own entry', () => {
    const repeated = form(
      section('s', [field('aide', YES_NO), field('qui', TEXT, { isRequired: true, when: onYes('aide') })], {
        repeats: { noun: 'partenaire', minimum: 1, maximum: 3 },
      }),
    )
    const answers = { s: [entry('1', { aide: ['oui'], qui: ['La ville'] }), entry('2', { aide: ['non'] })] }
    expect(reviewForm(repeated, answers).isComplete).toBe(true)
    expect(reviewForm(repeated, { s: [entry('1', { aide: ['oui'] })] }).isComplete).toBe(false)
    const tooMany = { s: ['1', '2', '3', '4'].map((key) => entry(key, { aide: ['non'] })) }
    expect(reviewForm(repeated, tooMany).sections[0]?.fault).toBe('too-many-entries')
  })

  test('a page that repeats shows as many entries as it needs, each with a key of its own', () => {
    const repeated = form(section('s', [field('nom', TEXT)], { repeats: { noun: 'action', minimum: 3, maximum: 5 } }))
    const shown = reviewForm(repeated, { s: [entry('2', { nom: ['Un'] })] }).sections[0]!.entries
    expect(new Set(shown.map(({ key }) => key)).size).toBe(3)
  })

  test('a condition looks back, at what is asked once, and at answers that exist', () => {
    const faults = (...sections: FormSection[]) => faultsOfDefinition(form(...sections)).map(({ fault }) => fault)
    expect(faultsOfDefinition(asked)).toEqual([])
    expect(faults(section('s', [field('b', TEXT, { when: onYes('a') }), field('a', YES_NO)]))).toEqual([
      'condition-on-later',
    ])
    expect(faults(section('s', [field('b', TEXT, { when: onYes('x') })]))).toEqual(['condition-on-unknown'])
    expect(
      faults(
        section('s', [field('a', YES_NO), field('b', TEXT, { when: { is: 'one-of', field: 'a', codes: ['x'] } })]),
      ),
    ).toEqual(['condition-on-unknown-choice'])
    const repeated = section('r', [field('a', YES_NO)], { repeats: { noun: 'action', minimum: 0, maximum: 2 } })
    expect(faults(repeated, section('s', [field('b', TEXT, { when: onYes('a') })]))).toEqual(['condition-on-repeated'])
  })

  test('identifiers are never shared', () => {
    expect(faultsOfDefinition(form(section('s', [field('a', TEXT), field('a', TEXT)])))).toEqual([
      { at: 'a', fault: 'id-twice' },
    ])
  })
})

describe('versions', () => {
  const first = form(section('s', [field('nom', TEXT), field('aide', YES_NO)]), section('t', [field('ville', TEXT)]))

  test('each change is told to who has begun', () => {
    const next = form(
      section('s', [field('nom', TEXT, { isRequired: true, label: 'Nom du projet' }), field('ville', MONEY)]),
      section('t', [field('neuf', TEXT)]),
    )
    expect(changesBetween(first, next)).toEqual([
      { kind: 'reworded', at: 'nom', label: 'Nom du projet', before: 'Question nom ?' },
      { kind: 'required-now', at: 'nom', label: 'Nom du projet' },
      { kind: 'another-kind', at: 'ville', label: 'Question ville ?' },
      { kind: 'asked-now', at: 'neuf', label: 'Question neuf ?' },
      { kind: 'asked-no-more', at: 'aide', label: 'Question aide ?' },
    ])
    expect(changesBetween(first, first)).toEqual([])
  })

  test('a question that moves to another page takes its answer along', () => {
    const next = form(section('s', [field('nom', TEXT)]), section('t', [field('ville', TEXT), field('aide', YES_NO)]))
    const answers = { s: [entry('1', { nom: ['Serre'], aide: ['oui'] })], t: [entry('1', { ville: ['Lens'] })] }
    const moved = rebase(first, next, answers)
    expect(moved.t?.[0]?.written).toEqual({ ville: ['Lens'], aide: ['oui'] })
    expect(moved.s).toEqual(answers.s)
  })

  test('whatever the two versions, every text that was written is still there', () => {
    const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1 })
    const version = fc.tuple(ids, fc.nat(5)).map(([all, cut]) => {
      const [left, right] = [all.slice(0, cut), all.slice(cut)]
      return form(
        section(
          's',
          left.map((id) => field(id, TEXT)),
        ),
        section(
          't',
          right.map((id) => field(id, TEXT)),
        ),
      )
    })
    const entries = fc
      .dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.array(fc.string(), { maxLength: 2 }))
      .map((written) => [entry('1', written)])
    fc.assert(
      fc.property(version, version, fc.record({ s: entries, t: entries }), (before, after, answers) => {
        const kept = rebase(before, after, answers)
        for (const id of ['s', 't'] as const) {
          expect(kept[id]?.[0]?.written).toMatchObject(answers[id][0]!.written)
        }
      }),
    )
  })
})

function onYes(id: string) {
  return { is: 'one-of', field: id, codes: ['oui'] } as const
}

function entry(key: string, written: Record<string, readonly string[]>) {
  return { key, written }
}
