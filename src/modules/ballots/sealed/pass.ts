import type { EvidenceClass } from '#kernel/ballot'
import type { Signal } from './flags-model.ts'

/** Who somebody is, as they say it and as the roll keeps it: *nom de naissance*, first first name, birth date. */
export type Person = {
  readonly birthName: string
  readonly firstName: string
  /** `YYYY-MM-DD`. */
  readonly birthDate: string
}

/**
 * The right to cast in one poll, once one has proved who one is. It lives for the time of a vote, in one browser, and is
 * no ballot: whoever casts spends it in the same transaction (`spendPasses` of `store/roll`).
 */
export type Pass = {
  readonly id: string
  readonly pollId: string
  /** HMAC of the person, 32 bytes: what the roll is unique by (`uniqueness.ts`). */
  readonly key: Uint8Array
  /** 0, but for a true homonym born the same day, whom the desk lets in. */
  readonly homonym: number
  readonly evidence: EvidenceClass
  /** Stored, not keyed: its code, as Insee gives it. */
  readonly commune?: string
  /** HMAC of the mail address or telephone the code was sent to. */
  readonly contactKey?: Uint8Array
  readonly college?: string
  /** The batch of its printed code, where one let them in. */
  readonly batchId?: string
  /** What the commission should know of the way in: whoever casts keeps it with the ballot (`CastTrace`). */
  readonly signals?: readonly Signal[]
  readonly person: Person
}

/** Time to review and to confirm, for who reads slowly; whoever needs more proves who they are again. */
export const PASS_LIVES_MS = 60 * 60_000
