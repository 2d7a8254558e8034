import { type Cents, cents } from '#kernel/money'
import type { AccountId, Balance, Limit, Transfer } from './model.ts'

export const NO_BALANCE: Balance = {
  debitsPending: cents(0n),
  debitsPosted: cents(0n),
  creditsPending: cents(0n),
  creditsPosted: cents(0n),
}

export function addBalances(one: Balance, other: Balance): Balance {
  return {
    debitsPending: cents(one.debitsPending + other.debitsPending),
    debitsPosted: cents(one.debitsPosted + other.debitsPosted),
    creditsPending: cents(one.creditsPending + other.creditsPending),
    creditsPosted: cents(one.creditsPosted + other.creditsPosted),
  }
}

/** What these transfers change, by account: differences, which may be below 0. */
export function movesOf(transfers: readonly Transfer[]): ReadonlyMap<AccountId, Balance> {
  const moves = new Map<AccountId, Balance>()
  for (const { debit, credit, amount, kind } of transfers) {
    const pending = cents(kind === 'pending' ? amount : kind === 'posted' ? 0n : -amount)
    const posted = cents(kind === 'posted' || kind === 'post' ? amount : 0n)
    const left = { ...NO_BALANCE, debitsPending: pending, debitsPosted: posted }
    const right = { ...NO_BALANCE, creditsPending: pending, creditsPosted: posted }
    moves.set(debit, addBalances(moves.get(debit) ?? NO_BALANCE, left))
    moves.set(credit, addBalances(moves.get(credit) ?? NO_BALANCE, right))
  }
  return moves
}

/** What a limit still lets through: below 0 when it is passed; null without a limit. What is pending gives no room. */
export function roomOf(limit: Limit, balance: Balance): Cents | null {
  const { debitsPending, debitsPosted, creditsPending, creditsPosted } = balance
  if (limit === 'debits-within-credits') return cents(creditsPosted - debitsPosted - debitsPending)
  if (limit === 'credits-within-debits') return cents(debitsPosted - creditsPosted - creditsPending)
  return null
}
