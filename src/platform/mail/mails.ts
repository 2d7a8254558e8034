import { type Kysely, sql } from 'kysely'
import type { DB } from '#platform/database'
import type { MailParagraph } from './post.ts'

/**
 * `given-up`: no server took it in two days. `unreachable`: mails to this address come back, so it did not leave. `kept`:
 * written in a demonstration without a mail server, where nothing leaves.
 */
export type MailState = 'waiting' | 'sent' | 'refused' | 'given-up' | 'unreachable' | 'too-late' | 'kept'

/** A mail as it is kept, until it is emptied. */
export type KeptMail = {
  readonly id: string
  readonly kind: string
  readonly recipient: string
  readonly subject: string
  readonly paragraphs: readonly MailParagraph[]
  readonly state: MailState
  readonly usefulUntil: Date | null
  readonly writtenAt: Date
}

/** The mail, unless it was emptied. */
export async function findMail(db: Kysely<DB>, id: string): Promise<KeptMail | undefined> {
  const { rows } = await sql<KeptMail>`${SELECT_MAIL} AND id = ${id}`.execute(db)
  return rows[0]
}

/** The last mails written, newest first; those to addresses that hold these letters, when some are given. */
export async function listMails(db: Kysely<DB>, letters: string, limit: number): Promise<readonly KeptMail[]> {
  const { rows } = await sql<KeptMail>`
    ${SELECT_MAIL} AND strpos(lower(recipient), lower(${letters.trim()})) > 0
    ORDER BY written_at DESC, id DESC LIMIT ${limit}`.execute(db)
  return rows
}

const SELECT_MAIL = sql`
  SELECT id, kind, recipient, subject, paragraphs, state, useful_until AS "usefulUntil", written_at AS "writtenAt"
  FROM mail WHERE emptied_at IS NULL`

export async function countWaiting(db: Kysely<DB>): Promise<number> {
  const { rows } = await sql<{ count: bigint }>`SELECT count(*) FROM mail WHERE state = 'waiting'`.execute(db)
  return Number(rows[0]?.count ?? 0n)
}
