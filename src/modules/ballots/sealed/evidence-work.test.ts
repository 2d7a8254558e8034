import { type Challenge, solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { expect, test } from 'vitest'
import { askForWork, readWork } from './evidence-work.ts'

const KEY = new Uint8Array(32).fill(3)
const NOW = new Date('2026-03-02T09:00:00.000Z')
const ASKED = { level: 'light', strength: 'usual', pollId: 'poll', drawn: new Uint8Array([0, 0]), now: NOW } as const
const LATER = new Date(NOW.getTime() + 20 * 60_000)

async function answerTo(text: string, change: (challenge: Challenge) => Challenge = (same) => same): Promise<string> {
  const challenge = change(JSON.parse(text) as Challenge)
  const solution = await solveChallenge({ challenge, deriveKey })
  return JSON.stringify({ challenge, solution })
}

test('work done is known by the one who asked for it, and tells its level', async () => {
  const answer = await answerTo(await askForWork(KEY, ASKED))
  const read = await readWork(KEY, { answer, pollId: 'poll', now: NOW })
  expect(read).toMatchObject({ ok: true, value: { level: 'light', expiresAt: LATER } })
  expect(read.ok && read.value.signature).toHaveLength(32)
})

test('work done for another poll, by another house, too late, lighter than asked or not at all is refused', async () => {
  const text = await askForWork(KEY, ASKED)
  const answer = await answerTo(text)
  const refusalOf = async (key: Uint8Array, told: string, pollId = 'poll', now = NOW) => {
    const read = await readWork(key, { answer: told, pollId, now })
    return read.ok ? 'done' : read.refusal
  }
  expect(await refusalOf(KEY, '')).toBe('work-missing')
  expect(await refusalOf(KEY, answer, 'another')).toBe('work-wrong')
  expect(await refusalOf(new Uint8Array(32), answer)).toBe('work-wrong')
  expect(await refusalOf(KEY, answer, 'poll', LATER)).toBe('work-expired')
  const lighter = await answerTo(text, ({ parameters, ...challenge }) => ({
    ...challenge,
    parameters: { ...parameters, cost: 1, keyPrefix: '0' },
  }))
  expect(await refusalOf(KEY, lighter)).toBe('work-wrong')
  const later = answer.replace(/"until":\d+/, `"until":${LATER.getTime() + 1}`)
  expect(await refusalOf(KEY, later)).toBe('work-wrong')
  expect(await refusalOf(KEY, answer.replace(/"derivedKey":"../, '"derivedKey":"zz'))).toBe('work-wrong')
})

test('where a poll asks for less, each key is half as long to try; whatever was asked holds', async () => {
  const [usual, gentle] = [await askForWork(KEY, ASKED), await askForWork(KEY, { ...ASKED, strength: 'gentle' })]
  const costOf = (text: string) => (JSON.parse(text) as Challenge).parameters.cost
  expect(costOf(gentle) * 2).toBe(costOf(usual))
  expect(await readWork(KEY, { answer: await answerTo(gentle), pollId: 'poll', now: NOW })).toMatchObject({ ok: true })
})

test.each(['null', '[]', '{', '{}', '{"challenge":{"signature":"a","parameters":null},"solution":{}}', '7'])(
  'what is not work, as %s, is refused without a fault',
  async (answer) => {
    expect(await readWork(KEY, { answer, pollId: 'poll', now: NOW })).toEqual({ ok: false, refusal: 'work-wrong' })
  },
)
