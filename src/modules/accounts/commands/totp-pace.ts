import type { Transaction } from 'kysely'
import { done, type Result, refuse } from '#kernel/result'
import type { Context } from '#platform/context'
import type { DB } from '#platform/database'
import {
  type CodeLength,
  failuresHere,
  keyedHash,
  spentOfBudget,
  waitHereMs,
  waitOfBudgetMs,
} from '../identity/index.ts'
import * as store from '../store/index.ts'

/** `longPasses`: a code too long to be guessed would be looked at now. */
export type PaceRefusal = { readonly kind: 'wait'; readonly waitMs: number; readonly longPasses: boolean }

/** What follows a guess that was looked at. */
export type Guess = {
  /** It was wrong. */
  readonly fail: () => Promise<void>
  /** It was right: forgets the failures of this network, and of no other. */
  readonly succeed: () => Promise<void>
}

/**
 * Lets a guess be looked at, or says how long to wait. Guesses on one account wait for one another.
 *
 * @param guess  `account`: what is guessed at, whether it exists or not; `network`: where from
 */
export async function openGuess(
  transaction: Transaction<DB>,
  context: Context,
  guess: { readonly account: string; readonly network: string; readonly length: CodeLength },
): Promise<Result<Guess, PaceRefusal>> {
  const { account, network, length } = guess
  const now = context.now()
  const key = context.keyFor('paces')
  const keys = { everywhere: keyedHash(key, account, 'everywhere', length), here: keyedHash(key, account, network) }
  const everywhere = await store.lockPace(transaction, keys.everywhere, now)
  const here = await store.lockPace(transaction, keys.here, now)
  const waitHere = waitHereMs(here, now)
  if (waitHere > 0) return refuse({ kind: 'wait', waitMs: waitHere, longPasses: false })
  const waitMs = waitOfBudgetMs(here, everywhere, length, now)
  if (waitMs > 0) return refuse({ kind: 'wait', waitMs, longPasses: length === 'short' })

  return done({
    fail: async () => {
      const spent = spentOfBudget(everywhere, length, now)
      await store.writePace(transaction, keys.everywhere, { ...everywhere, failureCount: spent + 1, failedAt: now })
      const failureCount = failuresHere(here, now) + 1
      await store.writePace(transaction, keys.here, { ...here, failureCount, failedAt: now })
    },
    succeed: () => store.writePace(transaction, keys.here, { ...here, failureCount: 0, succeededAt: now }),
  })
}
