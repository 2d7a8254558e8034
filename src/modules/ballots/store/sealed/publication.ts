import { type Kysely, sql, type Transaction } from 'kysely'
import type { DB } from '#platform/database'
import type { Stamp } from './drafts.ts'

/** What one person proposed and another may confirm. */
export type Proposal = {
  readonly what: 'publication' | 'extension'
  /** Of the draft, when it was proposed. */
  readonly version: number
  readonly closesAt: Date | null
  readonly reason: string | null
  readonly proposedBy: string
  readonly proposedAt: Date
}

export async function findProposal(
  db: Kysely<DB>,
  pollId: string,
  what: Proposal['what'],
): Promise<Proposal | undefined> {
  const { rows } = await sql<Proposal>`
    SELECT what, version, closes_at AS "closesAt", reason, proposed_by AS "proposedBy", proposed_at AS "proposedAt"
    FROM poll_proposal WHERE poll_id = ${pollId} AND what = ${what}`.execute(db)
  return rows[0]
}

export async function insertProposal(
  transaction: Transaction<DB>,
  pollId: string,
  proposal: Pick<Proposal, 'what' | 'version' | 'closesAt' | 'reason'>,
  stamp: Stamp,
): Promise<void> {
  await transaction
    .insertInto('poll_proposal')
    .values({
      poll_id: pollId,
      what: proposal.what,
      version: proposal.version,
      closes_at: proposal.closesAt,
      reason: proposal.reason,
      proposed_by: stamp.by,
      proposed_at: stamp.at,
    })
    .execute()
}

export async function deleteProposal(
  transaction: Transaction<DB>,
  pollId: string,
  what: Proposal['what'],
): Promise<void> {
  await transaction.deleteFrom('poll_proposal').where('poll_id', '=', pollId).where('what', '=', what).execute()
}

export async function insertManifest(
  transaction: Transaction<DB>,
  row: {
    readonly pollId: string
    readonly manifest: string
    readonly fingerprint: string
    readonly opensAt: Date
    readonly closesAt: Date
    readonly publishedAt: Date
  },
): Promise<void> {
  await transaction
    .insertInto('sealed_poll_manifest')
    .values({
      poll_id: row.pollId,
      manifest: row.manifest,
      fingerprint: Buffer.from(row.fingerprint, 'hex'),
      opens_at: row.opensAt,
      closes_at: row.closesAt,
      published_at: row.publishedAt,
    })
    .execute()
}

export async function insertExtension(
  transaction: Transaction<DB>,
  pollId: string,
  extension: { readonly closesAt: Date; readonly reason: string; readonly proposedBy: string },
  stamp: Stamp,
): Promise<void> {
  await transaction
    .insertInto('poll_extension')
    .values({
      poll_id: pollId,
      closes_at: extension.closesAt,
      reason: extension.reason,
      proposed_by: extension.proposedBy,
      confirmed_by: stamp.by,
      extended_at: stamp.at,
    })
    .execute()
}

export type Extension = { readonly closesAt: Date; readonly reason: string; readonly extendedAt: Date }

export async function listExtensions(db: Kysely<DB>, pollId: string): Promise<readonly Extension[]> {
  const { rows } = await sql<Extension>`
    SELECT closes_at AS "closesAt", reason, extended_at AS "extendedAt"
    FROM poll_extension WHERE poll_id = ${pollId} ORDER BY extended_at`.execute(db)
  return rows
}
