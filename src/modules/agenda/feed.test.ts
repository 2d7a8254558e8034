import fc from 'fast-check'
import ICAL from 'ical.js'
import nodeIcal, { type VEvent } from 'node-ical'
import { expect, test } from 'vitest'
import { instantsOf } from '#kernel/calendar'
import { calendarOf } from './feed.ts'
import type { AgendaEvent } from './model.ts'
import { anEvent } from './testing/events.ts'

const SITE = { name: 'Agenda du territoire', url: 'https://territoire.example' }

function readByIcalJs(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text))
  ICAL.TimezoneService.reset()
  const zone = calendar.getFirstSubcomponent('vtimezone')
  if (zone) ICAL.TimezoneService.register(new ICAL.Timezone(zone))
  return calendar.getAllSubcomponents('vevent').map((each) => new ICAL.Event(each))
}

test('two other readers find the title, the place, the hours and the state', () => {
  const event = anEvent({
    title: 'Comptoir, à Étaples ; 100 % « utile »\\',
    description: 'Deux\n\nparagraphes',
    state: 'cancelled',
    sequence: 3,
  })
  const text = calendarOf([event], SITE)
  const [read] = readByIcalJs(text)
  expect(read?.summary).toBe('Annulé : Comptoir, à Étaples ; 100 % « utile »\\')
  expect(read?.sequence).toBe(3)
  expect(read?.component.getFirstPropertyValue('status')).toBe('CANCELLED')
  expect(read?.description).toContain('Deux\n\nparagraphes')

  const other = Object.values(nodeIcal.sync.parseICS(text)).find((each) => each?.type === 'VEVENT') as VEvent
  expect([other.summary, other.status, other.location]).toEqual([
    read?.summary,
    'CANCELLED',
    'Salle des fêtes, 3 rue du Port, Étaples',
  ])
  expect(other.start.getTime()).toBe(event.startsAt.getTime())
})

test.each([
  ['the evening before spring skips an hour', '2026-03-28', '22:00'],
  ['the minute before it', '2026-03-29', '01:59'],
  ['the hour after it', '2026-03-29', '03:00'],
  ['the noon after it', '2026-03-29', '12:00'],
  ['the evening before autumn repeats an hour', '2026-10-24', '22:00'],
  ['the noon after it', '2026-10-25', '12:00'],
  ['a summer of another century', '2099-07-14', '10:00'],
])('%s, another reader finds the same instant', (_name, day, time) => {
  const [startsAt] = instantsOf({ day, time })
  const text = calendarOf([anEvent({ startsAt: startsAt!, endsAt: new Date(startsAt!.getTime() + 3_600_000) })], SITE)
  const [read] = readByIcalJs(text)
  expect(read?.startDate.toJSDate().toISOString()).toBe(startsAt!.toISOString())
  expect(text).toContain(`DTSTART;TZID=Europe/Paris:${day.replaceAll('-', '')}T${time.replace(':', '')}00`)
})

test.each([
  // 2 h 30 comes twice that night: the first is in summer time.
  ['the first of the two', '2026-10-25T00:30:00Z', '2026-10-25T00:30:00Z'],
  ['the night itself, from one side of the change to the other', '2026-10-24T22:30:00Z', '2026-10-25T02:30:00Z'],
  ['the night that has no 2 h 30', '2026-03-28T23:30:00Z', '2026-03-29T03:30:00Z'],
])('%s: two other readers find its beginning and its end', (_words, start, end) => {
  const startsAt = new Date(start)
  const endsAt = start === end ? new Date(Date.parse(end) + 4 * 3_600_000) : new Date(end)
  const text = calendarOf([anEvent({ startsAt, endsAt })], SITE)
  const [read] = readByIcalJs(text)
  expect([read?.startDate.toJSDate(), read?.endDate.toJSDate()]).toEqual([startsAt, endsAt])
  const other = Object.values(nodeIcal.sync.parseICS(text)).find((each) => each?.type === 'VEVENT') as VEvent
  expect([other.start.getTime(), other.end?.getTime()]).toEqual([startsAt.getTime(), endsAt.getTime()])
})

test('no line is longer than 75 bytes, whatever is written, and what is written is read again', () => {
  const words = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 300 })
    .filter((text) => text.trim() !== '' && !/\p{Cc}|\p{Cs}/u.test(text))
  fc.assert(
    fc.property(words, (title) => {
      const text = calendarOf([anEvent({ title })], SITE)
      const lengths = text.split('\r\n').map((line) => new TextEncoder().encode(line).length)
      expect(Math.max(...lengths)).toBeLessThanOrEqual(75)
      expect(readByIcalJs(text)[0]?.summary).toBe(title)
    }),
    { numRuns: 150 },
  )
})

test('the same events give the same bytes: a calendar that asks again learns that nothing changed', () => {
  const events: readonly AgendaEvent[] = [anEvent({}), anEvent({ id: '0198-other' })]
  expect(calendarOf(events, SITE)).toBe(calendarOf(events, SITE))
})

test('an identifier stays the same when everything else of an event changes', () => {
  const uid = (event: AgendaEvent) => /UID:(.*)/.exec(calendarOf([event], SITE))?.[1]
  expect(uid(anEvent({ title: 'Autre', sequence: 9, state: 'cancelled' }))).toBe(uid(anEvent({})))
})

test('the moments of a revision are in universal time, as readers compare them (RFC 5545, 3.8.7.2)', () => {
  const text = calendarOf([anEvent({ changedAt: new Date('2026-07-01T09:00:00Z') })], SITE)
  expect(text).toContain('\r\nDTSTAMP:20260701T090000Z\r\n')
  expect(text).toContain('\r\nLAST-MODIFIED:20260701T090000Z\r\n')
})

test('whoever writes « BEGIN:VEVENT » in a description, wherever the line folds, adds no event and breaks none', () => {
  for (let before = 0; before < 80; before++) {
    const description = `${'x'.repeat(before)} BEGIN:VEVENT${' et la suite'.repeat(8)}`
    const text = calendarOf([anEvent({ description }), anEvent({ id: 'b', title: 'Deux' })], SITE)
    expect(readByIcalJs(text).map(({ summary }) => summary)).toEqual(['Comptoir à initiatives', 'Deux'])
  }
})
