import type { Commitment } from '#kernel/shares'
import type { Rule } from '#kernel/tally'

/**
 * Everything that decides a poll, frozen at its publication. Written in canonical JSON (RFC 8785), its SHA-256 is the
 * fingerprint printed on posters. Instants are ISO 8601 in UTC with milliseconds, days `YYYY-MM-DD`, bytes hexadecimal.
 */
export type Manifest = {
  readonly format: 'filigrane-poll-1'
  /** Present when this is the trial before the vote: its envelopes can never pass for the vote's. */
  readonly rehearsal?: true
  readonly slug: string
  readonly title: string
  readonly organiser: string
  readonly question: string
  readonly kind: BallotKind
  /** In this order: ballots hold positions in it, and it is the published lot that ties fall back on. */
  readonly options: readonly PollOption[]
  readonly choices: Limits
  readonly rule: CountingRule
  readonly budget?: Amount
  readonly opensAt: string
  readonly closesAt: string
  readonly voters: Voters
  /** Number and date, as the deliberation that adopted the règlement says them. */
  readonly deliberation: string
  /** SHA-256 of the règlement as published. */
  readonly reglement: string
  readonly bureau: Bureau
  /** What happens when too many shares are lost to open the ballots, in a sentence. */
  readonly lostKey?: string
  /** Ed25519 key, 32 bytes, that signs the heads of the poll's log. */
  readonly logKey: string
  /** In bytes: every sealed ballot has this length before sealing, whatever it says. */
  readonly plaintextLength: number
  readonly revote: 'last-counts' | 'refused'
  readonly paper: PaperRule
  /** Ways of proving who one is that this poll accepts, in the order of `EVIDENCE_CLASSES`. */
  readonly evidence: readonly EvidenceClass[]
  readonly colleges?: readonly College[]
}

/**
 * What a ballot's `choices` hold. `choices`: positions of the options chosen, ascending. `yes-no-abstain`: one answer per
 * option, 0 no, 1 yes, 2 abstains. `scores`: one score per option.
 */
export type BallotKind = 'choices' | 'yes-no-abstain' | 'scores'

export type PollOption = {
  /** Identifier in the published file: letters, digits, `-`, `_`, `.`; 1 to 40. */
  readonly code: string
  readonly name: string
  /** In 10^-decimals of the budget's currency, in digits; where there is a budget. */
  readonly cost?: string
  readonly place?: string
  /** SHA-256 of what voters were shown of it: text and picture. */
  readonly shown?: string
}

/** For `choices`, how many options; for `scores`, the least and the most that one may be given; else 0 and 2. */
export type Limits = { readonly minimum: number; readonly maximum: number }

export type Amount = { readonly amount: string; readonly currency: string; readonly decimals: number }

/** How ballots become a result. `tally`: a rule of #kernel/tally. The others: `weighted.ts`, for assemblies. */
export type CountingRule =
  | { readonly kind: 'tally'; readonly rule: Rule }
  | MajorityRule
  | { readonly kind: 'seats'; readonly seats: number }

/** Each option is adopted when its share of the votes is more than `above` (an exact fraction, « 1/2 »). */
export type MajorityRule = {
  readonly kind: 'majority'
  readonly above: string
  /** Of the votes expressed (yes and no), or of all cast (abstentions as well). */
  readonly of: 'expressed' | 'cast'
}

export type Voters = {
  /** Who may vote, in a French sentence. */
  readonly who: string
  readonly minimumAge: number | null
  /** The day on which the age is reckoned. */
  readonly ageOn: string
}

export type Bureau = {
  /** X25519, 32 bytes. */
  readonly publicKey: string
  readonly threshold: number
  /** One per share, in the order of their numbers. */
  readonly shares: readonly Commitment[]
}

/** When one person voted on paper and online: which of the two counts; `none` when there is no paper. */
export type PaperRule = 'none' | 'paper-prevails' | 'internet-prevails'

export const EVIDENCE_CLASSES = ['franceconnect', 'email', 'sms', 'code', 'desk', 'paper'] as const
export type EvidenceClass = (typeof EVIDENCE_CLASSES)[number]

/** A college of an assembly and its weight, an exact fraction (« 3/10 »); the weights add up to 1. */
export type College = { readonly code: string; readonly name: string; readonly weight: string }

/** Why a text is no manifest, gravest first. `at` says where: `options[3].cost`. */
export type ManifestFault = {
  readonly kind: 'not-json' | 'not-canonical' | 'missing' | 'unknown-member' | 'wrong-value'
  readonly at: string
}
