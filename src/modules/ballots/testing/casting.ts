import { createHash } from 'node:crypto'
import { encodeBallot, type SealedBallot, sealBallot } from '#kernel/ballot'
import { bytesOfHex } from '#kernel/merkle'
import type { Context } from '#platform/context'
import { actingAs } from '#platform/database'
import type { Cast } from '../sealed/casting/model.ts'
import type { Pass } from '../sealed/pass.ts'
import type { SealedPoll } from '../sealed/poll.ts'
import { insertPass } from '../store/roll/index.ts'

/** A pass in a browser of its own for a person of tests: the same name is the same person. */
export async function newPass(
  context: Context,
  poll: SealedPoll,
  name: string,
  parts: Partial<Pass> = {},
): Promise<Pass> {
  const [pass] = await newPasses(context, poll, [name], parts)
  return pass!
}

/** The same for many at once. */
export async function newPasses(
  context: Context,
  poll: SealedPoll,
  names: readonly string[],
  parts: Partial<Pass> = {},
): Promise<readonly Pass[]> {
  const madeAt = context.now()
  const expiresAt = new Date(madeAt.getTime() + 10 * 86_400_000)
  const passes = names.map((name): Pass => {
    const person = { birthName: name, firstName: 'Camille', birthDate: '2000-01-01' }
    const key = new Uint8Array(createHash('sha256').update(`${poll.id} ${name}`).digest())
    return { id: context.newId(), pollId: poll.id, key, homonym: 0, evidence: 'email', person, ...parts }
  })
  await context.db.transaction().execute((transaction) =>
    actingAs(transaction, 'registrar', async (registrar) => {
      for (const pass of passes) {
        const browserHash = new Uint8Array(createHash('sha256').update(pass.id).digest())
        await insertPass(registrar, { ...pass, browserHash, codeId: null, madeAt, expiresAt })
      }
    }),
  )
  return passes
}

/** A ballot really sealed to the poll's bureau. */
export function sealedFor(context: Context, poll: SealedPoll, choices: readonly number[]): Promise<SealedBallot> {
  const plaintext = encodeBallot({ choices, tracker: context.random(16) }, poll.manifest)
  return sealBallot(plaintext, bytesOfHex(poll.manifest.bureau.publicKey), poll.fingerprint)
}

/** What looks like a sealed ballot and nobody can open: for work that never opens any. */
export function fakeEnvelope(context: Pick<Context, 'random'>, poll: SealedPoll): Cast['envelope'] {
  return { enc: context.random(32), ciphertext: context.random(poll.manifest.plaintextLength + 16) }
}

/** A ballot about to be cast, its envelope a fake. */
export function newCast(context: Context, poll: SealedPoll, pass: Pass): Cast {
  const castKey = Buffer.from(context.random(18)).toString('base64url')
  return { poll, pass, envelope: fakeEnvelope(context, poll), sealedBy: 'browser', castKey }
}
