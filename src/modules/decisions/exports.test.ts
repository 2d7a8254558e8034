import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { assert } from '#kernel/result'
import { deliberationsCsv, deliberationsOf, type Exported } from './exports.ts'
import type { Decision, DecisionEvent, Step } from './model.ts'
import { SUBJECTS } from './sentences.ts'
import { type SettingName, settingsFrom } from './settings.ts'
import { faultsOf, type TableSchema } from './testing/table-schema.ts'

const DATA = new URL('../../../data/', import.meta.url)
const FILE = 'schemas/scdl-deliberations-2.1.5.json'
const BYTES = readFileSync(new URL(FILE, DATA))
const SCHEMA = JSON.parse(BYTES.toString()) as TableSchema

const setting = (name: SettingName, value: string) => ({ name, value, source: 'Essai', isVerified: true })
const SETTINGS = settingsFrom([
  setting('authority-name', 'Territoire d’essai'),
  setting('authority-siret', '99900000900012'),
  setting('prefecture-id', 'PREF062'),
])

const event = (kind: Step, happenedOn: string, more: Partial<DecisionEvent> = {}): DecisionEvent => {
  return { kind, happenedOn, number: null, receipt: null, votes: null, ...more }
}
const ACT = event('deliberated', '2026-02-23', { number: '2026-214' })
const PUBLISHED = event('published', '2026-02-26')

function exportedOf(overrides: Partial<Decision>): Exported {
  const words = {
    title: 'Soutien à l’épicerie sociale',
    legalBasis: 'CGCT, L3211-1',
    subjectCode: '7.5',
    budgetYear: 2026,
  }
  const decision: Decision = {
    ...words,
    id: '00000000-0000-7000-8000-00000000d001',
    kind: 'deliberation',
    chrono: '2026-0001',
    slug: '2026-0001-soutien',
    meetingId: null,
    object: null,
    paymentNature: 'non-economic',
    economicBasis: null,
    writtenBy: null,
    createdAt: new Date('2026-01-12T09:00:00Z'),
    version: 1,
    reworked: 0,
    events: [ACT, PUBLISHED],
    lines: [],
    removed: [],
    ...overrides,
  }
  return { decision, seatCount: 78 }
}

function tableOf(exported: readonly Exported[], url: string | null = 'https://ess.exemple.fr'): string[][] {
  const csv = deliberationsCsv(exported, SETTINGS, url)
  assert(csv.ok, 'the authority is named')
  return parse(csv.value) as string[][]
}

const VOTES = { votesFor: 70, votesAgainst: 0, abstentions: 4 }

test.each<[string, Partial<Decision>]>([
  ['taken and published', {}],
  [
    'with its votes and its transmission',
    { events: [{ ...ACT, votes: VOTES }, event('transmitted', '2026-02-23', { receipt: 'AR' }), PUBLISHED] },
  ],
  ['that has no budget', { budgetYear: null }],
  ['contested since', { events: [ACT, PUBLISHED, event('contested', '2026-03-02')] }],
  ['with commas, quotes and a formula in its title', { title: '=SOMME(A1), dite « l’aide "3" »' }],
  ...Object.keys(SUBJECTS).map((code): [string, Partial<Decision>] => [`of matter ${code}`, { subjectCode: code }]),
])('a délibération %s is what the national schema asks, column by column', (_words, overrides) => {
  const table = tableOf([exportedOf(overrides)])
  expect(table).toHaveLength(2)
  expect(faultsOf(table, SCHEMA)).toEqual([])
})

test('without a public address the link is left out, and the schema still holds', () => {
  const table = tableOf([exportedOf({})], null)
  expect(table[1]?.at(-1)).toBe('')
  expect(faultsOf(table, SCHEMA)).toEqual([])
})

test.each([
  ['COLL_SIRET', '99900000900013', 'COLL_SIRET is no SIRET'],
  ['DELIB_DATE', '2026-02-31', 'DELIB_DATE is no date'],
  ['DELIB_ID', '', 'DELIB_ID is missing'],
  ['DELIB_MATIERE_CODE', '75', 'DELIB_MATIERE_CODE is « 75 »'],
  ['DELIB_MATIERE_NOM', 'Subventions', 'DELIB_MATIERE_NOM is'],
  ['BUDGET_NOM', '', 'not filled together'],
  ['VOTE_POUR', '69', 'VOTE_REEL is not the sum'],
  ['VOTE_EFFECTIF', '12', 'VOTE_EFFECTIF is less than VOTE_REEL'],
  ['PREF_DATE', '2026-02-01', 'PREF_DATE is less than DELIB_DATE'],
  ['DELIB_URL', 'la page', 'DELIB_URL is no'],
])('a fault in %s is seen: the reader of the schema looks at what it says it looks at', (column, value, told) => {
  const events = [{ ...ACT, votes: VOTES }, event('transmitted', '2026-02-23', { receipt: 'AR' }), PUBLISHED]
  const [header = [], line = []] = tableOf([exportedOf({ events })])
  const spoilt = line.with(header.indexOf(column), value)
  expect(faultsOf([header, spoilt], SCHEMA).join()).toContain(told)
})

test('what was withdrawn, what is not published and what the president signed alone stay out', () => {
  const kept = [
    exportedOf({ events: [ACT, PUBLISHED, event('withdrawn', '2026-03-02')] }),
    exportedOf({ events: [ACT] }),
    exportedOf({ kind: 'order' }),
  ]
  expect(deliberationsOf(kept, SETTINGS, null)).toEqual({ ok: true, value: [] })
  expect(deliberationsOf(kept, settingsFrom([]), null)).toEqual({ ok: false, refusal: 'authority-unknown' })
})

test('the schema is the file that data/MANIFEST.json names, with its source and its licence', () => {
  const manifest = JSON.parse(readFileSync(new URL('MANIFEST.json', DATA), 'utf8')) as Record<string, string>[]
  const entry = manifest.find(({ fichier }) => fichier === FILE)
  expect(entry).toMatchObject({ source: expect.stringMatching(/./), licence: expect.stringMatching(/./) })
  expect(createHash('sha256').update(BYTES).digest('hex')).toBe(entry?.sha256)
})
