import { expect, test } from 'vitest'
import { CodeField, groupCode, readCode } from '#ui/code-field'
import { EMPTY_FORM } from '#ui/form'

test('a code is read with or without what people put between its signs', () => {
  for (const text of ['123456', '123 456', ' 12-34-56 ', '123\u202f456', '１２３456'])
    expect(readCode(text)).toBe('123456')
  expect(readCode('ab3d-ef')).toBe('AB3DEF')
})

test('a code is shown in groups, and read back', () => {
  expect(groupCode('123456')).toBe('123\u202f456')
  expect(groupCode('ABCDEFGH', 4)).toBe('ABCD\u202fEFGH')
  expect(readCode(groupCode('1234567'))).toBe('1234567')
})

test('a phone offers the code it has just received, never the one of a card', () => {
  const mail = String(<CodeField name="code" label="Code" length={6} state={EMPTY_FORM} />)
  expect(mail).toContain('autocomplete="one-time-code"')
  expect(mail).toContain('inputmode="numeric"')
  const card = String(<CodeField name="code" label="Code" length={8} kind="card" state={EMPTY_FORM} />)
  expect(card).toContain('autocomplete="off"')
})
