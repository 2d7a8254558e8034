import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../../..')
const STATES = ['holds', 'partly', 'does not hold', 'not assessed', 'not applicable']

type Line = { readonly requirement: string; readonly state: string; readonly evidence: string; readonly note: string }

function readLines(): readonly Line[] {
  const [, ...lines] = readFileSync(join(ROOT, 'docs/security/asvs.csv'), 'utf8').trim().split('\n')
  return lines.map((line) => {
    const [requirement = '', , state = '', evidence = '', ...note] = line.split(',')
    return { requirement, state, evidence, note: note.join(',') }
  })
}

test('what is said to hold names a file that is there', () => {
  const wrong = readLines().filter(({ state, evidence }) => {
    return ['holds', 'partly', 'does not hold'].includes(state)
      ? evidence === '' || !existsSync(join(ROOT, evidence))
      : evidence !== ''
  })
  expect(wrong).toEqual([])
})

test('every chapter of ASVS 5.0 is assessed, or said not to be, once a requirement', () => {
  const lines = readLines()
  expect(lines.filter(({ state, note }) => !STATES.includes(state) || note === '')).toEqual([])
  const names = lines.map(({ requirement }) => requirement)
  expect(new Set(names).size).toBe(names.length)
  const chapters = new Set(names.map((name) => name.split('.')[0]))
  expect(Array.from({ length: 17 }, (_, index) => `V${index + 1}`).filter((chapter) => !chapters.has(chapter))).toEqual(
    [],
  )
})
