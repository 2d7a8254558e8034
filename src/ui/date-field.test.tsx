import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DATE_SENTENCES, DateField, dateValues, readDate, readDateField } from '#ui/date-field'

const LIMITS = { earliest: '1900-01-01', latest: '2026-11-23' }

describe('a day in three boxes is read, or refused', () => {
  const cases: readonly [string, string, string, string][] = [
    ['7', '3', '2012', '2012-03-07'],
    ['07', '03', '2012', '2012-03-07'],
    [' 29 ', '2', '2024', '2024-02-29'],
    ['1', 'mars', '1987', '1987-03-01'],
    ['1', 'Févr.', '1987', '1987-02-01'],
    ['15', 'août', '2000', '2000-08-15'],
    ['', '', '', 'missing'],
    ['', '3', '2012', 'day-missing'],
    ['7', '', '2012', 'month-missing'],
    ['7', '3', '', 'year-missing'],
    ['sept', '3', '2012', 'unreadable'],
    ['7', 'jui', '2012', 'unreadable'],
    ['7', '3', '12', 'year-too-short'],
    ['30', '2', '2012', 'no-such-day'],
    ['29', '2', '1900', 'no-such-day'],
    ['0', '3', '2012', 'no-such-day'],
    ['7', '13', '2012', 'no-such-day'],
    ['31', '12', '1899', 'too-early'],
    ['24', '11', '2026', 'too-late'],
  ]
  test.each(cases)('« %s » « %s » « %s »', (day, month, year, expected) => {
    const read = readDate({ day, month, year }, LIMITS)
    expect(read.ok ? read.value : read.refusal).toBe(expected)
    if (!read.ok) expect(DATE_SENTENCES[read.refusal]).toMatch(/\.$/)
  })
})

test('every day of the calendar is read back as it was shown', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('1900-01-01'), max: new Date('2399-12-31'), noInvalidDate: true }), (date) => {
      const day = date.toISOString().slice(0, 10)
      expect(readDateField(dateValues('naissance', day), 'naissance')).toEqual({ ok: true, value: day })
    }),
  )
})

test('each box has its name, its digits and what was written in it; the error is told once, for the three', () => {
  const state = { values: { 'naissance-jour': '30' }, errors: { naissance: DATE_SENTENCES['no-such-day'] } }
  const html = String(<DateField name="naissance" label="Date de naissance" birth state={state} />)
  expect(html.match(/inputmode="numeric"/g)).toHaveLength(3)
  expect(html).toMatch(/<label for="champ-naissance-jour">Jour<\/label><input[^>]*value="30"[^>]*bday-day/)
  expect(html.match(/class="field-error"/g)).toHaveLength(1)
  expect(html).toContain('<fieldset class="form-field form-field-date" id="champ-naissance"')
})
