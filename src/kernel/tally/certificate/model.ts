import type { Rule } from '../model.ts'

/**
 * What a result claims, in plain JSON: enough for anyone who has the ballots to check it with few lines of code.
 * Amounts are whole numbers of the election's unit, as text; fractions are « p/q » in lowest terms, « p » when q is 1;
 * projects are named by their identifier in the file.
 *
 * @see  docs/specifications/certificate.md
 */
export type Certificate = {
  readonly format: 'filigrane-certificate-1'
  readonly election: ElectionClaim
  readonly rule: Rule
  /** In the order they were elected. */
  readonly winners: readonly string[]
  readonly cost: string
  readonly proof: Proof
}

export type Proof = EqualSharesProof | GreedyProof | PhragmenProof | MaxWelfareProof

export type ElectionClaim = {
  readonly budget: string
  readonly decimals: number
  readonly voters: number
  readonly projects: number
}

export type EqualSharesProof = {
  readonly kind: 'equal-shares'
  readonly shares: SharesClaim
  /** Projects added by the utilitarian completion. */
  readonly completion: readonly ScoredClaim[]
  /** When the rule compares with greedy. */
  readonly comparison: ComparisonClaim | null
}

export type SharesClaim = {
  /** What each voter received. */
  readonly endowment: string
  readonly rounds: readonly ShareRoundClaim[]
  /** What the supporters of each project not bought had left together, in file order. */
  readonly end: readonly { readonly project: string; readonly held: string }[]
  readonly addOne: AddOneClaim | null
}

export type ShareRoundClaim = {
  readonly project: string
  /** Of one unit of utility. */
  readonly price: string
  readonly payers: readonly PayerClassClaim[]
  readonly moneyLeft: string
}

/** Voters of one round with the same stake who paid the same; those who then had nothing left apart. The dearest first. */
export type PayerClassClaim = {
  readonly voters: number
  readonly stake: string
  readonly paid: string
  readonly emptied: boolean
}

/** Why no further currency unit was given to each voter. */
export type AddOneClaim = {
  /** Currency units given above the start. */
  readonly increments: number
  readonly stop: 'exhausted' | 'overspent'
  /** When overspent: the rounds with one unit more, until the budget is passed. */
  readonly next: readonly { readonly project: string; readonly price: string; readonly moneyLeft: string }[]
}

/** A project ranked by score. */
export type ScoredClaim = {
  readonly project: string
  readonly score: string
  readonly voters: number
  readonly moneyLeft: string
}

export type ComparisonClaim = {
  readonly kept: 'equal-shares' | 'greedy'
  readonly greedy: readonly ScoredClaim[]
  /** Voters who chose more of the projects of the one than of the other. */
  readonly preferEqualShares: number
  readonly preferGreedy: number
}

export type GreedyProof = {
  readonly kind: 'greedy'
  /** Every project that took part, best first. */
  readonly order: readonly (ScoredClaim & { readonly funded: boolean })[]
  /** In file order. */
  readonly setAside: readonly string[]
}

export type PhragmenProof = {
  readonly kind: 'phragmen'
  readonly rounds: readonly {
    readonly project: string
    /** What each of its supporters bears after the round. */
    readonly load: string
    readonly voters: number
    readonly moneyLeft: string
  }[]
  /** Who stopped the count: among the lightest, too dear. None when nothing was left to elect. */
  readonly stop: { readonly project: string; readonly load: string } | null
}

export type MaxWelfareProof = {
  readonly kind: 'max-welfare'
  readonly value: string
  /**
   * What is proven by cases: that this set comes before any other (value, then cost, then order of ties), that no set
   * has a greater value, or only that none exceeds `bound`.
   */
  readonly proves: 'set' | 'value' | 'bound'
  /** Cases to go through in the proof. */
  readonly cases: number
  readonly bound: string
}

/** What is wrong with a certificate: the first thing found. */
export type CertificateFault = {
  readonly kind: CertificateFaultKind
  /** Where, by the names of the certificate: « shares.rounds.3 ». */
  readonly at: string
  /** The project concerned, by identifier. */
  readonly project?: string
}

export type CertificateFaultKind =
  /** Not this format, or a part is missing. */
  | 'not-a-certificate'
  | 'another-election'
  | 'another-rule'
  | 'project-unknown'
  | 'project-again'
  /** The supporters do not pay exactly the cost at that price, or would at a lower one. */
  | 'price-false'
  /** Another project had a lower price. */
  | 'cheaper-project'
  /** Another project had the same price and comes first in the order of ties. */
  | 'tie-order'
  /** A project could still be bought at the end. */
  | 'count-unfinished'
  /** With one unit more for each voter the budget is not passed. */
  | 'not-overspent'
  /** The set of projects costs more than the budget. */
  | 'over-budget'
  /** Another set of projects is better. */
  | 'not-the-best'
  /** What is written is not what the ballots give. */
  | 'differs'
