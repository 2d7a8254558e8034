import { type Kysely, sql } from 'kysely'
import type { AdmittedEnvelope } from '#kernel/ballot'
import { type DB, readAs } from '#platform/database'
import { isLive } from './close.ts'

/**
 * The sealed ballots that count, as the bureau receives them: by hash, without roll and without time. As the opener.
 *
 * @returns  none before the close is in the log, whoever asks
 */
export function listAdmitted(db: Kysely<DB>, pollId: string): Promise<readonly AdmittedEnvelope[]> {
  return readAs(db, 'opener', async (opener) => {
    const { rows } = await sql<{ enc: Buffer; ciphertext: Buffer; college: string | null }>`
      SELECT envelope.enc, envelope.ciphertext, envelope.college
      FROM envelope
      JOIN poll_milestone AS closed ON closed.poll_id = envelope.poll_id AND closed.kind = 'closed'
      WHERE envelope.poll_id = ${pollId} AND ${isLive('envelope')}
      ORDER BY envelope.hash`.execute(opener)
    return rows.map(({ enc, ciphertext, college }) => ({
      enc: new Uint8Array(enc),
      ciphertext: new Uint8Array(ciphertext),
      ...(college !== null && { college }),
    }))
  })
}
