import type { Transaction } from 'kysely'
import { done, type Result } from '#kernel/result'
import type { Context } from '#platform/context'
import type { DB } from '#platform/database'
import { hashOfCode } from '../codes.ts'
import { areTwoCodes, decoySecret, isRecoveryCode, stepOfCode, stepOfTwoCodes, unseal } from '../identity/index.ts'
import * as store from '../store/index.ts'
import { type Guess, openGuess, type PaceRefusal } from './totp-pace.ts'

/** An account the code is tried on. */
export type Try = {
  readonly personId: string
  readonly secret: string
  readonly lastStep: number
  readonly isDecoy: boolean
  readonly guess: Guess
}

/**
 * The accounts of a name or of an address that a code may be tried on now. Guesses are counted on the account, however
 * it was named; on the name when nobody has it.
 */
export async function openTries(
  transaction: Transaction<DB>,
  context: Context,
  sent: { readonly named: string; readonly network: string; readonly code: string; readonly nobody: string },
): Promise<Result<readonly Try[], PaceRefusal>> {
  const { named, network, code, nobody } = sent
  const length = /^\d{6}$/.test(code) ? 'short' : 'long'
  const held = await store.lockAuthenticatorsNamed(transaction, named)
  const decoy = { secret: decoySecret(context.keyFor('totp decoys'), named), lastStep: 0 }
  const accounts =
    held.length === 0
      ? [{ ...decoy, personId: nobody, account: `totp nobody ${named}`, isDecoy: true }]
      : held.map(({ personId, sealedSecret, lastStep }) => {
          const secret = secretOf(context, personId, sealedSecret) ?? decoy.secret
          return { personId, secret, lastStep, account: `totp ${personId}`, isDecoy: false }
        })

  const tries: Try[] = []
  let refused: Result<never, PaceRefusal> | undefined
  for (const { account, ...each } of accounts) {
    const guess = await openGuess(transaction, context, { account, network, length })
    if (guess.ok) tries.push({ ...each, guess: guess.value })
    else refused = guess
  }
  return tries.length === 0 && refused ? refused : done(tries)
}

/** On which account the code is right, used up; undefined when it is nobody's. */
export async function whoseCode(
  transaction: Transaction<DB>,
  context: Context,
  tries: readonly Try[],
  code: string,
): Promise<Try | undefined> {
  const now = context.now()
  for (const each of tries) {
    const { personId, secret, lastStep } = each
    if (isRecoveryCode(code)) {
      const hash = recoveryHash(context, personId, code)
      if (await store.useRecoveryCode(transaction, { personId, hash, at: now })) return each
    } else {
      const step = (areTwoCodes(code) ? stepOfTwoCodes : stepOfCode)(secret, code, lastStep, now)
      if (step !== undefined && !each.isDecoy) {
        await store.useAuthenticator(transaction, personId, step)
        return each
      }
    }
  }
  return undefined
}

/** A number nobody has, as a person's. */
export function nobodyId(drawn: Uint8Array): string {
  const hex = Buffer.from(drawn).toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
}

/** What is kept of a recovery code. */
export function recoveryHash({ keyFor }: Context, personId: string, code: string): Uint8Array {
  return hashOfCode(keyFor('recovery codes'), personId, code)
}

function secretOf({ keyFor }: Context, personId: string, sealed: Uint8Array): string | undefined {
  return unseal(keyFor('totp secrets'), sealed, personId)
}
