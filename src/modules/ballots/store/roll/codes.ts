import { type Kysely, sql, type Transaction } from 'kysely'
import { type DB, readAs } from '#platform/database'

export const BATCH_KINDS = ['class', 'home', 'letters'] as const
export type BatchKind = (typeof BATCH_KINDS)[number]

/** Printed codes handed together to somebody. */
export type CodeBatch = {
  readonly id: string
  readonly pollId: string
  readonly number: number
  readonly kind: BatchKind
  readonly handedTo: string
  readonly codeCount: number
  /** How many were typed by somebody; never by whom. */
  readonly usedCount: number
  /** There until the sheets are printed. */
  readonly seed: Uint8Array | null
  readonly issuedAt: Date
  readonly withdrawnAt: Date | null
  readonly withdrawnBecause: 'lost' | 'withdrawn' | null
}

export function listBatches(db: Kysely<DB>, pollId: string): Promise<readonly CodeBatch[]> {
  return readAs(db, 'registrar', async (registrar) =>
    (await batches(registrar).where('poll_id', '=', pollId).orderBy('number').execute()).map(batchOf),
  )
}

export function findBatch(db: Kysely<DB>, pollId: string, number: number): Promise<CodeBatch | undefined> {
  return readAs(db, 'registrar', (registrar) => findBatchHere(registrar, pollId, number))
}

export async function findBatchHere(
  registrar: Transaction<DB>,
  pollId: string,
  number: number,
): Promise<CodeBatch | undefined> {
  const query = batches(registrar).where('poll_id', '=', pollId).where('number', '=', number)
  const row = await query.executeTakeFirst()
  return row && batchOf(row)
}

/** What the leader's word must give. */
export function findLeaderHash(db: Kysely<DB>, batchId: string): Promise<Uint8Array | undefined> {
  return readAs(db, 'registrar', async (registrar) => {
    const query = registrar.selectFrom('code_batch').select('leader_hash').where('id', '=', batchId)
    return (await query.executeTakeFirst())?.leader_hash
  })
}

/** @param hashes  one per code, each with the identifier of its row */
export async function insertBatch(
  registrar: Transaction<DB>,
  batch: {
    readonly id: string
    readonly pollId: string
    readonly kind: BatchKind
    readonly handedTo: string
    readonly seed: Uint8Array
    readonly leaderHash: Uint8Array
    readonly issuedBy: string
  },
  hashes: readonly { readonly id: string; readonly hash: Uint8Array }[],
  issuedAt: Date,
): Promise<number> {
  const { number } = await registrar
    .insertInto('code_batch')
    .values({
      id: batch.id,
      poll_id: batch.pollId,
      number: sql<number>`(SELECT coalesce(max(number), 0) + 1 FROM code_batch WHERE poll_id = ${batch.pollId})`,
      kind: batch.kind,
      handed_to: batch.handedTo,
      code_count: hashes.length,
      seed: Buffer.from(batch.seed),
      leader_hash: Buffer.from(batch.leaderHash),
      issued_by: batch.issuedBy,
      issued_at: issuedAt,
    })
    .returning('number')
    .executeTakeFirstOrThrow()
  await registrar
    .insertInto('voting_code')
    .values(hashes.map(({ id, hash }) => ({ id, batch_id: batch.id, code_hash: Buffer.from(hash) })))
    .execute()
  return number
}

/** The sheets are printed: what their codes were drawn from goes. */
export async function forgetSeed(registrar: Transaction<DB>, batchId: string): Promise<void> {
  await registrar.updateTable('code_batch').set({ seed: null }).where('id', '=', batchId).execute()
}

/** Codes nobody has used open nothing any more. */
export async function withdrawBatch(
  registrar: Transaction<DB>,
  batchId: string,
  because: 'lost' | 'withdrawn',
  now: Date,
): Promise<void> {
  await registrar
    .updateTable('code_batch')
    .set({ withdrawn_at: now, withdrawn_because: because, seed: null })
    .where('id', '=', batchId)
    .where('withdrawn_at', 'is', null)
    .execute()
}

/** A code, held until the transaction ends. */
export async function lockCode(registrar: Transaction<DB>, codeHash: Uint8Array) {
  const row = await registrar
    .selectFrom('voting_code')
    .innerJoin('code_batch', 'code_batch.id', 'voting_code.batch_id')
    .select(['voting_code.id', 'voting_code.holder', 'code_batch.withdrawn_at', 'code_batch.poll_id'])
    .where('voting_code.code_hash', '=', Buffer.from(codeHash))
    .forUpdate('voting_code')
    .executeTakeFirst()
  return row && { id: row.id, pollId: row.poll_id, holder: row.holder, isWithdrawn: row.withdrawn_at !== null }
}

/** Of the batch a code is of, whoever used it or not. */
export function findBatchNumberOfCode(
  db: Kysely<DB>,
  pollId: string,
  codeHash: Uint8Array,
): Promise<number | undefined> {
  return readAs(db, 'registrar', async (registrar) => {
    const row = await registrar
      .selectFrom('voting_code')
      .innerJoin('code_batch', 'code_batch.id', 'voting_code.batch_id')
      .select('code_batch.number')
      .where('code_batch.poll_id', '=', pollId)
      .where('voting_code.code_hash', '=', Buffer.from(codeHash))
      .executeTakeFirst()
    return row?.number
  })
}

export async function bindCode(registrar: Transaction<DB>, codeId: string, holder: Uint8Array): Promise<void> {
  await registrar
    .updateTable('voting_code')
    .set({ holder: Buffer.from(holder) })
    .where('id', '=', codeId)
    .execute()
}

function batches(registrar: Transaction<DB>) {
  return registrar
    .selectFrom('code_batch')
    .select(['id', 'poll_id', 'number', 'kind', 'handed_to', 'code_count', 'seed', 'issued_at'])
    .select(['withdrawn_at', 'withdrawn_because'])
    .select(
      sql<bigint>`(SELECT count(*) FROM voting_code AS c WHERE c.batch_id = code_batch.id AND c.holder IS NOT NULL)`.as(
        'used_count',
      ),
    )
}

type Row = Awaited<ReturnType<ReturnType<typeof batches>['executeTakeFirstOrThrow']>>

function batchOf(row: Row): CodeBatch {
  return {
    id: row.id,
    pollId: row.poll_id,
    number: row.number,
    kind: row.kind as BatchKind,
    handedTo: row.handed_to,
    codeCount: row.code_count,
    usedCount: Number(row.used_count),
    seed: row.seed,
    issuedAt: row.issued_at,
    withdrawnAt: row.withdrawn_at,
    withdrawnBecause: row.withdrawn_because as CodeBatch['withdrawnBecause'],
  }
}
