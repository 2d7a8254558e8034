import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anySketch, electionOf, fileOf, knownElections, readKnown } from '../elections.testing.ts'
import type { Election } from '../model.ts'
import { readElection } from './read.ts'
import { writeElection } from './write.ts'

/** Text as people write it, and as nobody should. */
const anyText = fc.string({
  unit: fc.constantFrom('a', 'é', '7', ' ', ';', '"', ',', '\n', '\r', "'", 'VOTES'),
  maxLength: 6,
})

test('what is written reads back to the same election', () => {
  fc.assert(
    fc.property(
      anySketch,
      fc.array(anyText, { minLength: 1 }),
      fc.constantFrom('', '.5', '.25'),
      (sketch, texts, cents) => {
        const text = (index: number) => texts[index % texts.length]!
        const plain = electionOf({ ...sketch, budget: `${sketch.budget}${cents}` })
        const election: Election = {
          ...plain,
          meta: new Map([...plain.meta, ['description', text(0)]]),
          projects: plain.projects.map((project, index) => ({
            ...project,
            name: text(index),
            wasSelected: index % 2 === 0,
            columns: { selected: String((index + 1) % 2), [`colonne ${text(0)}.`]: text(index + 1) },
          })),
          voters: { ids: plain.voters.ids, columns: { age: plain.voters.ids.map((_, voter) => text(voter)) } },
        }
        const read = readElection(writeElection(election))
        expect(read).toMatchObject({ ok: true })
        if (read.ok) expect({ ...read.value, oddities: [] }).toEqual({ ...election, oddities: [] })
      },
    ),
    { numRuns: 300 },
  )
})

test('writing twice gives the same file', () => {
  fc.assert(
    fc.property(anySketch, (sketch) => {
      const written = writeElection(electionOf(sketch))
      expect(writeElection(electionIn(written))).toBe(written)
    }),
  )
})

test('points with decimals and a budget in cents are written exactly', () => {
  const written = writeElection(
    electionOf({ type: 'scoring', budget: '10.05', costs: { A: 2 }, ballots: ['A/0.5', 'A/12'] }),
  )
  expect(written).toContain('budget;10.05\n')
  expect(written).toContain('A;2;\n')
  expect(written).toContain('0;A;0.5\n1;A;12\n')
})

test('what was odd is written as it was understood', () => {
  const odd = fileOf({ budget: '100.0', costs: { A: 2, B: 3 }, ballots: ['B,A,B', ''] })
  const read = readElection(odd)
  const again = electionIn(writeElection(electionIn(odd)))
  expect(read.ok && read.value.oddities).toHaveLength(3)
  expect(again.oddities.map((oddity) => oddity.kind)).toEqual(['empty-ballot'])
})

test('real elections read back to the same', () => {
  for (const { file } of knownElections().elections.slice(0, 8)) {
    const election = readKnown(file)
    expect({ ...electionIn(writeElection(election)), oddities: [] }).toEqual({ ...election, oddities: [] })
  }
})

function electionIn(text: string): Election {
  const read = readElection(text)
  if (!read.ok) throw new Error(JSON.stringify(read.refusal))
  return read.value
}
