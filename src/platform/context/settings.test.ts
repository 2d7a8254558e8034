import { expect, test } from 'vitest'
import { NO_SETTINGS, withFictitiousNumber, withoutFictitiousNumber } from './settings.ts'

test('a demonstration shows a number kept for fiction, says so, and a form never writes it', () => {
  const shown = withFictitiousNumber(NO_SETTINGS)
  expect(shown.contact.telephone).toMatch(/^03 53 01 \d\d \d\d$/)
  expect(shown.contact.hours).toContain('numéro fictif')
  expect(withoutFictitiousNumber(shown)).toEqual(NO_SETTINGS)
})

test('a number that a territory told is shown as it is, demonstration or not', () => {
  const told = { ...NO_SETTINGS, contact: { ...NO_SETTINGS.contact, telephone: '03 21 00 00 00', hours: 'le matin' } }
  expect(withFictitiousNumber(told)).toBe(told)
  expect(withoutFictitiousNumber(told)).toBe(told)
})
