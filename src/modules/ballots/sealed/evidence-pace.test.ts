import { expect, test } from 'vitest'
import { decideAsking, decideTrying, PACE, type PaceSubject, type Recent, SUBJECTS } from './evidence-pace.ts'
import type { WorkLevel } from './evidence-work.ts'

const START = new Date('2026-03-02T09:00:00.000Z')

type Asker = Readonly<Record<PaceSubject, string>>

/** Codes asked one after the other, evenly over some minutes; `works` tells the work each browser does when asked. */
function ask(askers: readonly Asker[], minutes: number, hasJavaScript = true) {
  const asked: { readonly at: Date; readonly asker: Asker }[] = []
  const works: (WorkLevel | undefined)[] = []
  let refusals = 0
  for (const [index, asker] of askers.entries()) {
    const at = new Date(START.getTime() + (index * minutes * 60_000) / askers.length)
    const recentOf = (kind: PaceSubject): Recent => {
      const same = asked.filter(
        (each) => each.asker[kind] === asker[kind] && at.getTime() - each.at.getTime() < PACE.hourMs,
      )
      return { count: same.length, first: same[0]?.at }
    }
    const recent = Object.fromEntries(SUBJECTS.map((kind) => [kind, recentOf(kind)])) as Record<PaceSubject, Recent>
    let work: WorkLevel | undefined = hasJavaScript ? 'light' : undefined
    let decision = decideAsking(recent, work, at)
    // The page comes back with more to work out, and is sent again.
    if (!decision.ok && decision.refusal === 'work-too-light') {
      work = 'heavy'
      decision = decideAsking(recent, work, at)
    }
    works.push(work)
    if (decision.ok) asked.push({ at, asker })
    else refusals += 1
  }
  return { passed: asked.length, refusals, heavy: works.filter((work) => work === 'heavy').length }
}

function crowd(count: number, of: (index: number) => Partial<Asker>): readonly Asker[] {
  return Array.from({ length: count }, (_, index) => ({
    address: '192.0.2.7',
    subnet: '192.0.2.0',
    device: `device ${index}`,
    contact: `contact ${index}`,
    ...of(index),
  }))
}

test('a class of thirty on the address of its school passes in twenty minutes, none slowed, none refused', () => {
  expect(
    ask(
      crowd(30, () => ({})),
      20,
    ),
  ).toEqual({ passed: 30, refusals: 0, heavy: 0 })
})

test('a class of thirty that shares fifteen tablets passes as well', () => {
  expect(
    ask(
      crowd(30, (index) => ({ device: `tablet ${index % 15}` })),
      20,
    ),
  ).toMatchObject({ passed: 30, refusals: 0 })
})

test('a farm of two hundred in one room is slowed, then stopped', () => {
  expect(
    ask(
      crowd(200, () => ({})),
      20,
    ),
  ).toEqual({ passed: 80, refusals: 120, heavy: 40 })
})

test('a farm that changes address within its network is stopped too', () => {
  const farm = ask(
    crowd(400, (index) => ({ address: `192.0.2.${index % 250}` })),
    30,
  )
  expect(farm.passed).toBe(PACE.subnet.most)
})

test('one browser that votes for everybody is stopped, wherever it is', () => {
  const alone = crowd(100, (index) => ({ address: `198.51.${index}.1`, subnet: `198.51.${index}.0`, device: 'one' }))
  expect(ask(alone, 30).passed).toBe(PACE.device.most)
})

test('one mailbox receives few codes an hour, whoever asks', () => {
  const flood = crowd(50, (index) => ({ address: `198.51.${index}.1`, subnet: `198.51.${index}.0`, contact: 'one' }))
  expect(ask(flood, 30).passed).toBe(PACE.contact.most)
})

test('without JavaScript fewer pass, and the wait is told', () => {
  expect(
    ask(
      crowd(30, () => ({})),
      20,
      false,
    ),
  ).toEqual({ passed: 10, refusals: 20, heavy: 0 })
  const recent = Object.fromEntries(SUBJECTS.map((kind) => [kind, { count: 10, first: START }])) as Record<
    PaceSubject,
    Recent
  >
  const at = new Date(START.getTime() + 15 * 60_000)
  expect(decideAsking(recent, undefined, at)).toEqual({
    ok: false,
    refusal: { kind: 'asked-too-often', waitMs: 45 * 60_000 },
  })
})

test('a family of six with one mailbox and one computer passes in an hour', () => {
  expect(
    ask(
      crowd(6, () => ({ device: 'home', contact: 'family' })),
      30,
    ),
  ).toMatchObject({ passed: 6, refusals: 0 })
})

test('who guesses codes waits', () => {
  const none = { count: 0, first: undefined }
  expect(decideTrying({ address: none, device: { count: 11, first: START } }, START).ok).toBe(true)
  expect(decideTrying({ address: none, device: { count: 12, first: START } }, START)).toMatchObject({ ok: false })
  expect(decideTrying({ address: { count: 60, first: START }, device: none }, START)).toMatchObject({ ok: false })
})
