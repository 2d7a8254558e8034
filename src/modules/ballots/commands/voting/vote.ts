import { createHmac } from 'node:crypto'
import { type Envelope, encodeBallot, type Receipt, sealBallot } from '#kernel/ballot'
import { bytesOfHex } from '#kernel/merkle'
import { done, type Result, refuse } from '#kernel/result'
import type { Context } from '#platform/context'
import { type Basket, type BasketRefusal, decideBasket } from '../../sealed/basket.ts'
import type { Cast, CastRefusal } from '../../sealed/casting/model.ts'
import type { SealedPoll } from '../../sealed/poll.ts'
import { castBallot } from '../casting/index.ts'
import { originOf, type Whence } from './origin.ts'

/** What « Je vote » sends: a ballot sealed in the browser, or the choices the server holds for who has no JavaScript. */
export type Confirmation = Pick<Cast, 'poll' | 'pass' | 'castKey'> & { readonly from: Whence } & (
    | { readonly envelope: Envelope }
    | { readonly basket: Basket }
  )

export type Confirmed = {
  readonly receipt: Receipt
  readonly sealedBy: Cast['sealedBy']
  /** Of a ballot sealed here. That of a ballot sealed in the browser never left it. */
  readonly tracker?: Uint8Array
}

export type ConfirmRefusal =
  | { readonly kind: 'not-cast'; readonly why: CastRefusal }
  | { readonly kind: 'basket'; readonly why: BasketRefusal }

/** Casts what somebody confirmed. Sent again with the same cast key, it gives the same receipt and the same number. */
export async function confirmVote(
  context: Context,
  confirmation: Confirmation,
): Promise<Result<Confirmed, ConfirmRefusal>> {
  const { poll, pass, castKey, from } = confirmation
  const cast = { poll, pass, castKey, origin: originOf(context, poll, pass, from) }
  if ('envelope' in confirmation) {
    const result = await castBallot(context, { ...cast, envelope: confirmation.envelope, sealedBy: 'browser' })
    return result.ok ? done({ receipt: result.value, sealedBy: 'browser' }) : notCast(result.refusal)
  }
  const basket = decideBasket(confirmation.basket, poll.manifest)
  if (!basket.ok) return refuse({ kind: 'basket', why: basket.refusal })
  const tracker = trackerFor(context, poll, castKey)
  const envelope = await sealHere(poll, basket.value, tracker)
  const result = await castBallot(context, { ...cast, envelope, sealedBy: 'server' })
  return result.ok ? done({ receipt: result.value, sealedBy: 'server', tracker }) : notCast(result.refusal)
}

function notCast(why: CastRefusal): Result<never, ConfirmRefusal> {
  return refuse({ kind: 'not-cast', why })
}

function sealHere({ manifest, fingerprint }: SealedPoll, basket: Basket, tracker: Uint8Array): Promise<Envelope> {
  const plaintext = encodeBallot({ choices: basket, tracker }, manifest)
  return sealBallot(plaintext, bytesOfHex(manifest.bureau.publicKey), fingerprint)
}

const TRACKER_BYTES = 16

/**
 * The number of a ballot sealed here: as good as drawn by chance for who has not the key, and the same for the same form. A
 * form sent twice is sealed twice and cast once: both answers must tell the number of the one that was cast.
 */
function trackerFor(context: Pick<Context, 'keyFor'>, { fingerprint }: SealedPoll, castKey: string): Uint8Array {
  const digest = createHmac('sha256', context.keyFor('numbers of ballots sealed here'))
    .update(`${fingerprint} ${castKey}`)
    .digest()
  return new Uint8Array(digest.subarray(0, TRACKER_BYTES))
}
