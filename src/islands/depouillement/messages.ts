import type { Result } from '#kernel/result'
import type { Fraction, Preferences, RuleRequest, Utility, VoteType } from '#kernel/tally'

/**
 * What the counting desk asks of its worker and what it is answered: plain values, and French sentences ready to show,
 * so that the page's own script holds neither the kernel nor its words. One question at a time, on the file opened last.
 */
export type Questions = {
  readonly open: { readonly asks: { readonly bytes: Uint8Array }; readonly answer: Result<OpenFile, string> }
  readonly count: { readonly asks: { readonly request: RuleRequest }; readonly answer: Result<Count, string> }
  /** Why one project won or lost, in the count made last. */
  readonly project: { readonly asks: { readonly project: number }; readonly answer: Explained }
  /** What would have changed the fate of one project: slower, it counts again and again. */
  readonly change: { readonly asks: { readonly project: number }; readonly answer: readonly string[] }
  /** Every ballot of that number: several when the file repeats it, none when it is not there. */
  readonly ballot: { readonly asks: { readonly number: string }; readonly answer: readonly ExplainedBallot[] }
  /** What each place brought to the winners; none when the file does not say where voters live. */
  readonly places: { readonly asks: Record<never, never>; readonly answer: readonly Explained[] }
  readonly certify: { readonly asks: Record<never, never>; readonly answer: Certified }
  readonly compare: { readonly asks: { readonly request: RuleRequest }; readonly answer: Comparison }
}

export type Kind = keyof Questions
export type Asks<K extends Kind> = Questions[K]['asks']
export type Answer<K extends Kind> = Questions[K]['answer']

/** An amount is in 10^-decimals of the currency. */
export type Money = { readonly currency: string | undefined; readonly decimals: number }

export type OpenFile = Money & {
  readonly title: string
  readonly place: string
  readonly voteType: VoteType
  readonly budget: bigint
  readonly voters: number
  readonly projects: readonly Project[]
  /** Utilities that these ballots allow. */
  readonly utilities: readonly Utility[]
  /** `rule` of META, as written. */
  readonly announced: string
  readonly oddities: readonly { readonly line: number; readonly sentence: string }[]
  /** Whether the file says where voters live. */
  readonly hasPlaces: boolean
  /** A number of ballot to show as an example. */
  readonly someBallot: string
  readonly milliseconds: number
}

export type Project = {
  readonly id: string
  readonly name: string
  readonly cost: bigint
  readonly votes: number
}

export type Count = {
  readonly cost: bigint
  /** Positions in the file's projects, in the order of election. */
  readonly winners: readonly number[]
  /** The most chosen first, each with what it lacked. */
  readonly losers: readonly { readonly project: number; readonly sentence: string }[]
  /** Voters with at least one winner among their choices. */
  readonly served: number
  readonly ties: readonly string[]
  /** Against the outcome that the file states; undefined when it states none. */
  readonly difference: { readonly onlyHere: readonly string[]; readonly onlyThere: readonly string[] } | undefined
  readonly sentence: string
  /** What each parameter was in the end, as the form names them. */
  readonly effective: Readonly<Record<string, string>>
  /** Words of the command line that count the same; undefined where it has no option for it. */
  readonly command: string | undefined
  /** As the command line and the site write it, byte for byte. */
  readonly report: string
  readonly milliseconds: number
}

export type Explained = { readonly sentences: readonly string[]; readonly reckoning: readonly string[] }

export type ExplainedBallot = Explained & {
  readonly choices: readonly { readonly name: string; readonly isFunded: boolean }[]
}

export type Certified = {
  /** Canonical JSON. */
  readonly certificate: string
  readonly isAccepted: boolean
  /** What it proves, or the first thing found false. */
  readonly sentences: readonly string[]
}

export type Comparison = {
  /** The rule chosen, then the others. */
  readonly rules: readonly ComparedRule[]
  readonly voters: number
  /** By what the file tells of voters. */
  readonly groupings: readonly { readonly column: string; readonly groups: readonly ComparedGroup[] }[]
}

/** One rule of the comparison; `refusal` says why it could not count these ballots. */
export type ComparedRule = CountedRule | { readonly name: string; readonly refusal: string }

export type CountedRule = {
  readonly name: string
  readonly winners: readonly number[]
  readonly cost: bigint
  readonly served: number
  readonly winnersPerVoter: Fraction
  readonly moneyPerVoter: Fraction
  /** Voters by the outcome that funds more of their choices: this one, or the chosen rule's. */
  readonly preferences: Preferences | undefined
}

export type ComparedGroup = {
  /** undefined for small groups put together, '' when the file leaves it blank. */
  readonly name: string | undefined
  readonly voters: number
  /** Beside the rules that counted. */
  readonly served: readonly number[]
}

/** Where long work stands. `share` is between 0 and 1 when it is known. */
export type Progress = { readonly sentence: string; readonly share?: number | undefined }

export type ToWorker = { readonly [K in Kind]: { readonly id: number; readonly kind: K; readonly asks: Asks<K> } }[Kind]

export type FromWorker =
  | { readonly id: number; readonly kind: 'progress'; readonly progress: Progress }
  | { readonly id: number; readonly kind: 'answer'; readonly answer: Answer<Kind> }
  | { readonly id: number; readonly kind: 'fault'; readonly message: string }
