import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely'
import type { LeafKind } from '#kernel/ballot'
import { type Frontier, type Hash, hexOf, type SignedHead } from '#kernel/merkle'
import type { DB } from '#platform/database'

export type NewLeaf = {
  readonly index: number
  readonly hash: Hash
  readonly content: string
  readonly kind: LeafKind
  readonly about: number | undefined
}

/** What a head is signed for, and by which key: those of the manifest, in hexadecimal. */
export type LogIdentity = { readonly poll: string; readonly logKey: string }

export async function findIdentity(db: Kysely<DB>, pollId: string): Promise<LogIdentity> {
  const { fingerprint, log_key: logKey } = await db
    .selectFrom('sealed_poll_manifest')
    .select(['fingerprint', sql<string>`manifest::jsonb ->> 'logKey'`.as('log_key')])
    .where('poll_id', '=', pollId)
    .executeTakeFirstOrThrow()
  return { poll: fingerprint.toString('hex'), logKey }
}

export async function insertLog(caster: Transaction<DB>, pollId: string): Promise<void> {
  await caster
    .insertInto('vote_log')
    .values({ poll_id: pollId, size: 0n, peaks: Buffer.alloc(0) })
    .execute()
}

/** What a log becomes: its new leaves, and the head that covers them. */
export type Growth = { readonly leaves: readonly NewLeaf[]; readonly frontier: Frontier; readonly head: SignedHead }

/** Writes what the log has become: its row is locked (`lockLog`). */
export async function growLog(caster: Transaction<DB>, pollId: string, grown: Growth): Promise<void> {
  await sql`SELECT log_grow(${pollId}, ${growthOf(grown)})`.execute(caster)
}

/** The arguments of `log_grow`, after the poll. */
export function growthOf({ leaves, frontier, head }: Growth): RawBuilder<unknown> {
  const rows = leaves.map(({ hash, ...leaf }) => ({ ...leaf, hash: hexOf(hash) }))
  return sql`${JSON.stringify(rows)}::jsonb, ${frontier.size}, ${Buffer.concat(frontier.peaks)},
    ${Buffer.from(head.root, 'hex')}, ${head.at}, ${Buffer.from(head.signature, 'hex')}`
}

/** The first head that covers each of these leaves: the one its receipt carries. By number of leaf. */
export async function headsOfLeaves(
  caster: Transaction<DB>,
  pollId: string,
  leaves: readonly number[],
): Promise<ReadonlyMap<number, HeadRow>> {
  const { rows } = await sql<HeadColumns & { leaf: bigint }>`
    SELECT asked.leaf, head.* FROM unnest(${leaves}::bigint[]) AS asked (leaf)
    CROSS JOIN LATERAL (
      SELECT size, root, signed_at, signature FROM log_head
      WHERE poll_id = ${pollId} AND size > asked.leaf ORDER BY size LIMIT 1
    ) AS head`.execute(caster)
  return new Map(rows.map((row) => [Number(row.leaf), headOf(row)]))
}

/** The last head signed, published or not. */
export async function findLastHead(caster: Transaction<DB>, pollId: string): Promise<HeadRow | undefined> {
  const row = await caster
    .selectFrom('log_head')
    .select(['size', 'root', 'signed_at', 'signature'])
    .where('poll_id', '=', pollId)
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && headOf(row)
}

/** A head without the poll it is of. */
export type HeadRow = Omit<SignedHead, 'poll'>

export type HeadColumns = {
  readonly size: bigint
  readonly root: Buffer
  readonly signed_at: Date
  readonly signature: Buffer
}

export function headOf({ size, root, signed_at: at, signature }: HeadColumns): HeadRow {
  return { size: Number(size), root: root.toString('hex'), at: at.toISOString(), signature: signature.toString('hex') }
}
