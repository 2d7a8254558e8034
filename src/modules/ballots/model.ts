import { createHash } from 'node:crypto'
import { canonicalJson } from '#kernel/canonical-json'
import { done, type Result, refuse } from '#kernel/result'
import type { Election, Oddity, ReadingFault, Rule, TallyReport, VoteType } from '#kernel/tally'

/** A published poll, as its pages need it. */
export type Poll = {
  readonly id: string
  readonly slug: string
  readonly title: string
  readonly organiser: string
  /** Where, in French: « Wieliczka, Pologne ». */
  readonly place: string
  /** As the file writes them, brought to ISO: `2023-04-03`, or `2022` where the file has no more. */
  readonly beganOn: string | undefined
  readonly endedOn: string | undefined
  /** What the file's authors add, in their language. */
  readonly note: string | undefined
  readonly voteType: VoteType
  readonly currency: string
  /** Amounts are integers of 10^-decimals units of the currency. */
  readonly decimals: number
  readonly budget: bigint
  readonly voterCount: number
  readonly optionCount: number
  readonly officialRule: string | undefined
  readonly source: Source
  readonly manifest: string
  /** SHA-256 of the manifest, in hexadecimal. */
  readonly fingerprint: string
  readonly publishedAt: Date
}

/** Where a figure comes from. */
export type Source = {
  readonly producer: string
  readonly title: string
  readonly url: string | undefined
  readonly licence: string
  readonly citation: string | undefined
}

export type PollOption = {
  readonly position: number
  /** Identifier in the file. */
  readonly code: string
  readonly name: string
  readonly cost: bigint
  readonly voteCount: number
  readonly points: string | undefined
  readonly wasSelected: boolean | undefined
  readonly details: Readonly<Record<string, string>>
}

export type PollResult = {
  readonly report: TallyReport
  /** The report as stored and published, byte for byte. */
  readonly reportText: string
  readonly computedAt: Date
}

export type PollFile = { readonly name: string; readonly mediaType: string; readonly content: Uint8Array }

/** One count made again from the published file. */
export type Recount = { readonly recountedAt: Date; readonly isIdentical: boolean; readonly durationMs: number }

/** Everything that is written at once when an election is imported. */
export type Publication = {
  readonly poll: Omit<Poll, 'optionCount'>
  readonly options: readonly PollOption[]
  readonly files: readonly PollFile[]
  readonly report: TallyReport
  /** Sum of the winners' costs. */
  readonly cost: bigint
}

/** Why an election is not imported, gravest first. */
export type ImportRefusal =
  | { readonly kind: 'file-unreadable'; readonly fault: ReadingFault }
  | { readonly kind: 'amount-too-large' }
  | { readonly kind: 'currency-unknown' }
  | { readonly kind: 'rule-unknown'; readonly rule: string }
  | { readonly kind: 'rule-impossible'; readonly sentence: string }
  | { readonly kind: 'slug-taken'; readonly slug: string }

/** What the person who imports says beside the file. */
export type ImportWords = {
  readonly slug?: string | undefined
  readonly title?: string | undefined
  readonly organiser?: string | undefined
  readonly place?: string | undefined
  readonly source: Source
}

export type ImportReport = {
  readonly slug: string
  readonly title: string
  readonly oddities: readonly Oddity[]
  readonly isNew: boolean
}

/** Name of the published ballots among a poll's files. */
export const BALLOTS_FILE = 'ballots.pb'

// PostgreSQL's bigint.
const LARGEST_AMOUNT = 9_223_372_036_854_775_807n

/** Whether an election that was read can be kept: its amounts fit, its currency has a code. */
export function decideKeeping(election: Election): Result<Election, ImportRefusal> {
  const total = election.projects.reduce((sum, project) => sum + project.cost, election.budget)
  if (total > LARGEST_AMOUNT || election.decimals > 6) return refuse({ kind: 'amount-too-large' })
  if (!/^[A-Z]{3}$/.test(election.currency ?? '')) return refuse({ kind: 'currency-unknown' })
  return done(election)
}

/** « Municipal PB in Świecie », « Budget 2023 » → `municipal-pb-in-swiecie`. */
export function slugOf(title: string): string {
  const plain = title
    .replace(/[łŁ]/g, 'l')
    .replace(/œ/gi, 'oe')
    .normalize('NFKD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
  return (
    plain
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 80)
      .replace(/^-+|-+$/g, '') || 'scrutin'
  )
}

/**
 * Everything that decides the result, in canonical JSON (RFC 8785): what is frozen, and what the fingerprint is of.
 *
 * @param ballotsSha256  of the published `.pb` file, in hexadecimal
 */
export function manifestOf(
  election: Election,
  words: { slug: string; title: string },
  rule: Rule,
  ballotsSha256: string,
) {
  return canonicalJson({
    ballots: { file: BALLOTS_FILE, sha256: ballotsSha256 },
    budget: { amount: election.budget.toString(), currency: election.currency ?? '', decimals: election.decimals },
    kind: 'imported-election',
    options: election.projects.map((project) => ({ code: project.id, cost: project.cost.toString() })),
    rule: { ...rule },
    slug: words.slug,
    title: words.title,
    voteType: election.voteType,
  })
}

export function fingerprintOf(manifest: string): string {
  return sha256(new TextEncoder().encode(manifest))
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** `03.04.2023` → `2023-04-03`; `2022` stays; anything else is not a date. */
export function isoDateOf(written: string | undefined): string | undefined {
  const parts = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(written ?? '')
  if (parts) return `${parts[3]}-${parts[2]!.padStart(2, '0')}-${parts[1]!.padStart(2, '0')}`
  return /^\d{4}(-\d{2}-\d{2})?$/.test(written ?? '') ? written : undefined
}
