import type { Manifest } from '#kernel/ballot'
import type { PollSettings } from './draft.ts'
import type { PollFacts, Stage } from './stage.ts'

/** A poll held here, published: its rules are frozen. */
export type SealedPoll = {
  readonly id: string
  readonly slug: string
  readonly isFictitious: boolean
  readonly manifest: Manifest
  /** Canonical JSON, as published byte for byte; and its SHA-256 in hexadecimal. */
  readonly manifestText: string
  readonly fingerprint: string
  readonly settings: PollSettings
  readonly publishedAt: Date
  readonly opensAt: Date
  /** With its extensions: the manifest says the first only. */
  readonly closesAt: Date
  readonly facts: PollFacts
  /** At the moment it was read. */
  readonly stage: Stage
}

/** What voters are shown of an option; `position` is the manifest's once published. */
export type ShownOption = {
  readonly code: string
  readonly position: number
  readonly name: string
  readonly summary: string
  readonly place: string | null
  /** In 10^-decimals of the budget's currency. */
  readonly cost: bigint | null
  /** What its picture shows, in words; null: no picture. The picture is at `/scrutins/:slug/images/:code`. */
  readonly pictureWords: string | null
}

export const OFFICES_OF_POLL = ['bureau', 'commission', 'operator'] as const
export type SeatOffice = (typeof OFFICES_OF_POLL)[number]

/** A place held in a poll by somebody. */
export type Seat = {
  readonly id: string
  readonly pollId: string
  readonly office: SeatOffice
  /** 1 upwards: for the bureau, the number of the member's share. */
  readonly number: number
  readonly personId: string
  readonly since: Date
  readonly until: Date | null
}
