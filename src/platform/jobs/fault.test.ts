import { expect, test } from 'vitest'
import { assert } from '#kernel/result'
import { describeFault } from './fault.ts'

test('a fault is said by its name, its code and its place, never by its words', () => {
  const error = Object.assign(new RangeError('jean.martin@example.org is too old'), {
    code: '23505',
    constraint: 'person_is_unique',
  })
  expect(describeFault(error)).toMatch(/^RangeError 23505 person_is_unique at .*fault\.test\.ts:\d+:\d+\)?$/)
})

test('a truth of the program that failed is said in full: its words are ours', () => {
  const failing = () => assert(false, 'a share needs a ballot')
  expect(describeFault(caught(failing))).toMatch(/^AssertionError « a share needs a ballot » at /)
})

test('causes are told, one after the other', () => {
  const error = new Error('Payment provider unreachable', {
    cause: Object.assign(new Error('10.0.0.1'), { code: 'ECONNREFUSED' }),
  })
  expect(describeFault(error)).toMatch(/^Error at .*, because of Error ECONNREFUSED at /)
})

test('a code that holds a sentence or an address is left out', () => {
  expect(describeFault(Object.assign(new Error(''), { code: 'jean@example.org', stack: '' }))).toBe('Error')
})

test('what is thrown without being an error is said so', () => {
  expect(describeFault('jean')).toBe('something thrown that is not an error')
})

function caught(run: () => void): unknown {
  try {
    run()
  } catch (error) {
    return error
  }
  return undefined
}
