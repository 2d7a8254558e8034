import { sql, type Transaction } from 'kysely'
import type { EvidenceClass } from '#kernel/ballot'
import type { DB } from '#platform/database'
import type { Fate } from '../../sealed/commission.ts'
import type { Signal, Suspicion, WatchedCast } from '../../sealed/flags-model.ts'

/** Ballots that count now with where they came from, as the commission. Printed codes: see `listUsedCodes`. */
export async function listWatchedCasts(
  commission: Transaction<DB>,
  pollId: string,
): Promise<readonly (WatchedCast & { readonly rollId: string })[]> {
  const { rows } = await sql<CastRow>`
    WITH fate AS (${lastLeaves(pollId)})
    SELECT envelope.leaf_index AS leaf, roll.id AS roll_id, roll.evidence, coalesce(trace.cast_at, roll.marked_at) AS cast_at,
           encode(trace.network_key, 'hex') AS network, encode(trace.terminal_key, 'hex') AS terminal,
           encode(trace.batch_key, 'hex') AS batch, encode(roll.contact_key, 'hex') AS contact,
           coalesce(trace.signals, '{}') ||
             coalesce((SELECT array_agg(doubt.kind) FROM roll_doubt AS doubt WHERE doubt.entry_id = roll.id), '{}') AS signals
    FROM envelope_link AS link
    JOIN envelope ON envelope.id = link.envelope_id
    JOIN roll_entry AS roll ON roll.id = link.roll_id
    LEFT JOIN cast_trace AS trace ON trace.envelope_id = envelope.id
    LEFT JOIN fate ON fate.envelope_leaf = envelope.leaf_index
    WHERE link.poll_id = ${pollId} AND coalesce(fate.kind, 'live') NOT IN ('superseded', 'annulled')
    ORDER BY envelope.leaf_index`.execute(commission)
  return rows.map(({ leaf, roll_id, cast_at, signals, evidence, ...keys }) => ({
    ...keys,
    envelopeLeaf: Number(leaf),
    rollId: roll_id,
    evidence: evidence as EvidenceClass,
    castAt: cast_at,
    signals: [...new Set(signals)] as Signal[],
  }))
}

type CastRow = {
  readonly leaf: bigint
  readonly roll_id: string
  readonly evidence: string
  readonly cast_at: Date
  readonly network: string | null
  readonly terminal: string | null
  readonly batch: string | null
  readonly contact: string | null
  readonly signals: readonly string[]
}

/** What the log says last of the envelopes it speaks of again; any other is `live`. As the commission. */
export async function listFates(commission: Transaction<DB>, pollId: string): Promise<ReadonlyMap<number, Fate>> {
  const { rows } = await sql<{ envelope_leaf: bigint; kind: string }>`${lastLeaves(pollId)}`.execute(commission)
  return new Map(rows.map(({ envelope_leaf: leaf, kind }) => [Number(leaf), FATES[kind] ?? 'live']))
}

const FATES: Readonly<Record<string, Fate>> = {
  superseded: 'superseded',
  flagged: 'flagged',
  annulled: 'annulled',
  admitted: 'live',
}

/** Which of these leaves are envelopes of the poll, as the commission. */
export async function listEnvelopeLeaves(
  commission: Transaction<DB>,
  pollId: string,
  leaves: readonly number[],
): Promise<readonly number[]> {
  if (leaves.length === 0) return []
  const rows = await commission
    .selectFrom('envelope')
    .select('leaf_index')
    .where('poll_id', '=', pollId)
    .where('leaf_index', 'in', leaves.map(BigInt))
    .execute()
  return rows.map(({ leaf_index: leaf }) => Number(leaf))
}

/** The reasons already said: of each envelope, with the last leaf `flagged` about it. */
export async function listSaid(
  commission: Transaction<DB>,
  pollId: string,
): Promise<ReadonlyMap<number, { readonly flagLeaf: number; readonly reasons: readonly string[] }>> {
  const { rows } = await sql<{ envelope_leaf: bigint; flag_leaf: bigint; reasons: string[] }>`
    SELECT envelope_leaf, max(flag_leaf) AS flag_leaf, array_agg(reason) AS reasons
    FROM envelope_flag WHERE poll_id = ${pollId} GROUP BY envelope_leaf`.execute(commission)
  return new Map(
    rows.map((row) => [Number(row.envelope_leaf), { flagLeaf: Number(row.flag_leaf), reasons: row.reasons }]),
  )
}

/** @param flags  each with the leaf `flagged` that says it */
export async function insertFlags(
  commission: Transaction<DB>,
  pollId: string,
  flags: readonly (Suspicion & { readonly flagLeaf: number })[],
  raisedAt: Date,
): Promise<void> {
  if (flags.length === 0) return
  await commission
    .insertInto('envelope_flag')
    .values(
      flags.map(({ envelopeLeaf, reason, cluster, flagLeaf }) => ({
        poll_id: pollId,
        envelope_leaf: BigInt(envelopeLeaf),
        reason,
        flag_leaf: BigInt(flagLeaf),
        cluster,
        raised_at: raisedAt,
      })),
    )
    .execute()
}

function lastLeaves(pollId: string) {
  return sql`
    SELECT DISTINCT ON (envelope_leaf) (content::jsonb ->> 'leaf')::bigint AS envelope_leaf, kind
    FROM log_leaf
    WHERE poll_id = ${pollId} AND kind IN ('superseded', 'flagged', 'admitted', 'annulled')
    ORDER BY envelope_leaf, index DESC`
}
