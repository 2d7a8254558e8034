import type { Result } from '#kernel/result'
import type { CountRefusal, ReadingFault, Rule } from '#kernel/tally'

/**
 * What the page « Vérifier » may ask of the counter (`../count.worker.ts`), and what it answers. One question is
 * answered after the other, on the election that was opened last.
 */
export type Questions = {
  /** Fetches a published file of this site and reads it. */
  readonly fetch: {
    readonly asks: { readonly url: string; readonly size: number | undefined }
    readonly answer: Opened
  }
  /** Counts the open election. The later questions are about this count. */
  readonly count: { readonly asks: { readonly rule: Rule }; readonly answer: Result<Counted, CountRefusal> }
  /** Whether the published certificate proves the count, as a checker that knows nothing of the engine sees it. */
  readonly check: { readonly asks: { readonly certificate: string }; readonly answer: Checked }
  /** Every ballot of that number: several when the file repeats it, none when it is not there. */
  readonly ballot: { readonly asks: { readonly number: string }; readonly answer: readonly ToldBallot[] }
}

export type Kind = keyof Questions
export type Asks<K extends Kind> = Questions[K]['asks']
export type Answer<K extends Kind> = Questions[K]['answer']

export type Opened = Result<OpenElection, ReadingFault>

/** What a page needs of an election; the ballots stay in the worker. */
export type OpenElection = {
  readonly voterCount: number
  /** SHA-256 of the file in hexadecimal; undefined where the browser gives none (a page over plain http). */
  readonly sha256: string | undefined
  readonly milliseconds: number
}

export type Counted = {
  /** As `reportText` writes it: the same count gives the same bytes everywhere. */
  readonly report: string
  readonly milliseconds: number
}

export type Checked = { readonly ok: true } | { readonly ok: false; readonly sentence: string }

export type ToldBallot = {
  /** Position among the voters of the file, from 0. */
  readonly voter: number
  /** Names of the projects chosen, in the order of the ballot. */
  readonly choices: readonly { readonly name: string; readonly isFunded: boolean }[]
  readonly sentences: readonly string[]
  readonly reckoning: readonly string[]
}

/** Where long work stands. `share` is between 0 and 1 when it is known. */
export type Progress = {
  readonly step: 'fetching' | 'reading' | 'counting' | 'checking' | 'explaining'
  readonly share?: number
}

export type ToWorker = { readonly [K in Kind]: { readonly id: number; readonly kind: K; readonly asks: Asks<K> } }[Kind]

export type FromWorker =
  | { readonly id: number; readonly kind: 'progress'; readonly progress: Progress }
  | { readonly id: number; readonly kind: 'answer'; readonly answer: Answer<Kind> }
  | { readonly id: number; readonly kind: 'fault'; readonly message: string }
