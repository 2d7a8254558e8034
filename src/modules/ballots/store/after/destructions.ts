import { type Kysely, sql, type Transaction } from 'kysely'
import type { Destroyed, DestructionLeaf } from '#kernel/ballot'
import { actingAs, type DB } from '#platform/database'
import type { Destruction, DestructionProposal, Statement, ToDestroy } from '../../sealed/after/model.ts'

export async function listDestructions(db: Kysely<DB>, pollId: string): Promise<readonly Destruction[]> {
  const rows = await db
    .selectFrom('vote_destruction')
    .select(['what', 'destroyed_at', 'leaf_index', 'record'])
    .where('poll_id', '=', pollId)
    .orderBy('leaf_index')
    .execute()
  return rows.map((row) => ({
    what: row.what as Destroyed,
    at: row.destroyed_at,
    leafIndex: Number(row.leaf_index),
    record: row.record.toString('hex'),
  }))
}

export type NewDestruction = {
  readonly leaf: DestructionLeaf
  readonly leafIndex: number
  readonly at: Date
  readonly proposedBy: string
  /** Null for the link. */
  readonly confirmedBy: string | null
  readonly certificate: Uint8Array
}

export async function insertDestruction(
  transaction: Transaction<DB>,
  pollId: string,
  { leaf, leafIndex, at, proposedBy, confirmedBy, certificate }: NewDestruction,
): Promise<void> {
  await transaction
    .insertInto('vote_destruction')
    .values({
      ...{ poll_id: pollId, what: leaf.what, leaf_index: BigInt(leafIndex), destroyed_at: at },
      ...{ record: Buffer.from(leaf.record, 'hex'), proposed_by: proposedBy, confirmed_by: confirmedBy },
    })
    .execute()
  await transaction
    .insertInto('destruction_certificate')
    .values({ poll_id: pollId, what: leaf.what, content: Buffer.from(certificate) })
    .execute()
}

/** The certificates of a vote, by what was destroyed. */
export async function listCertificates(
  db: Kysely<DB>,
  pollId: string,
): Promise<readonly { readonly what: Destroyed; readonly content: Uint8Array }[]> {
  const rows = await db
    .selectFrom('destruction_certificate')
    .select(['what', 'content'])
    .where('poll_id', '=', pollId)
    .orderBy('what')
    .execute()
  return rows.map(({ what, content }) => ({ what: what as Destroyed, content: new Uint8Array(content) }))
}

export async function findCertificate(
  db: Kysely<DB>,
  pollId: string,
  what: Destroyed,
): Promise<Uint8Array | undefined> {
  const row = await db
    .selectFrom('destruction_certificate')
    .select('content')
    .where('poll_id', '=', pollId)
    .where('what', '=', what)
    .executeTakeFirst()
  return row && new Uint8Array(row.content)
}

/** What is proposed now, by what would be destroyed. */
export async function listProposals(
  db: Kysely<DB>,
  pollId: string,
): Promise<ReadonlyMap<ToDestroy, DestructionProposal>> {
  const rows = await db.selectFrom('destruction_proposal').selectAll().where('poll_id', '=', pollId).execute()
  return new Map(
    rows.map((row) => [
      row.what as ToDestroy,
      {
        ...{ id: row.id, statement: row.statement as Statement, proposedBy: row.proposed_by },
        ...{ proposingSeat: row.proposing_seat, proposedAt: row.proposed_at },
      },
    ]),
  )
}

/** In the place of what was proposed before for the same thing. */
export async function insertProposal(
  transaction: Transaction<DB>,
  pollId: string,
  proposal: DestructionProposal,
): Promise<void> {
  const { kind } = proposal.statement
  await deleteProposal(transaction, pollId, kind)
  await transaction
    .insertInto('destruction_proposal')
    .values({
      ...{ id: proposal.id, poll_id: pollId, what: kind, statement: JSON.stringify(proposal.statement) },
      ...{ proposed_by: proposal.proposedBy, proposing_seat: proposal.proposingSeat, proposed_at: proposal.proposedAt },
    })
    .execute()
}

export async function deleteProposal(transaction: Transaction<DB>, pollId: string, what: ToDestroy): Promise<void> {
  await transaction.deleteFrom('destruction_proposal').where('poll_id', '=', pollId).where('what', '=', what).execute()
}

/** Erases every name of a vote: of the roll, of homonyms let in, of who was at the door. For good. */
export async function eraseNames(transaction: Transaction<DB>, pollId: string): Promise<void> {
  await actingAs(transaction, 'registrar', async (registrar) => {
    for (const table of ['roll_person', 'roll_homonym', 'voter_pass', 'vote_challenge', 'voter_departure'] as const) {
      await sql`DELETE FROM ${sql.table(table)} WHERE poll_id = ${pollId}`.execute(registrar)
    }
  })
}
