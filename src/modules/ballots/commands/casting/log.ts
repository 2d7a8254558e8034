import type { Transaction } from 'kysely'
import type { SignedHead } from '#kernel/merkle'
import type { Context } from '#platform/context'
import { actingAs, type DB } from '#platform/database'
import { logKeyFrom } from '../../sealed/log/key.ts'
import * as store from '../../store/casting/index.ts'
import { appendLeaves } from './append.ts'
import { publishHead } from './publish.ts'

/** The public half of the key that signs the heads of this installation's logs, in hexadecimal: the manifest's `logKey`. */
export async function logKeyOf(context: Pick<Context, 'keyFor'>): Promise<string> {
  return (await logKeyFrom(context.keyFor)).publicKey
}

/**
 * Begins the public log of a poll, in the transaction that writes its manifest: leaf 0, which is the manifest's fingerprint,
 * and a head that is published at once.
 *
 * @param manifest  the row just written; its `logKey` is that of `logKeyOf`
 */
export async function createLog(
  transaction: Transaction<DB>,
  { pollId, fingerprint }: { readonly pollId: string; readonly fingerprint: string },
  context: Pick<Context, 'keyFor' | 'now'>,
): Promise<SignedHead> {
  await actingAs(transaction, 'caster', (caster) => store.insertLog(caster, pollId))
  const head = await appendLeaves(transaction, pollId, [{ kind: 'manifest', fingerprint }], context)
  await publishHead(transaction, pollId, context)
  return head
}
