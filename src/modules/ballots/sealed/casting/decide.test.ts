import { expect, test } from 'vitest'
import { stageOf } from '../stage.ts'
import { timeOfVote } from './decide.ts'

const HOUR_MS = 3_600_000
const NIGHTS = ['2026-03-29T00:59:59.999Z', '2026-10-25T00:59:59.999Z'] as const

test('a machine whose clock jumps by an hour, either way, neither opens nor closes a vote', () => {
  const facts = {
    publishedAt: new Date('2026-03-01T00:00:00Z'),
    rehearsedAt: new Date('2026-03-01T00:00:00Z'),
    opensAt: new Date('2026-03-02T08:00:00Z'),
    closesAt: new Date('2026-03-04T20:00:00Z'),
  }
  const moments = [
    ['2026-03-02T07:59:59.999Z', 'waiting'],
    ['2026-03-02T08:00:00.000Z', 'open'],
    ['2026-03-04T19:59:59.999Z', 'open'],
    ['2026-03-04T20:00:00.000Z', 'deciding'],
  ] as const
  for (const [at, stage] of moments) {
    for (const jump of [-HOUR_MS, 0, HOUR_MS, -12 * HOUR_MS, 14 * HOUR_MS]) {
      const ours = new Date(Date.parse(at) + jump)
      expect([at, jump, stageOf(facts, timeOfVote(ours, new Date(at)))]).toEqual([at, jump, stage])
    }
  }
})

test('on both nights of the change of hour a vote closes at its instant, once', () => {
  for (const night of NIGHTS) {
    const closesAt = new Date(Date.parse(night) + 1)
    const facts = { publishedAt: new Date(0), rehearsedAt: new Date(0), opensAt: new Date(0), closesAt }
    expect(stageOf(facts, timeOfVote(new Date(night), new Date(night)))).toBe('open')
    for (const later of [0, HOUR_MS - 1, HOUR_MS, 2 * HOUR_MS]) {
      const now = new Date(closesAt.getTime() + later)
      expect(stageOf(facts, timeOfVote(new Date(now.getTime() - HOUR_MS), now))).toBe('deciding')
    }
  }
})

test('a process that lives in a time of its own keeps it', () => {
  expect(timeOfVote(new Date('2026-03-02T09:00:00Z'), new Date('2031-01-01T00:00:00Z'))).toEqual(
    new Date('2026-03-02T09:00:00Z'),
  )
})
