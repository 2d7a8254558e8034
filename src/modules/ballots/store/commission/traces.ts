import { sql, type Transaction } from 'kysely'
import type { DB } from '#platform/database'
import type { CastTrace } from '../../sealed/flags-model.ts'

/**
 * Keeps where ballots came from, with the ballots: in the transaction that casts them, as `caster`. All of one poll.
 *
 * @param traces  one per envelope, after it was inserted
 */
export async function insertTraces(
  transaction: Transaction<DB>,
  pollId: string,
  traces: readonly CastTrace[],
): Promise<void> {
  if (traces.length === 0) return
  await transaction
    .insertInto('cast_trace')
    .values(
      traces.map((trace) => ({
        envelope_id: trace.envelopeId,
        poll_id: pollId,
        network_key: bytesOf(trace.networkKey),
        terminal_key: bytesOf(trace.terminalKey),
        batch_key: bytesOf(trace.batchKey),
        signals: sql<string[]>`${trace.signals}::text[]`,
        cast_at: trace.castAt,
      })),
    )
    .execute()
}

function bytesOf(key: Uint8Array | undefined): Buffer | null {
  return key ? Buffer.from(key) : null
}
