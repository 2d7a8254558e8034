import { addDays, type Day, daysBetween, isDay } from '#kernel/calendar'
import { done, type Result, refuse } from '#kernel/result'

export const RECOGNITION_KINDS = ['label', 'agrement', 'conventionnement', 'forme-juridique'] as const
export type RecognitionKind = (typeof RECOGNITION_KINDS)[number]

/** As they are said: the names of law, never one for another. */
export const KIND_WORDS: Readonly<Record<RecognitionKind, string>> = {
  label: 'Label',
  agrement: 'Agrément',
  conventionnement: 'Conventionnement',
  'forme-juridique': 'Forme juridique',
}

/** `begun` a second time: with other dates. `void`: recorded by mistake. */
export type RecognitionEvent = 'begun' | 'ended' | 'void'

/** A row of the record: none is ever changed. */
export type RecognitionRow = {
  readonly id: string
  readonly kind: RecognitionKind
  readonly name: string
  readonly event: RecognitionEvent
  readonly startsOn: Day | null
  readonly endsOn: Day | null
  /** The decision in words, or the list it was read from with its vintage. */
  readonly source: string
  /** The object of the decision, for the module that holds it: « decision:0198… ». */
  readonly decision: string | null
  readonly reason: string | null
  readonly isByFile: boolean
  readonly recordedAt: Date
}

export type RecognitionDraft = Pick<
  RecognitionRow,
  'kind' | 'name' | 'event' | 'startsOn' | 'endsOn' | 'source' | 'decision' | 'reason'
>

export type RecognitionRefusal =
  | 'structure-unknown'
  | 'kind-unknown'
  | 'name-unknown'
  | 'source-missing'
  | 'decision-wrong'
  | 'days-wrong'
  | 'ends-before'
  | 'reason-missing'
  | 'nothing-to-end'

/** What may be recorded, and of which kind it is: a name has one kind in law. */
export const RECORDABLE: Readonly<Record<string, RecognitionKind>> = {
  'identifiant-ess': 'label',
  esus: 'agrement',
  'siae-aci': 'conventionnement',
  'siae-ei': 'conventionnement',
  'siae-ai': 'conventionnement',
  'siae-etti': 'conventionnement',
  'siae-geiq': 'conventionnement',
  scic: 'forme-juridique',
  scop: 'forme-juridique',
}

/**
 * Reads what an agent records. What replaces or ends a standing row says why.
 *
 * @param standing  whether a recognition of that name stands now
 */
export function decideRecognition(
  draft: RecognitionDraft,
  standing: boolean,
): Result<RecognitionDraft, RecognitionRefusal> {
  if (RECORDABLE[draft.name] === undefined) return refuse('name-unknown')
  if (RECORDABLE[draft.name] !== draft.kind) return refuse('kind-unknown')
  if (draft.event !== 'begun' && !standing) return refuse('nothing-to-end')
  if (draft.source.trim().length < 3 || draft.source.length > 300) return refuse('source-missing')
  if (draft.decision !== null && !/^[a-z-]+:[0-9A-Za-z-]+$/.test(draft.decision)) return refuse('decision-wrong')
  const days = [draft.startsOn, draft.endsOn].filter((day) => day !== null)
  if (!days.every(isDay) || (draft.event === 'begun' && draft.startsOn === null)) return refuse('days-wrong')
  if (draft.event === 'ended' && draft.endsOn === null) return refuse('days-wrong')
  if (draft.startsOn !== null && draft.endsOn !== null && draft.endsOn < draft.startsOn) return refuse('ends-before')
  const reason = draft.reason?.trim() ?? ''
  if (standing && (reason.length < 5 || reason.length > 500)) return refuse('reason-missing')
  return done({ ...draft, source: draft.source.trim(), reason: reason === '' ? null : reason })
}

/** Where a recognition stands on a day. */
export type Standing = 'coming' | 'current' | 'ending' | 'over'

/** Whether it holds that day; « ending » in the days of the first warning. */
export function standingOn(
  { startsOn, endsOn }: { readonly startsOn: Day | null; readonly endsOn: Day | null },
  today: Day,
  warningDays: readonly number[],
): Standing {
  if (endsOn !== null && endsOn < today) return 'over'
  if (startsOn !== null && startsOn > today) return 'coming'
  return endsOn !== null && daysBetween(today, endsOn) <= Math.max(0, ...warningDays) ? 'ending' : 'current'
}

/**
 * The warning due that day, as a number of days before the end: the smallest that is reached. A service that slept a week
 * tells the one it missed; each is told once (the state of the notice bears its number).
 */
export function warningDue(endsOn: Day, today: Day, warningDays: readonly number[]): number | undefined {
  if (endsOn < today) return undefined
  return warningDays.filter((days) => addDays(today, days) >= endsOn).toSorted((a, b) => a - b)[0]
}
