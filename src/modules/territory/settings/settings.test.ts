import { expect, test } from 'vitest'
import { NO_SETTINGS } from '#platform/context'
import { decideSettings, FIELDS, fieldsOf, mergeFields, settledFields } from './index.ts'

const settings = { ...NO_SETTINGS, territoryName: 'Val d’Essai' }
const decide = (change: Readonly<Record<string, string>>, logo?: string) =>
  decideSettings(settings, { fields: { ...fieldsOf(settings), ...change }, logo })
const faults = (change: Readonly<Record<string, string>>, logo?: string) => {
  const decided = decide(change, logo)
  return decided.ok ? {} : decided.refusal
}

test('the form shows the settings and gives them back unchanged', () => {
  expect(decide({})).toEqual({ ok: true, value: settings })
})

test('every setting of the form can be changed', () => {
  const typed = {
    telephone: '03 21 00 00 00',
    niveau: 'partiellement',
    'audit-taux': '71,5',
    'audit-date': '2026-02-03',
    editeur: 'Nous',
    foyer: '12',
  }
  expect(decide(typed)).toMatchObject({
    ok: true,
    value: {
      contact: { telephone: '03 21 00 00 00' },
      accessibility: { level: 'partiellement', rate: 71.5 },
      legal: { publisher: 'Nous' },
      peoplePerAddress: 12,
    },
  })
})

test.each([
  ['territoire', ''],
  ['telephone', 'appelez-nous'],
  ['courriel', 'ess'],
  ['niveau', 'presque'],
  ['audit-date', '2026-02-30'],
  ['audit-taux', '120'],
  ['foyer', ''],
  ['foyer', '2,5'],
  ['foyer', '0'],
  ['dpd', 'x'.repeat(401)],
])('%s « %s » is refused beside its field', (name, value) => {
  expect(Object.keys(faults({ [name]: value }))).toEqual([name])
})

test('a colour that does not show is refused with the ratio and one that does', () => {
  const told = faults({ couleurs: 'propres', 'jour-opale': '#5aa9a8' })
  expect(told['jour-opale']).toMatch(/contraste \d,\d+ au lieu de 7.*convient : #[0-9a-f]{6}/)
  const proposed = /convient : (#[0-9a-f]{6})/.exec(told['jour-opale']!)![1]!
  expect(faults({ couleurs: 'propres', 'jour-opale': proposed })).toEqual({})
})

test('colours are not looked at when the house’s are kept', () => {
  expect(decide({ couleurs: 'maison', 'jour-opale': '#ffffff' })).toMatchObject({ ok: true, value: { accents: null } })
})

test('a logo with a script is refused, and a logo can be taken away', () => {
  expect(faults({}, '<svg><script/></svg>').logo).toContain('script')
  const logo = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'
  expect(decide({}, logo)).toMatchObject({ ok: true, value: { logo } })
  const withLogo = { ...settings, logo }
  const gone = decideSettings(withLogo, { fields: { ...fieldsOf(withLogo), 'logo-retirer': 'oui' }, logo: undefined })
  expect(gone).toMatchObject({ ok: true, value: { logo: null } })
})

test('what two people change apart is kept from both; what both change is put to the reader', () => {
  const base = fieldsOf(settings)
  const mine = { ...base, telephone: '03 21 00 00 01', editeur: 'Moi' }
  const theirs = { ...base, telephone: '03 21 00 00 02', dpd: 'Elle' }
  const merged = mergeFields(base, mine, theirs)
  expect(merged.disputed).toEqual(['telephone'])
  expect(merged.fields).toMatchObject({ telephone: '03 21 00 00 01', editeur: 'Moi', dpd: 'Elle' })
  expect(settledFields({ ...merged.fields, 'garder-telephone': 'le-leur' }, theirs).telephone).toBe('03 21 00 00 02')
  expect(mergeFields(undefined, mine, theirs).disputed).toEqual(['telephone', 'editeur', 'dpd'])
})

test('each field has its place, once', () => {
  expect(new Set(FIELDS.map(({ path }) => path)).size).toBe(FIELDS.length)
})
