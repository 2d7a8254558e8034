import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Batch,
  countsOf,
  decideClosing,
  decideTyping,
  disagreementsOf,
  drawSample,
  isSampleTooWrong,
  readLine,
  readTyping,
  stepOf,
  type TypedLine,
  writeLine,
} from './paper.ts'

const POLL = {
  kind: 'choices' as const,
  options: Array.from({ length: 12 }, (_, index) => ({ code: `p${index}`, name: `Projet ${index}` })),
  choices: { minimum: 1, maximum: 3 },
}

const typed = (...texts: readonly string[]): readonly TypedLine[] => {
  const read = readTyping(
    texts.join('\n'),
    texts.map((_, index) => index + 1),
    POLL,
  )
  if (!read.ok) throw new Error('unreadable')
  return read.value
}

function batchOf(first: readonly TypedLine[], second: readonly TypedLine[] | null, parts: Partial<Batch> = {}): Batch {
  const tracked = (lines: readonly TypedLine[]) => lines.map((line) => ({ ...line, tracker: new Uint8Array(16) }))
  const at = new Date(0)
  return {
    ...{ id: 'b', pollId: 'p', number: 1, version: 1, sample: null, recordedAt: at, settlements: [] },
    sheet: { place: 'Lens', urn: '1', seals: '', paperCount: first.length, blankCount: 0, voidCount: 0 },
    typings: [
      { turn: 1, typedBy: 'ana', finishedAt: at, lines: tracked(first) },
      ...(second ? [{ turn: 2 as const, typedBy: 'léo', finishedAt: at, lines: tracked(second) }] : []),
    ],
    ...{ close: null, annulment: null },
    ...parts,
  }
}

test.each([
  ['3 7 12', { mark: 'ballot', choices: [2, 6, 11] }],
  ['12, 3', { mark: 'ballot', choices: [2, 11] }],
  ['b', { mark: 'blank', choices: [] }],
  ['Blanc', { mark: 'blank', choices: [] }],
  ['n', { mark: 'void', choices: [] }],
])('« %s » is read', (text, paper) => {
  expect(readLine(text, POLL)).toEqual({ ok: true, value: paper })
})

test.each([
  ['', 'unreadable'],
  ['trois', 'unreadable'],
  ['3 13', 'unknown-option'],
  ['0', 'unknown-option'],
  ['4 4', 'chosen-twice'],
  ['1 2 3 4', 'too-many'],
])('« %s » is refused: %s', (text, fault) => {
  expect(readLine(text, POLL)).toEqual({ ok: false, refusal: fault })
})

test('questions with yes and no are a letter each, and a void paper is then written in full', () => {
  const assembly = {
    ...POLL,
    kind: 'yes-no-abstain' as const,
    options: POLL.options.slice(0, 3),
    choices: { minimum: 0, maximum: 2 },
  }
  expect(readLine('o n a', assembly)).toEqual({ ok: true, value: { mark: 'ballot', choices: [1, 0, 2] } })
  expect(readLine('o n', assembly)).toEqual({ ok: false, refusal: 'too-few' })
  const one = { ...assembly, options: POLL.options.slice(0, 1) }
  expect(readLine('n', one)).toEqual({ ok: true, value: { mark: 'ballot', choices: [0] } })
  expect(readLine('nul', one)).toEqual({ ok: true, value: { mark: 'void', choices: [] } })
})

test('whatever a paper says, writing it and reading it again gives the same', () => {
  const choices = fc.uniqueArray(fc.integer({ min: 0, max: 11 }), { minLength: 1, maxLength: 3 })
  fc.assert(
    fc.property(choices, (chosen) => {
      const paper = { mark: 'ballot' as const, choices: chosen.toSorted((one, other) => one - other) }
      expect(readLine(writeLine(paper, POLL), POLL)).toEqual({ ok: true, value: paper })
    }),
  )
})

test('an empty line in the middle is told: the next paper would take its number', () => {
  expect(readTyping('1\n\n2', [1, 2, 3], POLL)).toEqual({ ok: false, refusal: [{ line: 2, fault: 'unreadable' }] })
  expect(readTyping('1\n2\n\n\n', [1, 2, 3], POLL)).toMatchObject({ ok: true, value: { length: 2 } })
})

test('who typed a batch first does not type it again', () => {
  const once = batchOf(typed('1', '2'), null)
  expect(decideTyping(once, 2, 'ana')).toEqual({ ok: false, refusal: 'same-person' })
  expect(decideTyping(once, 2, 'léo')).toEqual({ ok: true, value: null })
  expect(decideTyping(once, 1, 'ana')).toEqual({ ok: false, refusal: 'not-this-step' })
})

test('papers typed differently are listed, and the batch waits until two people looked', () => {
  const differing = batchOf(typed('1', '2 3', 'b'), typed('1', '2 5', 'b'), {
    sheet: { place: 'Lens', urn: '1', seals: '', paperCount: 3, blankCount: 1, voidCount: 0 },
  })
  expect(disagreementsOf(differing).map(({ position }) => position)).toEqual([2])
  expect(stepOf(differing)).toBe('settling')
  const seen = { position: 2, mark: 'ballot' as const, choices: [1, 4], proposedBy: 'ana' }
  expect(stepOf({ ...differing, settlements: [{ ...seen, confirmedBy: null }] })).toBe('settling')
  const settled = { ...differing, settlements: [{ ...seen, confirmedBy: 'léo' }] }
  expect(stepOf(settled)).toBe('ready')
  expect(decideClosing(settled)).toMatchObject({ ok: true, value: { ballots: 2, blank: 1 } })
})

test('a batch whose count is not that of its sheet cannot be closed', () => {
  const short = batchOf(typed('1', '2'), typed('1', '2'), {
    sheet: { place: 'Lens', urn: '1', seals: '', paperCount: 2, blankCount: 1, voidCount: 0 },
  })
  expect(decideClosing(short)).toEqual({ ok: false, refusal: 'count-differs' })
  expect(countsOf(short)).toMatchObject({ papers: 2, blank: 0, ballots: 2 })
})

test('a sample is drawn within the batch, each paper once, and never empty', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 300 }),
      fc.integer({ min: 1, max: 100 }),
      fc.nat(),
      (papers, perCent, seed) => {
        let next = seed
        const draw = (below: number) => {
          next = (next * 48_271 + 11) % 2_147_483_647
          return next % below
        }
        const sample = drawSample({ kind: 'sample', perCent, thresholdPerCent: 1 }, papers, draw)!
        expect(new Set(sample).size).toBe(Math.max(1, Math.ceil((papers * perCent) / 100)))
        expect(sample.every((position) => position >= 1 && position <= papers)).toBe(true)
      },
    ),
  )
})

test('a sample with too many differences sends the whole batch back', () => {
  const checking = { kind: 'sample' as const, perCent: 50, thresholdPerCent: 40 }
  const second = typed('1', '9')
  const batch = batchOf(typed('1', '2', '3', '4'), second, { sample: [1, 2] })
  expect(isSampleTooWrong(checking, batch)).toBe(true)
  expect(isSampleTooWrong({ ...checking, thresholdPerCent: 50 }, batch)).toBe(false)
})
