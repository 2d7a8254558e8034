import { done, type Result, refuse } from '#kernel/result'
import type { Day, ListFate, RecordKind } from './kinds.ts'

/**
 * Where a bordereau is. Eliminated: proposed → approved → ended. Transferred: proposed → approved → packed → acknowledged →
 * ended. Given up: abandoned.
 */
export type ListState = 'proposed' | 'approved' | 'packed' | 'acknowledged' | 'ended' | 'abandoned'

/** A bordereau: what it lists is frozen when it is made. */
export type ArchiveList = {
  readonly id: string
  /** As « 2026-003 ». */
  readonly number: string
  /** Name of the kind of records. */
  readonly kind: string
  readonly fate: ListFate
  readonly terms: ListTerms
  readonly recordCount: number
  readonly firstDay: Day
  readonly lastDay: Day
  readonly volumeBytes: number
  readonly listHash: Uint8Array
  readonly state: ListState
  readonly madeAt: Date
}

/** What a bordereau rests on, in the words of the day it was made. */
export type ListTerms = {
  readonly what: string
  readonly usefulLife: string
  readonly fate: string
  readonly source: string
  readonly isVerified: boolean
  readonly sorting: string | null
  readonly producer: string
  /** Identifiers the Archives gave, for the package. */
  readonly exchange: Readonly<Record<string, string>>
}

/** What was said outside of a bordereau. */
export type StepKind = 'visa' | 'acknowledgment' | 'abandon'

export type ListStep = {
  readonly kind: StepKind
  /** Name and function; '' once its time is over. */
  readonly signedBy: string
  readonly signedOn: Day
  readonly reference: string
  readonly recordedAt: Date
}

/** What became of a record. */
export type Outcome = 'erased' | 'kept' | 'changed' | 'absent'

/** Which ways a kind's records may go, by its sort final. */
export function fatesOf({ fate }: Pick<RecordKind, 'fate'>): readonly ListFate[] {
  if (fate === 'tri') return ['elimination', 'transfer']
  return fate === 'conservation' ? ['transfer'] : ['elimination']
}

/** Whether the records of a list may be erased now: nothing before the visa, nothing transferred before it is received. */
export function mayEnd({ fate, state }: Pick<ArchiveList, 'fate' | 'state'>): boolean {
  return state === (fate === 'elimination' ? 'approved' : 'acknowledged')
}

/** Why a step is not taken; gravest first. */
export type StepRefusal =
  | 'list-unknown'
  | 'list-ended'
  | 'visa-given'
  | 'nothing-to-acknowledge'
  | 'execution-begun'
  | 'scan-missing'
  | 'signed-in-the-future'
  | 'signed-before-the-list'

/** The state a step leads to. */
export function decideStep(
  { fate, state }: Pick<ArchiveList, 'fate' | 'state'>,
  step: StepKind,
): Result<ListState, StepRefusal> {
  if (state === 'ended' || state === 'abandoned') return refuse('list-ended')
  if (step === 'visa') {
    return state === 'proposed' ? done('approved') : refuse('visa-given')
  }
  if (step === 'acknowledgment') {
    return state === 'packed' ? done('acknowledged') : refuse('nothing-to-acknowledge')
  }
  // Once records may be erased it is too late; a package the Archives refuse may still be given up.
  return mayEnd({ fate, state }) ? refuse('execution-begun') : done('abandoned')
}
