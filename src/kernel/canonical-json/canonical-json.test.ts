import { expect, test } from 'vitest'
import { canonicalJson, type Json } from './index.ts'

test.each<[string, Json, string]>([
  ['members stand in code-unit order', { b: 1, a: 2, é: 3, A: 4 }, '{"A":4,"a":2,"b":1,"é":3}'],
  ['no space is written', [1, { a: [true, null] }], '[1,{"a":[true,null]}]'],
  ['what is undefined is left out', { a: undefined, b: 1 }, '{"b":1}'],
  [
    'numbers are written as ECMAScript does',
    [1e21, 0.000001, 1e-7, 333333333.3333333, -0],
    '[1e+21,0.000001,1e-7,333333333.3333333,0]',
  ],
  ['only what must be is escaped', '€$\u000f\nA\'B"\\"/', '"€$\\u000f\\nA\'B\\"\\\\\\"/"'],
  [
    'members beyond the first plane sort by code unit',
    { '\ufb33': 1, '\ud83d\ude00': 2, '\u20ac': 3 },
    '{"€":3,"😀":2,"\ufb33":1}',
  ],
])('%s', (_, value, text) => {
  expect(canonicalJson(value)).toBe(text)
})

test('the same value always gives the same text', () => {
  expect(canonicalJson({ a: 1, b: { c: 2, d: 3 } })).toBe(canonicalJson({ b: { d: 3, c: 2 }, a: 1 }))
})

test('what JSON cannot say is refused', () => {
  expect(() => canonicalJson({ a: Number.NaN })).toThrow()
  expect(() => canonicalJson('\ud83d')).toThrow()
})
