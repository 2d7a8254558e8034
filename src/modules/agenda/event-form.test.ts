import { expect, test } from 'vitest'
import { decideEvent } from './event-form.ts'

const UNDERSTOOD = { day: '2026-03-12', lastDay: undefined, closingDay: undefined, communeCode: null }
const FIELDS = { genre: 'comptoir', titre: 'Comptoir', debut: '10h', fin: '11h' }

test('a title made of signs nobody sees is no title', () => {
  for (const titre of ['\u200b', '\u200b \ufeff', '\u00ad\u2060', '\u0007']) {
    expect(decideEvent({ ...FIELDS, titre }, UNDERSTOOD)).toEqual({ ok: false, refusal: { titre: 'title-missing' } })
  }
})

test('a session needs a title that can be read', () => {
  const read = decideEvent({ ...FIELDS, seances: '10h-11h | \u200b' }, UNDERSTOOD)
  expect(read).toEqual({ ok: false, refusal: { seances: 'sessions-unreadable' } })
})

test('signs that no keyboard types are taken out of a description, its lines and its emoji stay', () => {
  const read = decideEvent({ ...FIELDS, description: 'Un\u0007\u000b jardin\r\n👩\u200d🌾 partagé' }, UNDERSTOOD)
  expect(read.ok && read.value.description).toBe('Un jardin\n👩\u200d🌾 partagé')
})
