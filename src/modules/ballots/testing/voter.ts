import { createHash } from 'node:crypto'
import { encodeBallot, type SealedBallot, sealBallot } from '#kernel/ballot'
import { bytesOfHex } from '#kernel/merkle'
import type { Context } from '#platform/context'
import { actingAs } from '#platform/database'
import type { Pass, Person } from '../sealed/pass.ts'
import type { SealedPoll } from '../sealed/poll.ts'
import { insertPass } from '../store/roll/index.ts'

export const CAMILLE: Person = { birthName: 'Lefebvre', firstName: 'Camille', birthDate: '1990-04-12' }

/**
 * Gives a browser of a test the proof of who its voter is, as the pages of identity do.
 *
 * @param secret  of the browser: the value of its cookie `__Host-navigateur`
 */
export async function proveIdentity(
  context: Context,
  poll: SealedPoll,
  secret: string,
  person: Person = CAMILLE,
): Promise<Pass> {
  const pass: Pass = {
    id: context.newId(),
    pollId: poll.id,
    key: createHash('sha256').update(Object.values(person).join('|')).digest(),
    homonym: 0,
    evidence: 'email',
    person,
  }
  const browserHash = createHash('sha256').update(`filigrane voter ${secret}`).digest()
  const now = context.now()
  await context.db.transaction().execute((transaction) =>
    actingAs(transaction, 'registrar', (registrar) =>
      insertPass(registrar, {
        ...pass,
        browserHash,
        codeId: null,
        madeAt: now,
        expiresAt: new Date(now.getTime() + 3_600_000),
      }),
    ),
  )
  return pass
}

/** What the worker of the browser does. */
export function sealAsBrowser(
  { manifest, fingerprint }: SealedPoll,
  choices: readonly number[],
  tracker: Uint8Array,
): Promise<SealedBallot> {
  return sealBallot(encodeBallot({ choices, tracker }, manifest), bytesOfHex(manifest.bureau.publicKey), fingerprint)
}
