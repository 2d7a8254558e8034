import { sql, type Transaction } from 'kysely'
import { type Hash, hexOf } from '#kernel/merkle'
import type { DB } from '#platform/database'
import type { Cast } from '../../sealed/casting/model.ts'
import { type Growth, growthOf } from './log.ts'

/** A person who votes for the first time in this poll. */
export type NewMark = { readonly id: string; readonly pass: Cast['pass'] }

export type NewEnvelope = Pick<Cast, 'envelope' | 'sealedBy'> & {
  readonly id: string
  readonly hash: Hash
  readonly leafIndex: number
  readonly college: string | undefined
  readonly markId: string
  readonly passId: string
  readonly castKey: Hash
}

/**
 * Marks the roll, puts envelopes in the urn, each tied to its mark, spends their passes and grows the log: in one exchange
 * (`urn_write`).
 *
 * @returns  the hashes of envelopes whose encapsulated key or hash was used before: the transaction is then to be undone
 * @throws   40001 when somebody else marked one of them meanwhile, at the desk of paper votes, or voided a pass
 */
export async function writeUrn(
  caster: Transaction<DB>,
  pollId: string,
  { marks, envelopes }: { readonly marks: readonly NewMark[]; readonly envelopes: readonly NewEnvelope[] },
  grown: Growth,
): Promise<readonly Hash[]> {
  const { rows } = await sql<{ used: readonly Buffer[] }>`
    SELECT urn_write(${pollId}, ${JSON.stringify(marks.map(rowOfMark))}::jsonb,
      ${JSON.stringify(envelopes.map(rowOfEnvelope))}::jsonb, ${growthOf(grown)}) AS used`.execute(caster)
  return rows[0]!.used
}

function rowOfMark({ id, pass }: NewMark) {
  const { key, homonym, evidence, commune, contactKey, college, person } = pass
  return {
    id,
    key: hexOf(key),
    homonym,
    evidence,
    commune,
    contact_key: contactKey && hexOf(contactKey),
    college,
    birth_name: person.birthName,
    first_name: person.firstName,
    birth_date: person.birthDate,
  }
}

function rowOfEnvelope({ id, hash, leafIndex, college, markId, passId, castKey, envelope, sealedBy }: NewEnvelope) {
  return {
    id,
    leaf_index: leafIndex,
    hash: hexOf(hash),
    enc: hexOf(envelope.enc),
    ciphertext: hexOf(envelope.ciphertext),
    sealed_by: sealedBy,
    college,
    mark_id: markId,
    pass_id: passId,
    cast_key: hexOf(castKey),
  }
}
