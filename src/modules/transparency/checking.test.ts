import { expect, test } from 'vitest'
import { contributions } from '../../modules.ts'
import { bySubject, decideSteps, moduleOf, opaqueIds, SUBJECTS } from './checking.ts'

const SINCE = new Date('2026-03-02T10:00:00Z')
const fails = { severity: 'error', result: 'fails', rows: ['a', 'b'] } as const
const holds = { severity: 'error', result: 'holds', rows: [] } as const
const failing = { rowCount: 2, passesSince: null, cause: '' }

test.each([
  ['a failure opens an incident', undefined, fails, ['opened']],
  ['the same failure again says nothing new', failing, fails, []],
  ['more rows are a new step', { ...failing, rowCount: 1 }, fails, ['changed']],
  ['without its cause, an incident stays open when the check passes', failing, holds, ['passes']],
  ['with its cause, it closes as the check passes', { ...failing, cause: 'Une panne.' }, holds, ['passes', 'closed']],
  ['what passed and fails again is not closed', { ...failing, passesSince: SINCE }, fails, ['fails-again']],
  ['what goes on passing waits for its cause', { ...failing, passesSince: SINCE }, holds, []],
  ['a check that was not run neither opens nor closes', failing, { ...holds, result: 'not-run' }, []],
  ['a check that was not run opens nothing', undefined, { ...holds, result: 'not-run' }, []],
  ['a warning opens no incident', undefined, { ...fails, severity: 'warning' }, []],
] as const)('%s', (_sentence, open, outcome, steps) => {
  expect(decideSteps(open, outcome)).toEqual(steps)
})

test('only opaque identifiers are kept of what a check found: a name or a SIREN never is', () => {
  const id = '019f3c1e-0000-7000-8000-000000000001'
  expect(opaqueIds([id, 'Léa Martin', '123456789', 'lea-martin', '02/03/2026'])).toEqual([id])
  expect(opaqueIds(Array.from({ length: 30 }, () => id))).toHaveLength(20)
})

test('every subject that has checks has a name people can read', () => {
  const modules = contributions.flatMap(({ checks = [] }) => checks.map(({ name }) => moduleOf(name)))
  expect([...new Set(modules)].filter((module) => !(module in SUBJECTS))).toEqual([])
})

test('no check is lost between subjects', () => {
  const all = contributions.flatMap(({ checks = [] }) => checks)
  const shown = bySubject(all).flatMap(({ checks }) => checks)
  expect(shown.map(({ name }) => name).toSorted()).toEqual(all.map(({ name }) => name).toSorted())
})
