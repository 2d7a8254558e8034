import { done, type Result, refuse } from '#kernel/result'
import type { Context } from '#platform/context'
import { inTransaction, type SubmissionRefusal } from '#platform/database'
import { drawLongCode, hashOfCode, inGroups, plainCode } from '../codes.ts'
import * as store from '../store/index.ts'
import type { Visit } from './by-code.ts'
import { insertInvitedPerson, openEnrolment } from './invitations.ts'
import { outcomeOf, settled } from './settled.ts'
import { openGuess, type PaceRefusal } from './totp-pace.ts'

const HOUR_MS = 3_600_000

export type FirstRunRefusal =
  | { readonly kind: 'administrator-exists' }
  | PaceRefusal
  | { readonly kind: 'code-expired' }
  | { readonly kind: 'code-wrong' }

/**
 * Draws the code that makes the first administrator, for the console of the service that starts. Whoever reads that
 * console has the machine already.
 *
 * @returns the code in groups; undefined when there was an administrator: the first run is over
 */
export async function drawFirstRunCode(context: Context): Promise<string | undefined> {
  if (await store.hasHadAdministrator(context.db)) return undefined
  const code = drawLongCode(context.random)
  const drawnAt = context.now()
  const hash = hashOfFirstRunCode(context, code)
  await store.insertFirstRunCode(context.db, { hash, drawnAt, expiresAt: new Date(drawnAt.getTime() + HOUR_MS) })
  return inGroups(code)
}

/** The code of the console, typed with a name and an address: this browser may now add a strong way in, then the role. */
export async function beginFirstRun(
  context: Context,
  visit: Visit & { readonly displayName: string; readonly address: string; readonly code: string },
): Promise<Result<null, FirstRunRefusal | SubmissionRefusal>> {
  const personId = context.newId()
  const hash = hashOfFirstRunCode(context, plainCode(visit.code))
  const result = await inTransaction(context, visit.submission, async (transaction) => {
    await store.lockRoles(transaction)
    if (await store.hasHadAdministrator(transaction)) return refuse({ kind: 'administrator-exists' } as const)
    const guess = await openGuess(transaction, context, {
      account: 'first run',
      network: visit.network,
      length: 'long',
    })
    if (!guess.ok) return settled<null, FirstRunRefusal>(guess)
    const expiresAt = await store.findFirstRunCode(transaction, hash)
    if (!expiresAt) {
      await guess.value.fail()
      return settled<null, FirstRunRefusal>(refuse({ kind: 'code-wrong' }))
    }
    if (context.now() >= expiresAt) return settled<null, FirstRunRefusal>(refuse({ kind: 'code-expired' }))

    await guess.value.succeed()
    await store.deleteFirstRunCodes(transaction)
    const { displayName, address } = visit
    await insertInvitedPerson(transaction, context, { id: personId, displayName, address })
    await openEnrolment(transaction, context, visit.browser, { personId, makesAdministrator: true })
    return settled<null, FirstRunRefusal>(done(null))
  })
  return outcomeOf<null, FirstRunRefusal, { readonly kind: 'administrator-exists' } | SubmissionRefusal>(result)
}

function hashOfFirstRunCode({ keyFor }: Context, code: string): Uint8Array {
  return hashOfCode(keyFor('first run'), '', code)
}
