import fc from 'fast-check'
import { expect, test } from 'vitest'
import { faultsOfDefinition } from './definition.ts'
import { editForm, type FormEdit, newField } from './editing.ts'
import { BUDGET, field, form, MONEY, section, TEXT, YES_NO } from './forms.testing.ts'
import type { FieldKind, FormDefinition } from './model.ts'
import { definitionFrom, definitionText } from './writing.ts'

const START = form(section('s1', [field('a', TEXT), field('b', YES_NO)]), section('s2', [field('c', MONEY)]))

function edited(...edits: readonly FormEdit[]): FormDefinition {
  return edits.reduce((definition, edit) => {
    const result = editForm(definition, edit)
    expect(result).toMatchObject({ ok: true })
    return result.ok ? result.value : definition
  }, START)
}

const places = ({ sections }: FormDefinition) =>
  sections.map(({ id, fields }) => `${id}:${fields.map((each) => each.id).join('')}`).join(' ')

test('a question moves within its page, then to the next one', () => {
  expect(places(edited({ edit: 'move-field', id: 'a', by: 1 }))).toBe('s1:ba s2:c')
  expect(places(edited({ edit: 'move-field', id: 'b', by: 1 }))).toBe('s1:a s2:bc')
  expect(places(edited({ edit: 'move-field', id: 'c', by: -1 }))).toBe('s1:abc s2:')
  expect(editForm(START, { edit: 'move-field', id: 'a', by: -1 })).toEqual({
    ok: false,
    refusal: 'form-part-at-the-end',
  })
})

test('pages are added, reworded, moved and taken away', () => {
  const built = edited(
    { edit: 'add-section', id: 's3', title: 'Votre budget' },
    { edit: 'add-field', sectionId: 's3', field: field('d', BUDGET) },
    { edit: 'move-section', id: 's3', by: -1 },
    {
      edit: 'change-section',
      id: 's3',
      parts: { intro: 'En euros.', repeats: { noun: 'action', minimum: 1, maximum: 3 } },
    },
    { edit: 'remove-section', id: 's2' },
  )
  expect(places(built)).toBe('s1:ab s3:d')
  expect(built.sections[1]).toMatchObject({ intro: 'En euros.', repeats: { noun: 'action' } })
  const once = editForm(built, { edit: 'change-section', id: 's3', parts: { repeats: undefined as never } })
  expect(once.ok && 'repeats' in once.value.sections[1]!).toBe(false)
})

test('what is not there, or there already, is said', () => {
  const refused = (edit: FormEdit) => editForm(START, edit)
  expect(refused({ edit: 'remove-field', id: 'z' })).toMatchObject({ refusal: 'form-part-unknown' })
  expect(refused({ edit: 'move-section', id: 'z', by: 1 })).toMatchObject({ refusal: 'form-part-unknown' })
  expect(refused({ edit: 'add-section', id: 'a', title: '' })).toMatchObject({ refusal: 'form-part-twice' })
  expect(refused({ edit: 'add-field', sectionId: 's2', field: field('a', TEXT) })).toMatchObject({
    refusal: 'form-part-twice',
  })
})

test('moving never loses nor doubles a question, whatever is moved', () => {
  const move = fc.record({
    edit: fc.constant('move-field' as const),
    id: fc.constantFrom('a', 'b', 'c'),
    by: fc.constantFrom(-1 as const, 1 as const),
  })
  fc.assert(
    fc.property(fc.array(move, { maxLength: 30 }), (moves) => {
      let definition: FormDefinition = START
      for (const each of moves) {
        const result = editForm(definition, each)
        if (result.ok) definition = result.value
      }
      const ids = definition.sections.flatMap(({ fields }) => fields.map(({ id }) => id))
      expect(ids.toSorted()).toEqual(['a', 'b', 'c'])
    }),
  )
})

test('a form that was stored is read as it was, amounts to the cent, and is written one way', () => {
  const KINDS: readonly FieldKind['kind'][] = ['text', 'money', 'budget', 'files', 'attestation', 'number', 'date']
  const whole = form(
    section('s', [...KINDS.map((kind) => newField(kind, kind)), field('m', MONEY, { isRequired: true })]),
  )
  expect(definitionFrom(definitionText(whole))).toEqual(whole)
  expect(definitionText(definitionFrom(definitionText(whole)))).toBe(definitionText(whole))
})

test('a question that was only begun forbids to put the form live, and says why', () => {
  const begun = edited({ edit: 'add-field', sectionId: 's2', field: newField('d', 'choice') })
  expect(faultsOfDefinition(begun)).toEqual([
    { at: 'd', fault: 'label-missing' },
    { at: 'd', fault: 'choices-missing' },
  ])
})
