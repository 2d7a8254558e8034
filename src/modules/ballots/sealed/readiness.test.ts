import { describe, expect, test } from 'vitest'
import { fingerprintOf, manifestText, parseManifest } from '#kernel/ballot'
import { NEW_DRAFT, type PollDraft } from './draft.ts'
import type { ShownOption } from './poll.ts'
import { GAP_SENTENCES, GAPS, type Gap, gapsOf, manifestOf, type PreparedPoll } from './readiness.ts'

const NOW = new Date('2026-03-01T08:00:00.000Z')

const DRAFT: PollDraft = {
  ...NEW_DRAFT,
  title: 'Nos coups de cœur',
  organiser: 'Pas-de-Calais',
  budget: { amount: '800000', currency: 'EUR', decimals: 2 },
  opensAt: '2026-09-01T07:00:00.000Z',
  closesAt: '2026-09-20T18:00:00.000Z',
  deliberation: 'n° 12 du 26 janvier 2026',
  reglement: { sha256: '12'.repeat(32), name: 'reglement.pdf' },
  managementTable: 'TG-2026-1',
  lostKey: 'Si la clé est perdue, le vote est annulé et recommencé.',
  paper: 'paper-prevails',
}

const option = (code: string, cost: bigint | null = 5_000n): ShownOption => ({
  ...{ code, cost, position: 0, name: `Projet ${code}`, summary: '', place: null, pictureWords: null },
})

const WHOLE: PreparedPoll = {
  id: 'x',
  slug: 'coups-de-coeur',
  isFictitious: false,
  version: 1,
  draft: DRAFT,
  options: [option('a'), option('b'), option('c')],
  key: {
    ...{ id: 'k', publicKey: '34'.repeat(32), threshold: 3, hasSpare: true, madeAt: NOW, rehearsedAt: null },
    shares: Array.from({ length: 6 }, () => ({ salt: '56'.repeat(16), hash: '78'.repeat(32) })),
  },
  bureauSeats: 5,
  hasManagementTable: true,
}

const drafted = (parts: Partial<PollDraft>): PreparedPoll => ({ ...WHOLE, draft: { ...DRAFT, ...parts } })
const MAJORITY = { kind: 'majority', above: '1/2', of: 'expressed' } as const

test('a poll that lacks nothing may be proposed', () => {
  expect(gapsOf(WHOLE, NOW)).toEqual([])
})

const LACKING: Readonly<Record<Gap, PreparedPoll>> = {
  'title-missing': drafted({ title: '' }),
  'organiser-missing': drafted({ organiser: '' }),
  'question-missing': drafted({ question: '' }),
  'options-missing': { ...WHOLE, options: [] },
  'too-few-options': { ...WHOLE, options: [option('a'), option('b')] },
  'budget-missing': drafted({ budget: null }),
  'cost-missing': { ...WHOLE, options: [option('a'), option('b'), option('c', null)] },
  'cost-without-budget': drafted({ rule: MAJORITY, budget: null }),
  'dates-missing': drafted({ opensAt: null }),
  'closes-before-it-opens': drafted({ opensAt: '2026-09-20T18:00:00.000Z' }),
  'already-over': drafted({ opensAt: '2026-01-01T07:00:00.000Z', closesAt: NOW.toISOString() }),
  'evidence-missing': drafted({ evidence: ['paper'] }),
  'deliberation-missing': drafted({ deliberation: null }),
  'reglement-missing': drafted({ reglement: null }),
  'bureau-too-small': {
    ...WHOLE,
    draft: { ...DRAFT, bureau: { members: 1, threshold: 1, hasSpare: false } },
    key: { ...WHOLE.key!, threshold: 1, hasSpare: false, shares: WHOLE.key!.shares.slice(0, 1) },
  },
  'bureau-incomplete': { ...WHOLE, bureauSeats: 4 },
  'key-missing': { ...WHOLE, key: undefined },
  'key-of-another-bureau': drafted({ bureau: { members: 5, threshold: 4, hasSpare: true } }),
  'lost-key-missing': drafted({ lostKey: '' }),
  'management-table-missing': { ...WHOLE, hasManagementTable: false },
}

describe('what is lacking is told, and nothing else', () => {
  test.each(GAPS)('%s', (gap) => {
    expect(gapsOf(LACKING[gap], NOW)).toEqual([gap])
    expect(GAP_SENTENCES[gap].sentence).toMatch(/\.$/)
  })
})

test('an invented vote waits for no « tableau de gestion »', () => {
  expect(gapsOf({ ...WHOLE, isFictitious: true, hasManagementTable: false }, NOW)).toEqual([])
})

test('a real vote never has a threshold of one, however large its bureau; an invented one may have a bureau of one', () => {
  const { key } = WHOLE
  const alone: PreparedPoll = {
    ...drafted({ bureau: { members: 5, threshold: 1, hasSpare: true }, lostKey: '' }),
    key: { ...key!, threshold: 1 },
  }
  expect(gapsOf(alone, NOW)).toEqual(['bureau-too-small', 'lost-key-missing'])
  expect(gapsOf({ ...alone, isFictitious: true }, NOW)).toEqual([])
})

test('the manifest is one the kernel reads, in the order that was drawn, with the age on the day it opens', () => {
  const extras = { logKey: '9a'.repeat(32), order: ['c', 'a', 'b'], shown: new Map([['a', 'bc'.repeat(32)]]) }
  const manifest = manifestOf(WHOLE, extras)
  const text = manifestText(manifest)
  expect(parseManifest(text)).toMatchObject({ ok: true })
  expect(manifest.options.map(({ code }) => code)).toEqual(['c', 'a', 'b'])
  expect(manifest.voters.ageOn).toBe('2026-09-01')
  expect(manifest.lostKey).toBe(DRAFT.lostKey)
  expect(manifest.evidence).toEqual(['email', 'code', 'desk', 'paper'])
  const other = manifestOf(WHOLE, { ...extras, order: ['a', 'b', 'c'] })
  expect(fingerprintOf(manifestText(other))).not.toBe(fingerprintOf(text))
})
