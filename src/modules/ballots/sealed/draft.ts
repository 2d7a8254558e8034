import type {
  Amount,
  BallotKind,
  College,
  CountingRule,
  EvidenceClass,
  Limits,
  Manifest,
  PaperRule,
} from '#kernel/ballot'
import type { WorkStrength } from './evidence-work.ts'

/** Everything an agent decides of a poll before it is published, but its options. Instants in UTC, days `YYYY-MM-DD`. */
export type PollDraft = PollSettings & {
  readonly title: string
  readonly organiser: string
  readonly question: string
  readonly kind: BallotKind
  readonly choices: Limits
  readonly rule: CountingRule
  readonly budget: Amount | null
  readonly opensAt: string | null
  readonly closesAt: string | null
  readonly who: string
  readonly minimumAge: number | null
  /** The day on which the age is reckoned; null: the first day of the vote. */
  readonly ageOn: string | null
  readonly evidence: readonly EvidenceClass[]
  readonly revote: Manifest['revote']
  readonly paper: PaperRule
  /** Number and date of the deliberation that adopted the règlement; null: not told yet. */
  readonly deliberation: string | null
  /** SHA-256 of the règlement's file in hexadecimal, and what the file was called. */
  readonly reglement: { readonly sha256: string; readonly name: string } | null
  /** Reference of the « tableau de gestion » that the vote's technical data go under. */
  readonly managementTable: string | null
  readonly bureau: BureauSize
  /** What the règlement says happens when too many shares are lost; empty: not told yet. */
  readonly lostKey: string
  readonly colleges?: readonly College[]
}

/** What the house applies to a poll and the manifest does not say. Frozen with it. */
export type PollSettings = {
  /** How many people one address or telephone may serve before the commission looks: more is accepted, and flagged. */
  readonly householdCap: number
  readonly paperChecking: PaperChecking
  /** What a device works out before a code is sent. */
  readonly work: WorkStrength
  /** Said on every voter's page: what the vote decides and what it does not. */
  readonly advisory: string
}

/** How the typing of paper ballots is checked. `threshold`: share of wrong lines beyond which everything is typed again. */
export type PaperChecking =
  | { readonly kind: 'all' }
  | { readonly kind: 'sample'; readonly perCent: number; readonly thresholdPerCent: number }

/** `members` people, one share each; `hasSpare`: one more share, under seal. */
export type BureauSize = { readonly members: number; readonly threshold: number; readonly hasSpare: boolean }

export const ADVISORY =
  'Votre vote est consultatif. Les subventions sont attribuées par la commission permanente du Département.'

/** What a new poll begins with: three coups de cœur, from the age of 11, a bureau of three out of five. */
export const NEW_DRAFT: PollDraft = {
  title: '',
  organiser: '',
  question: 'Quels projets souhaitez-vous soutenir ?',
  kind: 'choices',
  choices: { minimum: 1, maximum: 3 },
  rule: {
    kind: 'tally',
    rule: {
      kind: 'greedy',
      // Per unit of cost, what costs is worth one: most votes first.
      utility: 'cost',
      by: 'per-cost',
      whenTooDear: 'skip',
      threshold: 0,
      fundsUnsupported: false,
      ties: 'cost-votes',
    },
  },
  budget: null,
  opensAt: null,
  closesAt: null,
  who: 'Toute personne de 11 ans ou plus qui habite le département',
  minimumAge: 11,
  ageOn: null,
  evidence: ['email', 'code', 'desk'],
  revote: 'last-counts',
  paper: 'none',
  deliberation: null,
  reglement: null,
  managementTable: null,
  bureau: { members: 5, threshold: 3, hasSpare: true },
  lostKey: '',
  householdCap: 8,
  paperChecking: { kind: 'all' },
  work: 'usual',
  advisory: ADVISORY,
}
