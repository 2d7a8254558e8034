import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PRESET_NAMES } from '#kernel/tally'
import { addressOf, FIELD_NAMES, fieldsIn, requestOf } from './address.ts'

const read = (query: string) => fieldsIn(new URLSearchParams(query))

test('the address holds the rule, and gives it back', () => {
  const fields = { regle: 'equal-shares', reglage: 'wieliczka-2023', complement: 'add1' }
  const address = addressOf('/outils/depouillement', fields, 'wieliczka-2023')
  expect(address).toBe(
    '/outils/depouillement?regle=equal-shares&reglage=wieliczka-2023&complement=add1&scrutin=wieliczka-2023',
  )
  expect(read(address.split('?')[1]!)).toEqual(fields)
})

test('what an address cannot mean is left aside', () => {
  expect(read('regle=hasard&reglage=&seuil=-1&utilite=cost&autre=1')).toEqual({ utilite: 'cost' })
  expect(read('seuil=1e9')).toEqual({})
})

test('every preset of the kernel has an address', () => {
  for (const name of PRESET_NAMES) expect(read(`reglage=${name}`)).toEqual({ reglage: name })
})

test('a form without any choice is the bare address', () => {
  expect(addressOf('/outils/depouillement', {}, undefined)).toBe('/outils/depouillement')
})

test('the words of the form become those of the kernel', () => {
  expect(requestOf(read('regle=greedy&ordre=total&trop-cher=stop&seuil=12&egalites=id'))).toEqual({
    kind: 'greedy',
    preset: undefined,
    completion: undefined,
    utility: undefined,
    by: 'total',
    whenTooDear: 'stop',
    ties: 'id',
    threshold: 12,
  })
})

test('whatever the address holds, reading it twice changes nothing', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...FIELD_NAMES, 'autre'), fc.string({ maxLength: 20 })), (query) => {
      const fields = fieldsIn(new URLSearchParams(query))
      expect(fieldsIn(new URLSearchParams(fields))).toEqual(fields)
    }),
  )
})
