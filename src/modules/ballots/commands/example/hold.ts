import { encodeBallot, openAll, sealBallot } from '#kernel/ballot'
import { bytesOfHex } from '#kernel/merkle'
import { assert } from '#kernel/result'
import { actingAs as actingAsPerson, type Context } from '#platform/context'
import { actingAs } from '#platform/database'
import type { Pass } from '../../sealed/pass.ts'
import type { SealedPoll, Seat } from '../../sealed/poll.ts'
import { listAdmitted } from '../../store/opening/index.ts'
import { insertPass } from '../../store/roll/index.ts'
import { findSealedPoll, listSeats } from '../../store/sealed/index.ts'
import { castBallot } from '../casting/index.ts'
import { confirmClose, proposeClose, publishOpening } from '../opening/index.ts'
import { act, held } from './acts.ts'

/** The options one invented voter chooses, by their codes. */
export type ExampleBallot = readonly string[]

const HOUR_MS = 3_600_000

/**
 * Holds an invented vote from its first ballot to its result, by the acts that voters, its commission and its bureau would
 * do. Its time must be over.
 *
 * @param ballots    one for each invented voter
 * @param secretKey  of its bureau
 */
export async function holdExamplePoll(
  context: Context,
  slug: string,
  ballots: readonly ExampleBallot[],
  secretKey: Uint8Array,
): Promise<void> {
  const { opensAt, closesAt, id } = await found(context, slug)
  const voting = at(context, opensAt.getTime() + HOUR_MS)
  const poll = await found(voting, slug)
  await Promise.all(ballots.map((codes, index) => vote(voting, poll, codes, index)))

  const closing = at(context, closesAt.getTime() + HOUR_MS)
  const [one, other] = (await listSeats(context.db, id, closing.now())).filter(({ office }) => office === 'commission')
  assert(one && other, 'the example has a commission of two')
  held(await proposeClose(...actOf(closing, await found(closing, slug), one)))
  held(await confirmClose(...actOf(closing, await found(closing, slug), other)))

  const closed = await found(closing, slug)
  const { bytes } = await openAll(await listAdmitted(context.db, id), secretKey, closed.manifest)
  const { personId } = one
  const member = actingAsPerson(at(context, closing.now().getTime() + HOUR_MS), { kind: 'person', id: personId })
  held(await publishOpening(member, { ...act(member), poll: closed, personId, bytes }))
}

async function vote(context: Context, poll: SealedPoll, codes: ExampleBallot, index: number): Promise<void> {
  const { manifest, fingerprint } = poll
  const choices = codes
    .map((code) => manifest.options.findIndex((option) => option.code === code))
    .toSorted((one, next) => one - next)
  const plaintext = encodeBallot({ choices, tracker: context.random(16) }, manifest)
  const envelope = await sealBallot(plaintext, bytesOfHex(manifest.bureau.publicKey), fingerprint)
  const castKey = Buffer.from(context.random(18)).toString('base64url')
  const pass = await letIn(context, poll, index)
  held(await castBallot(context, { poll, pass, envelope, sealedBy: 'browser', castKey }))
}

async function letIn(context: Context, poll: SealedPoll, index: number): Promise<Pass> {
  const madeAt = context.now()
  const pass: Pass = {
    ...{ id: context.newId(), pollId: poll.id, key: context.random(32), homonym: 0, evidence: 'email' },
    person: { birthName: 'Exemple', firstName: `Voix ${index + 1}`, birthDate: '2000-01-01' },
  }
  const expiresAt = new Date(madeAt.getTime() + HOUR_MS)
  await context.db
    .transaction()
    .execute((transaction) =>
      actingAs(transaction, 'registrar', (registrar) =>
        insertPass(registrar, { ...pass, browserHash: context.random(32), codeId: null, madeAt, expiresAt }),
      ),
    )
  return pass
}

function actOf(context: Context, poll: SealedPoll, seat: Seat): Parameters<typeof proposeClose> {
  const acting = actingAsPerson(context, { kind: 'person', id: seat.personId })
  return [acting, { ...act(acting), poll, seat }]
}

function at(context: Context, ms: number): Context {
  return { ...context, now: () => new Date(ms) }
}

async function found(context: Context, slug: string): Promise<SealedPoll> {
  const poll = await findSealedPoll(context.db, slug, context.now())
  assert(poll, 'an example that was just published is found')
  return poll
}
