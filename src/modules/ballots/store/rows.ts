import { type Selectable, sql } from 'kysely'
import type { VoteType } from '#kernel/tally'
import type { PollOption as PollOptionRow, Poll as PollRow } from '#platform/database'
import type { Poll, PollFile, PollOption, Publication } from '../model.ts'

/** What a list shows of a poll: neither its manifest nor the note, which are long. */
export type PollEssentials = Omit<Poll, 'manifest' | 'note'>

export const ESSENTIAL_COLUMNS = [
  'poll.id',
  'poll.slug',
  'poll.title',
  'poll.organiser',
  'poll.place',
  'poll.began_on',
  'poll.ended_on',
  'poll.vote_type',
  'poll.currency',
  'poll.amount_decimals',
  'poll.budget_amount',
  'poll.voter_count',
  'poll.official_rule',
  'poll.source_producer',
  'poll.source_title',
  'poll.source_url',
  'poll.source_licence',
  'poll.source_citation',
  'poll.fingerprint',
  'poll.published_at',
] as const

type Counted = { readonly option_count: bigint | null }
type EssentialRow = Omit<Selectable<PollRow>, 'manifest' | 'note'> & Counted
export type CountedPollRow = Selectable<PollRow> & Counted

export function pollOf(row: CountedPollRow): Poll {
  return { ...essentialsOf(row), note: row.note ?? undefined, manifest: row.manifest }
}

export function essentialsOf(row: EssentialRow): PollEssentials {
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    organiser: row.organiser,
    place: row.place,
    beganOn: row.began_on ?? undefined,
    endedOn: row.ended_on ?? undefined,
    voteType: row.vote_type as VoteType,
    currency: row.currency,
    decimals: row.amount_decimals,
    budget: row.budget_amount,
    voterCount: row.voter_count,
    optionCount: Number(row.option_count ?? 0n),
    officialRule: row.official_rule ?? undefined,
    source: {
      producer: row.source_producer,
      title: row.source_title,
      url: row.source_url ?? undefined,
      licence: row.source_licence,
      citation: row.source_citation ?? undefined,
    },
    fingerprint: row.fingerprint.toString('hex'),
    publishedAt: row.published_at,
  }
}

export function rowOf(poll: Publication['poll']) {
  return {
    id: poll.id,
    slug: poll.slug,
    title: poll.title,
    organiser: poll.organiser,
    place: poll.place,
    began_on: poll.beganOn ?? null,
    ended_on: poll.endedOn ?? null,
    note: poll.note ?? null,
    vote_type: poll.voteType,
    currency: poll.currency,
    amount_decimals: poll.decimals,
    budget_amount: poll.budget,
    voter_count: poll.voterCount,
    official_rule: poll.officialRule ?? null,
    source_producer: poll.source.producer,
    source_title: poll.source.title,
    source_url: poll.source.url ?? null,
    source_licence: poll.source.licence,
    source_citation: poll.source.citation ?? null,
    manifest: poll.manifest,
    fingerprint: Buffer.from(poll.fingerprint, 'hex'),
    published_at: poll.publishedAt,
  }
}

export function optionOf(row: Selectable<PollOptionRow>): PollOption {
  return {
    position: row.position,
    code: row.code,
    name: row.name,
    cost: row.cost_amount,
    voteCount: row.vote_count,
    points: row.point_total ?? undefined,
    wasSelected: row.was_selected ?? undefined,
    details: row.details as Readonly<Record<string, string>>,
  }
}

export function optionRowOf(pollId: string, option: PollOption) {
  return {
    poll_id: pollId,
    position: option.position,
    code: option.code,
    name: option.name,
    cost_amount: option.cost,
    vote_count: option.voteCount,
    point_total: option.points ?? null,
    was_selected: option.wasSelected ?? null,
    details: JSON.stringify(option.details),
  }
}

export function fileRowOf(pollId: string, file: PollFile) {
  const content = Buffer.from(file.content)
  return {
    poll_id: pollId,
    name: file.name,
    media_type: file.mediaType,
    content,
    sha256: sql<Buffer>`sha256(${content}::bytea)`,
  }
}
