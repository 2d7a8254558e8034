import { expect, test } from 'vitest'
import { decimalText, fileNameOf, resultsCsv } from './csv.ts'
import type { Count, OpenFile } from './messages.ts'

const FILE = {
  currency: 'EUR',
  decimals: 2,
  projects: [
    { id: 'a', name: 'Banc ; "vieux"', cost: 12_050n, votes: 3 },
    { id: '=b', name: '=SOMME(A1)', cost: 5n, votes: 1 },
  ],
} as unknown as OpenFile
const COUNT = { winners: [0], losers: [{ project: 1, sentence: 'Il manquait 1 €.' }] } as unknown as Count

test('the table opens in a French spreadsheet, and no name becomes a formula', () => {
  expect(resultsCsv(FILE, COUNT).split('\r\n')).toEqual([
    '\ufeffrang;identifiant;projet;cout;devise;choisi_par;finance;ce_qui_a_manque',
    '1;a;"Banc ; ""vieux""";120,5;EUR;3;oui;',
    ";'=b;'=SOMME(A1);0,05;EUR;1;non;Il manquait 1 €.",
    '',
  ])
})

test.each([
  [100n, 0, '100'],
  [1250n, 2, '12,5'],
  [1200n, 2, '12'],
  [5n, 3, '0,005'],
] as const)('%s of 10^-%s is written %s', (units, decimals, text) => {
  expect(decimalText(units, decimals)).toBe(text)
})

test.each([
  ['Świecie 2023.pb', 'swiecie-2023-certificat.json'],
  ['Million vert de Wieliczka, 2023', 'million-vert-de-wieliczka-2023-certificat.json'],
  ['***.pb', 'vote-certificat.json'],
])('the file made from %s is named %s', (name, expected) => {
  expect(fileNameOf(name, 'certificat.json')).toBe(expected)
})
