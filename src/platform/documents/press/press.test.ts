import { expect, test } from 'vitest'
import { PRESS_SENTENCES, PressError } from './failure.ts'
import { openPress } from './index.ts'
import type { Work } from './work.ts'

const SHEET = { name: 'A', columns: [{ label: 'A', type: 'text' }], rows: [['a']] } as const
const SMALL: Work = { work: 'workbook', workbook: { title: 'A', author: 'B', date: '2026-05-20', sheets: [SHEET] } }

test('who is not done in time is stopped, and says so', async () => {
  const press = openPress({ patienceMs: 1 })
  await expect(press(SMALL)).rejects.toMatchObject({ failure: 'too-long' })
})

test('who fills its memory takes nothing with it, and says so', async () => {
  const rows = Array.from({ length: 200_000 }, (_, at) => [`ligne ${at}`])
  const heavy: Work = { ...SMALL, workbook: { ...SMALL.workbook, sheets: [{ ...SHEET, rows }] } }
  await expect(openPress({ heapMb: 16 })(heavy)).rejects.toMatchObject({ failure: 'too-heavy' })
})

test('a work that fails leaves its place to the next: many at once are all done', async () => {
  const press = openPress()
  const broken: Work = { work: 'pdf', layout: 'list', data: 'not JSON' }
  const works = [broken, SMALL, broken, SMALL, SMALL]
  const results = await Promise.allSettled(works.map((work) => press(work)))
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
  const [first] = results
  expect(first?.status === 'rejected' && first.reason).toBeInstanceOf(PressError)
  expect(PRESS_SENTENCES[(first as PromiseRejectedResult).reason.failure as 'failed']).toMatch(/Réessayez/)
})
