import { expect, test } from 'vitest'
import { contactKeyOf, isDisposable, mailboxOf, maskedContact } from './evidence-contact.ts'

test.each([
  ['lea.petit+vote@exemple.fr', 'lea.petit@exemple.fr'],
  ['LEA.Petit@Exemple.fr', 'lea.petit@exemple.fr'],
  ['lea.petit+a+b@gmail.com', 'leapetit@gmail.com'],
  ['leapetit@googlemail.com', 'leapetit@gmail.com'],
  ['+vote@exemple.fr', '+vote@exemple.fr'],
])('%s is read in the mailbox %s', (address, mailbox) => {
  expect(mailboxOf(address)).toBe(mailbox)
  const key = new Uint8Array(32)
  expect(contactKeyOf(key, 'email', address)).toEqual(contactKeyOf(key, 'email', mailbox))
})

test('a contact is counted without being told, poll by poll', () => {
  const one = contactKeyOf(new Uint8Array(32), 'email', 'lea@exemple.fr')
  expect(one).toHaveLength(32)
  expect(contactKeyOf(new Uint8Array(32).fill(1), 'email', 'lea@exemple.fr')).not.toEqual(one)
  expect(contactKeyOf(new Uint8Array(32), 'sms', 'lea@exemple.fr')).not.toEqual(one)
})

test.each([
  ['a@yopmail.com', true],
  ['a@x.yopmail.com', true],
  ['a@Mailinator.com', true],
  ['a@notyopmail.com', false],
  ['a@laposte.net', false],
])('%s is an address for ten minutes: %s', (address, isOne) => {
  expect(isDisposable(address)).toBe(isOne)
})

test('an address shown again is known by its owner alone', () => {
  expect(maskedContact('email', 'lea.petit@exemple.fr')).toBe('l…t@exemple.fr')
  expect(maskedContact('email', 'l@exemple.fr')).toBe('l…@exemple.fr')
  expect(maskedContact('sms', '+33612345678')).toBe('numéro qui finit par 78')
})
