import type { SignedHead } from '#kernel/merkle'
import type { Receipt } from './model.ts'

/** Reads one file of a bundle, `undefined` when it is not there. */
export type ReadFile = (name: string) => Promise<Uint8Array | undefined>

/** What the reader holds that did not come with the bundle: without any of it, a whole bundle made up would pass. */
export type Held = {
  /** The poster's, in hexadecimal. */
  readonly fingerprint?: string
  readonly heads?: readonly SignedHead[]
  readonly receipts?: readonly Receipt[]
}

/** In the order they are made; what cannot be asked because an earlier one failed is not in the list. */
export const CHECKS = [
  'manifest',
  'fingerprint',
  'files',
  'log',
  'tiles',
  'heads',
  'held-heads',
  'receipts',
  'story',
  'close',
  'opening',
  'ballots',
  'equation',
  'result',
] as const
export type CheckName = (typeof CHECKS)[number]

export type Check = {
  readonly name: CheckName
  readonly ok: boolean
  /** In French: what was checked and holds, or what differs and where. */
  readonly sentence: string
}

export type Verification = {
  readonly ok: boolean
  readonly checks: readonly Check[]
  /** Of the bundle's manifest, to compare with the poster; `undefined` when there is no manifest. */
  readonly fingerprint: string | undefined
  readonly title: string | undefined
  /** What was counted, when the bundle says. */
  readonly counts: Counts | undefined
}

/** « ballots = admitted − annulled − superseded − invalid + paper ». */
export type Counts = {
  readonly ballots: number
  readonly admitted: number
  readonly annulled: number
  readonly superseded: number
  readonly invalid: number
  readonly paper: number
}
