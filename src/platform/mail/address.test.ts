import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readMailbox, sendableAddress } from './address.ts'

test('an accent after the @ travels in the letters mail servers know', () => {
  expect(sendableAddress('zoe@mairie-béthune.fr')).toBe('zoe@xn--mairie-bthune-ihb.fr')
  expect(sendableAddress('zoé@exemple.fr')).toBe('zoé@exemple.fr')
})

test.each([
  '',
  'zoe',
  'zoe@',
  '@exemple.fr',
  'zoe@exemple..fr',
  'zoe@-exemple.fr',
  'zoe@exemple.fr, autre@exemple.fr',
  'zoe@exemple.fr\r\nBcc: autre@exemple.fr',
  'Zoé <zoe@exemple.fr>',
  'zoe@exemple.fr>',
  '"zoe @exemple.fr',
  'zoe@[127.0.0.1]',
])('%j is not one address: nothing is sent to it', (text) => {
  expect(sendableAddress(text)).toBeUndefined()
})

test('whatever is typed, what goes to the server is one address on one line', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary' }), fc.emailAddress(), fc.stringMatching(/^.*@[^@]*$/s)),
      (text) => {
        const address = sendableAddress(text)
        expect(address === undefined || /^[^\s<>,;@]+@[a-z0-9.-]+$/iu.test(address)).toBe(true)
      },
    ),
  )
})

test('who signs may have a name', () => {
  expect(readMailbox('ESS du Pas-de-Calais <ess@exemple.fr>')).toEqual({
    name: 'ESS du Pas-de-Calais',
    address: 'ess@exemple.fr',
  })
  expect(readMailbox(' ess@exemple.fr ')).toEqual({ name: '', address: 'ess@exemple.fr' })
  expect(readMailbox('ESS <ess@exemple.fr> <autre@exemple.fr>')).toBeUndefined()
  expect(readMailbox('le service')).toBeUndefined()
})
