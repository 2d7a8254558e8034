import { type Kysely, sql, type Transaction } from 'kysely'
import type { Hash, SignedHead, Tile } from '#kernel/merkle'
import { type DB, readAs } from '#platform/database'
import { type HeadColumns, headOf } from './log.ts'

/** A head that everybody may see, and how many people's vote counted then, by any way. */
export type PublishedHead = { readonly head: SignedHead; readonly publishedAt: Date; readonly voterCount: number }

/** What was published of a poll's log, oldest first: the turnout by the hour. */
export function listPublishedHeads(db: Kysely<DB>, pollId: string): Promise<readonly PublishedHead[]> {
  return readAs(db, 'caster', async (caster) => {
    const { rows } = await sql<HeadColumns & { published_at: Date; voter_count: bigint; poll: string }>`
      SELECT head.size, head.root, head.signed_at, head.signature, shown.published_at, shown.voter_count,
             encode(manifest.fingerprint, 'hex') AS poll
      FROM log_publication AS shown
      JOIN log_head AS head ON head.poll_id = shown.poll_id AND head.size = shown.size
      JOIN sealed_poll_manifest AS manifest ON manifest.poll_id = shown.poll_id
      WHERE shown.poll_id = ${pollId} ORDER BY shown.size`.execute(caster)
    return rows.map((row) => ({
      head: { poll: row.poll, ...headOf(row) },
      publishedAt: row.published_at,
      voterCount: Number(row.voter_count),
    }))
  })
}

/** The polls whose log has grown since it was last published. */
export async function listUnpublished(db: Kysely<DB>): Promise<readonly string[]> {
  const { rows } = await sql<{ poll_id: string }>`
    SELECT log.poll_id FROM vote_log AS log
    WHERE log.size > coalesce((SELECT max(size) FROM log_publication WHERE poll_id = log.poll_id), 0)`.execute(db)
  return rows.map((row) => row.poll_id)
}

/** Until the transaction ends, nobody else publishes this log; casting goes on. */
export async function lockPublication(caster: Transaction<DB>, pollId: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('log_publication ' || ${pollId}, 0))`.execute(caster)
}

/** The size published last; 0: nothing yet. */
export async function publishedSize(db: Kysely<DB>, pollId: string): Promise<number> {
  const { size } = await db
    .selectFrom('log_publication')
    .select(({ fn }) => fn.max('size').as('size'))
    .where('poll_id', '=', pollId)
    .executeTakeFirstOrThrow()
  return Number(size ?? 0n)
}

export async function listLeafHashes(
  db: Kysely<DB>,
  pollId: string,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<readonly Hash[]> {
  const rows = await leaves(db, pollId, from, to).select('hash').execute()
  return rows.map(({ hash }) => new Uint8Array(hash))
}

/** What the leaves say, in canonical JSON. */
export async function listLeaves(
  db: Kysely<DB>,
  pollId: string,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<readonly string[]> {
  const rows = await leaves(db, pollId, from, to).select('content').execute()
  return rows.map(({ content }) => content)
}

function leaves(db: Kysely<DB>, pollId: string, from: number, to: number) {
  return db
    .selectFrom('log_leaf')
    .where('poll_id', '=', pollId)
    .where('index', '>=', BigInt(from))
    .where('index', '<', BigInt(to))
    .orderBy('index')
}

export async function findTile(db: Kysely<DB>, pollId: string, name: string): Promise<Uint8Array | undefined> {
  const row = await db
    .selectFrom('log_tile')
    .select('content')
    .where('poll_id', '=', pollId)
    .where('name', '=', name)
    .executeTakeFirst()
  return row && new Uint8Array(row.content)
}

/** Shows a head to everybody, with the files that prove it. A second one for the same size changes nothing. */
export async function insertPublication(
  caster: Transaction<DB>,
  pollId: string,
  shown: { readonly size: number; readonly at: Date; readonly tiles: readonly Tile[] },
): Promise<void> {
  await sql`
    INSERT INTO log_publication (poll_id, size, published_at, voter_count)
    SELECT ${pollId}, ${shown.size}, ${shown.at},
           count(*) FILTER (WHERE leaf.kind = 'envelope') - count(*) FILTER (WHERE leaf.kind IN ('superseded', 'annulled'))
           + coalesce(sum((leaf.content::jsonb ->> 'ballots')::bigint) FILTER (WHERE leaf.kind = 'paper-batch'), 0)
           - coalesce(sum((batch.content::jsonb ->> 'ballots')::bigint) FILTER (WHERE leaf.kind = 'paper-annulled'), 0)
    FROM log_leaf AS leaf
    LEFT JOIN log_leaf AS batch
      ON leaf.kind = 'paper-annulled' AND batch.poll_id = leaf.poll_id AND batch.index = leaf.about
    WHERE leaf.poll_id = ${pollId} AND leaf.index < ${shown.size}`.execute(caster)
  await sql`
    INSERT INTO log_tile (poll_id, name, content)
    SELECT ${pollId}, name, content
    FROM unnest(${shown.tiles.map(({ name }) => name)}::text[], ${shown.tiles.map(({ content }) => Buffer.from(content))}::bytea[])
      AS made (name, content)`.execute(caster)
}

/** All the lines of a log, each with its line end, in pieces of some thousands: none is looked at here. */
export async function listLogPieces(db: Kysely<DB>, pollId: string): Promise<readonly string[]> {
  const pieces: string[] = []
  for await (const piece of readLog(db, pollId)) pieces.push(piece)
  return pieces
}

const LINES_AT_ONCE = 5000

/**
 * The same, a piece at a time: as much memory for a million lines as for a thousand.
 *
 * @param size  leaves to read; all by default
 */
export async function* readLog(
  db: Kysely<DB>,
  pollId: string,
  size = Number.MAX_SAFE_INTEGER,
): AsyncGenerator<string, void, void> {
  for (let from = 0; from < size; from += LINES_AT_ONCE) {
    const to = Math.min(from + LINES_AT_ONCE, size)
    const { piece } = await leaves(db, pollId, from, to)
      .clearOrderBy()
      .select(sql<string | null>`string_agg(content || E'\n', '' ORDER BY index)`.as('piece'))
      .executeTakeFirstOrThrow()
    if (piece === null) return
    yield piece
  }
}
