import type { Transaction } from 'kysely'
import { done, type Result, refuse } from '#kernel/result'
import type { Context } from '#platform/context'
import type { DB } from '#platform/database'
import { failuresNow, keyedHash, type Pace, waitMs } from '../identity/index.ts'
import * as store from '../store/index.ts'

export type PaceRefusal = { readonly kind: 'wait'; readonly waitMs: number }

/** What follows a guess that was looked at. */
export type Guess = {
  /** It was wrong. */
  readonly fail: () => Promise<void>
  /** It was right. */
  readonly succeed: () => Promise<void>
}

/**
 * Lets a guess be looked at, or says how long to wait. Guesses on one account wait for one another.
 *
 * @param account  what is guessed at, whether it exists or not
 * @param network  where the guess comes from
 */
export async function openGuess(
  transaction: Transaction<DB>,
  context: Context,
  account: string,
  network: string,
): Promise<Result<Guess, PaceRefusal>> {
  const now = context.now()
  const key = context.keyFor('paces')
  const keys = { everywhere: keyedHash(key, account), here: keyedHash(key, account, network) }
  const everywhere = await store.lockPace(transaction, keys.everywhere, now)
  const here = await store.lockPace(transaction, keys.here, now)
  const wait = waitMs(here, everywhere, now)
  if (wait > 0) return refuse({ kind: 'wait', waitMs: wait })

  const write = async (change: (pace: Pace) => Pace) => {
    await store.writePace(transaction, keys.everywhere, change(everywhere))
    await store.writePace(transaction, keys.here, change(here))
  }
  return done({
    fail: () => write((pace) => ({ ...pace, failureCount: failuresNow(pace, now) + 1, failedAt: now })),
    succeed: () => write((pace) => ({ ...pace, failureCount: 0, succeededAt: now })),
  })
}
