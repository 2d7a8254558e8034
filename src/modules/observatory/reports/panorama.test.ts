import { expect, test } from 'vitest'
import type { Table } from '../model.ts'
import { frozenText, type Panorama, readDraft, readFrozen } from './index.ts'

const WHOLE = {
  annee: '2026',
  titre: 'Panorama',
  'place-familles': '3',
  'place-series': '1',
  'texte-series': ' Un texte. ',
}

const isDrawn = (text: string) => !text.includes('🎉')

test('figures stand in the order of their places; those without one are left out', () => {
  const read = readDraft({ ...WHOLE, 'place-tailles': '', 'texte-tailles': 'Sans place.' }, isDrawn)
  expect(read.ok && read.value.blocks).toEqual([
    { block: 'series', words: 'Un texte.' },
    { block: 'familles', words: '' },
  ])
})

test.each([
  [{ annee: '1999' }, { annee: 'year-unreadable' }],
  [{ titre: 'x' }, { titre: 'title-missing' }],
  [{ titre: 'x'.repeat(151) }, { titre: 'title-too-long' }],
  [{ 'place-familles': '0' }, { 'place-familles': 'rank-unreadable' }],
  [{ 'texte-familles': 'x'.repeat(4001) }, { 'texte-familles': 'words-too-long' }],
  [{ titre: 'Panorama 🎉' }, { titre: 'sign-undrawn' }],
  [{ 'texte-familles': 'Bravo 🎉' }, { 'texte-familles': 'sign-undrawn' }],
  [{ 'place-familles': '', 'place-series': '' }, { 'place-chiffres-cites': 'no-block' }],
])('%j is refused beside its field', (changed, faults) => {
  expect(readDraft({ ...WHOLE, ...changed } as Record<string, string>, isDrawn)).toEqual({ ok: false, refusal: faults })
})

test('what was frozen is read as it was, its instants too, and written again the same', () => {
  const table = { title: 'Familles', computedAt: new Date('2026-11-23T10:00:00Z') } as unknown as Table
  const panorama: Panorama = {
    year: 2026,
    title: 'Panorama',
    territoryName: 'Pas-de-Calais',
    blocks: [{ kind: 'table', words: 'Un mot.', table }],
  }
  const text = frozenText(panorama)
  expect(readFrozen(text)).toEqual(panorama)
  expect(frozenText(readFrozen(text))).toBe(text)
})
