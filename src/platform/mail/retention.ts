import { type Kysely, sql } from 'kysely'
import type { DB } from '#platform/database'
import type { MailParagraph } from './post.ts'

/**
 * Empties the mails kept long enough: address, subject and words go, the row says that a mail of that kind was written that
 * day. One that never left by then is given up.
 *
 * @returns  how many were emptied
 */
export async function purgeMails(db: Kysely<DB>, now: Date): Promise<bigint> {
  const { numAffectedRows } = await sql`${emptied(now)} WHERE emptied_at IS NULL AND empty_at <= ${now}`.execute(db)
  return numAffectedRows ?? 0n
}

/**
 * Empties the mails of one person now: those written for them, and those to addresses that nobody else has.
 *
 * @param addresses  theirs alone, in lower case
 */
export async function emptyMailsOf(
  db: Kysely<DB>,
  personId: string,
  addresses: readonly string[],
  now: Date,
): Promise<bigint> {
  const { numAffectedRows } = await sql`
    ${emptied(now)} WHERE emptied_at IS NULL AND ${areOf(personId, addresses)}`.execute(db)
  return numAffectedRows ?? 0n
}

/** Mails kept of one person, the last first. A code in them is left out: it opens, and says nothing of anyone. */
export async function listMailsOf(
  db: Kysely<DB>,
  personId: string,
  addresses: readonly string[],
): Promise<
  readonly { readonly recipient: string; readonly subject: string; readonly text: string; readonly writtenAt: Date }[]
> {
  const { rows } = await sql<{ recipient: string; subject: string; paragraphs: MailParagraph[]; writtenAt: Date }>`
    SELECT recipient, subject, paragraphs, written_at AS "writtenAt" FROM mail
    WHERE emptied_at IS NULL AND ${areOf(personId, addresses)} ORDER BY written_at DESC, id DESC`.execute(db)
  return rows.map(({ paragraphs, ...mail }) => ({ ...mail, text: paragraphs.map(wordsOf).join('\n\n') }))
}

function wordsOf(paragraph: MailParagraph): string {
  if (typeof paragraph === 'string') return paragraph
  return 'code' in paragraph ? '(un code)' : paragraph.label
}

// The domain stays for the figures when enough people share it to say nothing of one of them.
function emptied(now: Date) {
  return sql`
    UPDATE mail SET recipient = '', subject = '', paragraphs = '[]', person_id = NULL, list = NULL, emptied_at = ${now},
      leased_by = NULL, leased_until = NULL, domain = CASE WHEN domain IN (${sharedDomains()}) THEN domain ELSE ${OTHERS} END,
      state = CASE state WHEN 'waiting' THEN 'too-late' ELSE state END, ended_at = coalesce(ended_at, ${now})`
}

/** What the figures call domains of too few people. */
export const OTHERS = 'autres'

/** Fewer people than that in a domain: its figures would be about somebody. */
export const SHARED_FROM = 5

/** Domains that enough different addresses have, or had when their mails were emptied. */
export function sharedDomains() {
  return sql`
    SELECT domain FROM mail GROUP BY domain
    HAVING count(DISTINCT lower(recipient)) FILTER (WHERE emptied_at IS NULL) >= ${SHARED_FROM}
        OR (domain <> ${OTHERS} AND bool_or(emptied_at IS NOT NULL))`
}

function areOf(personId: string, addresses: readonly string[]) {
  return sql`(person_id = ${personId} OR (person_id IS NULL AND lower(recipient) = ANY (${addresses}::text[])))`
}
