import { createHmac } from 'node:crypto'
import type { Context } from '#platform/context'
import type { Cast } from '../../sealed/casting/model.ts'
import type { Pass } from '../../sealed/pass.ts'
import type { SealedPoll } from '../../sealed/poll.ts'

/** Where somebody confirms from. */
export type Whence = {
  /** Their address without its last part, as `networkOf` writes it. */
  readonly network: string
  /** Hash of the secret of their browser. */
  readonly browserHash: Uint8Array
}

/**
 * What the commission may see of where a ballot came from: that several came from one place, never from which. The same place
 * has another key in another poll.
 */
export function originOf(
  { keyFor }: Pick<Context, 'keyFor'>,
  { id }: SealedPoll,
  { batchId, signals = [] }: Pass,
  { network, browserHash }: Whence,
): NonNullable<Cast['origin']> {
  const hidden = (kind: string, value: string | Uint8Array) => {
    const mac = createHmac('sha256', keyFor('where ballots come from')).update(`${id} ${kind} `)
    return new Uint8Array(mac.update(value).digest())
  }
  return {
    networkKey: hidden('network', network),
    terminalKey: hidden('terminal', browserHash),
    ...(batchId !== undefined && { batchKey: hidden('batch', batchId) }),
    signals,
  }
}
