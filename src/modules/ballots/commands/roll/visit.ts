import { createHmac } from 'node:crypto'
import type { Context } from '#platform/context'
import type { Submission } from '#platform/database'
import type { PaceSubject } from '../../sealed/evidence-pace.ts'
import type { Person } from '../../sealed/pass.ts'
import type { SealedPoll } from '../../sealed/poll.ts'
import { pepperOf, uniquenessKey } from '../../sealed/uniqueness.ts'

/** Where a voter comes from, as the acts of the roll need it. */
export type VoterVisit = {
  readonly poll: SealedPoll
  readonly submission: Submission
  /** Hash of the secret of their browser. */
  readonly browserHash: Uint8Array
  /** Their address and its network, as `networkOf` writes them. */
  readonly address: string
  readonly subnet: string
}

export function keyOfPerson(context: Context, { id }: SealedPoll, person: Person): Uint8Array {
  return uniquenessKey(context.keyFor(pepperOf(id)), id, person)
}

/** Something counted lately, by a hash that says nothing without the installation's key. */
export function paceTrace(context: Context, act: 'ask' | 'fail', kind: PaceSubject, value: string | Uint8Array) {
  const subject = createHmac('sha256', context.keyFor('vote pace')).update(`${kind} `).update(value).digest()
  return { kind: `${act}-${kind}`, subject: new Uint8Array(subject) }
}

/** Drawn before the transaction, which may run twice. */
export function drawIds(context: Context, count: number): readonly string[] {
  return Array.from({ length: count }, () => context.newId())
}
