import type { Destroyed } from '#kernel/ballot'
import { addDays, dayIn, endOfDay, isDay } from '#kernel/calendar'
import { done, type Result, refuse } from '#kernel/result'

/** What people destroy after the appeal period. The link goes with the opening. */
export const TO_DESTROY = ['shares', 'pepper', 'roll', 'backups'] as const
export type ToDestroy = Exclude<Destroyed, 'link'>

/** What must be known before anything of a vote is destroyed. */
export type DestructionTerms = {
  /** References of the « tableau de gestion » and of the visa of the Archives. */
  readonly managementTable: string
  readonly archivesVisa: string
  /** The appeal period, in days after the result, and the text it comes from. */
  readonly appealDays: number
  readonly appealSource: string
}

/** A first answer, to be confirmed by the legal service: it is the house's to set. */
export const USUAL_APPEAL = {
  days: 62,
  source: 'Code de justice administrative, article R421-1 : deux mois après la publication (à vérifier)',
} as const

export type Contestation = {
  readonly id: string
  /** Its number at the court or in the house, without a name. */
  readonly reference: string
  readonly recordedAt: Date
  readonly lifted: { readonly at: Date; readonly because: string } | undefined
}

/** What is said of a destruction by who proposes it. No name: places of the vote, services, days. */
export type Statement =
  | { readonly kind: 'pepper' | 'roll' }
  | {
      readonly kind: 'shares'
      readonly day: string
      readonly place: string
      /** One for each share, by its number. */
      readonly shares: readonly { readonly number: number; readonly end: ShareEnd }[]
      /** Seats, as `commission-1`. */
      readonly witnesses: readonly string[]
    }
  | { readonly kind: 'backups'; readonly day: string; readonly which: string; readonly who: string }

/** How a share ended: torn before witnesses, on its holder's word, or said lost before. */
export const SHARE_ENDS = ['seen', 'said', 'lost'] as const
export type ShareEnd = (typeof SHARE_ENDS)[number]

export type DestructionProposal = {
  readonly id: string
  readonly statement: Statement
  readonly proposedBy: string
  readonly proposingSeat: string
  readonly proposedAt: Date
}

/** A destruction that is done, and said by a leaf of the log. */
export type Destruction = {
  readonly what: Destroyed
  readonly at: Date
  readonly leafIndex: number
  /** SHA-256 of its certificate, in hexadecimal. */
  readonly record: string
}

/** All that a destruction depends on. */
export type AfterFacts = {
  readonly resultAt: Date | undefined
  readonly terms: DestructionTerms | undefined
  readonly contestations: readonly Contestation[]
  readonly destructions: readonly Destruction[]
}

/** Why nothing is destroyed, gravest first. */
export type DestructionRefusal =
  | 'not-published'
  | 'already-destroyed'
  | 'terms-missing'
  | 'contested'
  | 'appeal-running'
  | 'statement-incomplete'
  | 'nothing-proposed'
  | 'changed-meanwhile'
  | 'same-person'

/**
 * Whether this may be destroyed now.
 *
 * @see  code du patrimoine, articles L212-2 and L214-3: public archives are eliminated with a visa
 */
export function decideDestruction(facts: AfterFacts, what: ToDestroy, now: Date): Result<void, DestructionRefusal> {
  if (!facts.resultAt) return refuse('not-published')
  if (facts.destructions.some((each) => each.what === what)) return refuse('already-destroyed')
  if (!facts.terms) return refuse('terms-missing')
  if (facts.contestations.some(({ lifted }) => !lifted)) return refuse('contested')
  if (now < appealEndOf(facts.resultAt, facts.terms)) return refuse('appeal-running')
  return done(undefined)
}

/** The same, by the second of two people. */
export function decideConfirmation(
  facts: AfterFacts,
  what: ToDestroy,
  proposal: DestructionProposal | undefined,
  by: { readonly personId: string; readonly seat: string },
  now: Date,
): Result<DestructionProposal, DestructionRefusal> {
  const decision = decideDestruction(facts, what, now)
  if (!decision.ok) return decision
  if (!proposal) return refuse('nothing-proposed')
  if (proposal.proposedBy === by.personId || proposal.proposingSeat === by.seat) return refuse('same-person')
  return done(proposal)
}

/** From when on things may be destroyed: the first moment after the last day of the appeal period, in Paris. */
export function appealEndOf(resultAt: Date, { appealDays }: DestructionTerms): Date {
  return endOfDay(addDays(dayIn(resultAt), appealDays))
}

export type StatementFields = Readonly<Record<string, string | undefined>>

/** Reads what was typed of a destruction; `undefined` when something is missing or too long. */
export function readStatement(
  what: ToDestroy,
  fields: StatementFields,
  { shareCount, seats }: { readonly shareCount: number; readonly seats: readonly string[] },
): Statement | undefined {
  if (what === 'pepper' || what === 'roll') return { kind: what }
  const day = fields.jour ?? ''
  if (!isDay(day)) return undefined
  if (what === 'backups') {
    const [which, who] = [lineIn(fields.lesquelles), lineIn(fields.par)]
    return which && who ? { kind: 'backups', day, which, who } : undefined
  }
  const place = lineIn(fields.lieu)
  const shares = Array.from({ length: shareCount }, (_, index) => ({
    number: index + 1,
    end: SHARE_ENDS.find((end) => end === fields[`part-${index + 1}`]),
  }))
  const witnesses = seats.filter((seat) => fields[`temoin-${seat}`] !== undefined)
  const isWhole = shares.every((share): share is { number: number; end: ShareEnd } => share.end !== undefined)
  return isWhole && place && witnesses.length > 0 ? { kind: 'shares', day, place, shares, witnesses } : undefined
}

function lineIn(text: string | undefined): string | undefined {
  const line = text?.trim().replaceAll(/\s+/g, ' ') ?? ''
  return line.length > 0 && line.length <= 200 ? line : undefined
}
