import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readOptionRows, readPabulibOptions } from './options-file.ts'

const HEADER = ['Code', 'Nom', 'Texte', 'Commune', 'Coût']

test('columns are known by the names people give them, in any order', () => {
  const rows = [
    ['Montant', 'TITRE', 'Ville'],
    ['12 000,50', 'Un  jardin\tpartagé', 'Lens'],
  ]
  expect(readOptionRows(rows)).toEqual({
    options: [{ line: 2, code: 'p1', name: 'Un jardin partagé', summary: '', place: 'Lens', cost: 1_200_050n }],
    faults: [],
  })
})

test('without a column of names nothing is guessed', () => {
  const read = readOptionRows([
    ['code', 'lieu'],
    ['a', 'Lens'],
  ])
  expect(read.options).toEqual([])
  expect(read.faults[0]?.sentence).toContain('Il manque « nom »')
})

const WRONG: readonly (readonly [what: string, row: readonly string[], said: string])[] = [
  ['no name', ['a', '', '', '', ''], 'Il manque le nom du projet.'],
  ['a code with an accent', ['é', 'Vélos', '', '', ''], 'a des signes impossibles'],
  ['a cost in words', ['a', 'Vélos', '', '', 'cher'], 'ne se lit pas'],
  ['a cost of nothing', ['a', 'Vélos', '', '', '0'], 'ne se lit pas'],
  ['a cost below nothing', ['a', 'Vélos', '', '', '-5'], 'ne se lit pas'],
  ['a name without end', ['a', 'V'.repeat(201), '', '', ''], 'Le nom est trop long'],
]

test.each(WRONG)('a line with %s is told with its number, and the others are read', (_, row, said) => {
  const read = readOptionRows([HEADER, ['ok', 'Un atelier', '', '', ''], row])
  expect(read.options.map(({ code }) => code)).toEqual(['ok'])
  expect(read.faults).toHaveLength(1)
  expect(read.faults[0]).toMatchObject({ line: 3 })
  expect(read.faults[0]?.sentence).toContain(said)
})

test('the same code twice: the second line is told, with the first', () => {
  const read = readOptionRows([HEADER, ['a', 'Un', '', '', ''], ['a', 'Deux', '', '', '']])
  expect(read.options.map(({ name }) => name)).toEqual(['Un'])
  expect(read.faults[0]).toMatchObject({ line: 3 })
  expect(read.faults[0]?.sentence).toContain('celui de la ligne 2')
})

test('whatever a table holds, each of its lines is either read or told, once', () => {
  const cell = fc.oneof(fc.string({ maxLength: 8 }), fc.constantFrom('a', 'b', '', '12', '12,5'))
  fc.assert(
    fc.property(fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 12 }), (rows) => {
      const { options, faults } = readOptionRows([HEADER, ...rows])
      const told = [...options, ...faults].map(({ line }) => line).toSorted((one, other) => one - other)
      expect(told).toEqual(rows.map((_, index) => index + 2))
      expect(new Set(options.map(({ code }) => code)).size).toBe(options.length)
    }),
  )
})

test('projects of a Pabulib file are taken with their cost, their votes left aside', () => {
  const file = `META
key;value
description;Essai
num_projects;1
num_votes;1
budget;100
vote_type;approval
rule;greedy
PROJECTS
project_id;cost;name
x;70;Un banc
VOTES
voter_id;vote
1;x
`
  expect(readPabulibOptions(new TextEncoder().encode(file))).toMatchObject({
    options: [{ code: 'x', name: 'Un banc', cost: 7_000n, place: null }],
    faults: [],
  })
  expect(readPabulibOptions(new TextEncoder().encode('rien')).faults).toHaveLength(1)
})
