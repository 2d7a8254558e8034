import { expect, test } from 'vitest'
import { cents } from '#kernel/money'
import { movesOf, roomOf } from './balance.ts'
import { decideGroup, isSameAsked } from './decide.ts'
import type { Balance, Pending, TransferRequest } from './model.ts'

const NOW = new Date('2026-03-02T09:00:00Z')
const [LINE, PAYEE] = ['line', 'payee']

test.each([
  ['a part of it', 40n, 0n, false, null, 'done'],
  ['all of it', 100n, 0n, false, null, 'done'],
  ['more than it', 101n, 0n, false, null, 'beyond-pending'],
  ['more than what is left', 61n, 40n, false, null, 'beyond-pending'],
  ['one that is used up', 1n, 100n, false, null, 'pending-ended'],
  ['one that was ended', 1n, 0n, true, null, 'pending-ended'],
  ['one whose moment has come', 1n, 0n, false, NOW, 'pending-expired'],
  ['one whose moment comes next', 1n, 0n, false, new Date(NOW.getTime() + 1), 'done'],
])('of what is held, posting %s', (_what, amount, posted, isEnded, expiresAt, expected) => {
  const found = new Map([['held', heldOf(posted, isEnded, expiresAt)]])
  const result = decideGroup(
    [{ ...common('post'), kind: 'post', pendingId: 'held', amount: cents(amount) }],
    found,
    NOW,
  )
  expect(result.ok ? 'done' : result.refusal.reason).toBe(expected)
})

test('ending what is held frees what is left of it, even after its moment', () => {
  const found = new Map([['held', heldOf(30n, false, NOW)]])
  const result = decideGroup([{ ...common('end'), kind: 'expire', pendingId: 'held' }], found, NOW)
  expect(result).toMatchObject({ ok: true, value: { transfers: [{ amount: 70n, debit: LINE, credit: PAYEE }] } })
})

test('in a group, what one request holds the next may post', () => {
  const hold = { ...common('hold'), kind: 'pending', debit: LINE, credit: PAYEE, amount: cents(9n) } as const
  const post = { ...common('post'), kind: 'post', pendingId: 'hold', amount: cents(9n) } as const
  const end = { ...common('end'), kind: 'void', pendingId: 'hold' } as const
  expect(decideGroup([hold, post], new Map(), NOW)).toMatchObject({ ok: true })
  expect(decideGroup([post, hold], new Map(), NOW)).toMatchObject({ refusal: { reason: 'pending-unknown' } })
  expect(decideGroup([hold, post, end], new Map(), NOW)).toMatchObject({ refusal: { reason: 'pending-ended' } })
})

test('what is pending takes room and gives none', () => {
  const balance = { debitsPending: 10n, debitsPosted: 20n, creditsPending: 500n, creditsPosted: 100n } as Balance
  expect(roomOf('debits-within-credits', balance)).toBe(70n)
  expect(roomOf('credits-within-debits', balance)).toBe(-580n)
  expect(roomOf('none', balance)).toBeNull()
})

test('whatever is written, debits and credits change by the same', () => {
  const found = new Map([['held', heldOf(0n, false, null)]])
  const requests: readonly TransferRequest[] = [
    { ...common('pay'), kind: 'posted', debit: PAYEE, credit: LINE, amount: cents(7n) },
    { ...common('post'), kind: 'post', pendingId: 'held', amount: cents(60n) },
    { ...common('end'), kind: 'void', pendingId: 'held' },
  ]
  const result = decideGroup(requests, found, NOW)
  const changes = [...movesOf(result.ok ? result.value.transfers : []).values()]
  const sum = (name: keyof Balance) => changes.reduce((total, each) => total + each[name], 0n)
  expect([sum('debitsPosted'), sum('creditsPosted')]).toEqual([67n, 67n])
  expect([sum('debitsPending'), sum('creditsPending')]).toEqual([-100n, -100n])
})

test('a request is the same only with the same fields', () => {
  const request = { ...common('pay'), kind: 'posted', debit: LINE, credit: PAYEE, amount: cents(5n) } as const
  const result = decideGroup([request], new Map(), NOW)
  const written = result.ok ? result.value.transfers[0]! : undefined!
  expect(isSameAsked(request, written)).toBe(true)
  const changes = [{ amount: cents(6n) }, { debit: 'other' }, { code: 'trial.other' }, { on: '2026-03-03' }]
  for (const change of changes) expect(isSameAsked({ ...request, ...change }, written)).toBe(false)
})

test.each([
  ['nothing', []],
  ['an amount of nothing', [{ ...common('a'), kind: 'posted', debit: LINE, credit: PAYEE, amount: cents(0n) }]],
  ['an account with itself', [{ ...common('a'), kind: 'posted', debit: LINE, credit: LINE, amount: cents(1n) }]],
  ['a day that does not exist', [{ ...common('a'), on: '2026-02-30', kind: 'void', pendingId: 'held' }]],
] as const)('to ask for %s is a mistake of ours', (_what, requests) => {
  expect(() => decideGroup(requests as readonly TransferRequest[], new Map(), NOW)).toThrow()
})

function common(id: string) {
  return { id, code: 'trial.pay', on: '2026-03-02' }
}

function heldOf(posted: bigint, isEnded: boolean, expiresAt: Date | null): Pending {
  const accounts = { debit: LINE, credit: PAYEE, amount: cents(100n) }
  const transfer = {
    ...common('held'),
    ...accounts,
    kind: 'pending',
    pendingId: null,
    expiresAt,
    groupId: 'held',
  } as const
  return { transfer, posted: cents(posted), isEnded }
}
