import { type Kysely, sql } from 'kysely'
import type { Manifest } from '#kernel/ballot'
import type { DB } from '#platform/database'
import { NEW_DRAFT, type PollSettings } from '../../sealed/draft.ts'
import type { SealedPoll } from '../../sealed/poll.ts'
import { type PollFacts, stageOf } from '../../sealed/stage.ts'

/** A published poll held here, with its stage at that moment; undefined: unknown, or a draft. */
export async function findSealedPoll(db: Kysely<DB>, slug: string, now: Date): Promise<SealedPoll | undefined> {
  const row = await published(db).where('sealed_poll.slug', '=', slug).executeTakeFirst()
  return row && pollOf(row, now)
}

export async function findSealedPollById(db: Kysely<DB>, id: string, now: Date): Promise<SealedPoll | undefined> {
  const row = await published(db).where('sealed_poll.id', '=', id).executeTakeFirst()
  return row && pollOf(row, now)
}

/** The published polls held here, the last to close first. */
export async function listSealedPolls(db: Kysely<DB>, now: Date): Promise<readonly SealedPoll[]> {
  const rows = await published(db).orderBy('manifest.closes_at', 'desc').orderBy('sealed_poll.id').execute()
  return rows.map((row) => pollOf(row, now))
}

/** The hour it is for the database: what is gathered for home has no other. */
export async function readClock(db: Kysely<DB>): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`SELECT now() AS now`.execute(db)
  return rows[0]!.now
}

function published(db: Kysely<DB>) {
  return db
    .selectFrom('sealed_poll')
    .innerJoin('sealed_poll_manifest as manifest', 'manifest.poll_id', 'sealed_poll.id')
    .select(['sealed_poll.id', 'sealed_poll.slug', 'sealed_poll.is_fictitious', 'sealed_poll.draft'])
    .select(['manifest.manifest', 'manifest.fingerprint', 'manifest.published_at', 'manifest.opens_at'])
    .select([
      sql<Date>`coalesce((SELECT max(e.closes_at) FROM poll_extension AS e WHERE e.poll_id = sealed_poll.id), manifest.closes_at)`.as(
        'closes_at',
      ),
      sql<Date | null>`(SELECT r.passed_at FROM rehearsal AS r JOIN bureau_key AS k ON k.id = r.key_id
        WHERE k.poll_id = sealed_poll.id AND encode(k.public_key, 'hex') = manifest.manifest::jsonb #>> '{bureau,publicKey}')`.as(
        'rehearsed_at',
      ),
      milestone('closed').as('closed_at'),
      milestone('opened').as('opened_at'),
      milestone('result').as('result_at'),
    ])
}

function milestone(kind: 'closed' | 'opened' | 'result') {
  return sql<Date | null>`(SELECT m.at FROM poll_milestone AS m WHERE m.poll_id = sealed_poll.id AND m.kind = ${kind})`
}

type Row = Awaited<ReturnType<ReturnType<typeof published>['executeTakeFirstOrThrow']>>

function pollOf(row: Row, now: Date): SealedPoll {
  const facts = factsOf(row)
  // Polls prepared before a setting existed have what a new one begins with.
  const draft = { ...NEW_DRAFT, ...(row.draft as Partial<PollSettings>) }
  return {
    id: row.id,
    slug: row.slug,
    isFictitious: row.is_fictitious,
    manifest: JSON.parse(row.manifest) as Manifest,
    manifestText: row.manifest,
    fingerprint: row.fingerprint.toString('hex'),
    settings: {
      householdCap: draft.householdCap,
      paperChecking: draft.paperChecking,
      work: draft.work,
      advisory: draft.advisory,
    },
    publishedAt: row.published_at,
    opensAt: row.opens_at,
    closesAt: row.closes_at,
    facts,
    stage: stageOf(facts, now),
  }
}

function factsOf(row: Row): PollFacts {
  return {
    publishedAt: row.published_at,
    opensAt: row.opens_at,
    closesAt: row.closes_at,
    ...(row.rehearsed_at && { rehearsedAt: row.rehearsed_at }),
    ...(row.closed_at && { closedAt: row.closed_at }),
    ...(row.opened_at && { openedAt: row.opened_at }),
    ...(row.result_at && { resultAt: row.result_at }),
  }
}
