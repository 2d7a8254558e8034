import type { Fact, FactKind } from './model.ts'

/** Where a dossier stands. */
export type DossierState =
  | 'draft'
  | 'filed'
  /** Something is missing: the applicant has it to send. */
  | 'pieces-asked'
  /** Part of it is to be written again. */
  | 'correction-asked'
  | 'complete'
  | 'admitted'
  | 'not-admitted'
  | 'advised'
  | 'granted'
  | 'refused'
  | 'withdrawn'
  | 'closed'

export type Standing = {
  readonly state: DossierState
  /** When it came to that state. */
  readonly since: Date
  /** The last filing: « filing:0198… ». */
  readonly filing: string | undefined
  readonly filedAt: Date | undefined
  /** The request that waits for the applicant. */
  readonly asked: Fact | undefined
  /** Who instructs it. */
  readonly assignee: string | undefined
  /** Opinions asked of others and not given yet. */
  readonly opinions: readonly Fact[]
}

/**
 * Reads where a dossier stands from what happened to it.
 *
 * @param facts  in their order; the first is « begun »
 */
export function standingOf(facts: readonly Fact[]): Standing {
  const [begun] = facts
  let standing: Standing = {
    ...{ state: 'draft', since: begun?.happenedAt ?? new Date(0) },
    ...{ filing: undefined, filedAt: undefined, asked: undefined, assignee: undefined, opinions: [] },
  }
  for (const fact of facts) standing = after(standing, fact)
  return standing
}

/** Whether somebody of its team may write in it: all of it, the parts asked for, or nothing. */
export function writingIn({ state }: Standing): 'all' | 'asked' | 'nothing' {
  if (state === 'draft') return 'all'
  return state === 'pieces-asked' || state === 'correction-asked' ? 'asked' : 'nothing'
}

/** Nothing more is decided of it. */
export function isOver({ state }: Standing): boolean {
  return OVER.includes(state)
}

export const OVER: readonly DossierState[] = ['not-admitted', 'granted', 'refused', 'withdrawn', 'closed']

// What a fact changes; the others change no state.
const STATES: Partial<Record<FactKind, DossierState>> = {
  begun: 'draft',
  filed: 'filed',
  'pieces-asked': 'pieces-asked',
  'pieces-received': 'filed',
  'correction-asked': 'correction-asked',
  corrected: 'complete',
  completed: 'complete',
  admitted: 'admitted',
  'not-admitted': 'not-admitted',
  advised: 'advised',
  granted: 'granted',
  refused: 'refused',
  withdrawn: 'withdrawn',
  reopened: 'complete',
  closed: 'closed',
}

function after(standing: Standing, fact: Fact): Standing {
  const { kind, object, happenedAt } = fact
  const state = STATES[kind]
  const moved = state === undefined ? standing : { ...standing, state, since: happenedAt, asked: undefined }
  if (kind === 'filed') return { ...moved, filing: object ?? undefined, filedAt: standing.filedAt ?? happenedAt }
  if (kind === 'pieces-received' || kind === 'corrected') return { ...moved, filing: object ?? moved.filing }
  if (kind === 'pieces-asked' || kind === 'correction-asked') return { ...moved, asked: fact }
  if (kind === 'assigned') return { ...moved, assignee: object?.replace(/^person:/, '') }
  if (kind === 'opinion-asked') return { ...moved, opinions: [...moved.opinions, fact] }
  if (kind === 'opinion-given') return { ...moved, opinions: moved.opinions.filter(({ object: of }) => of !== object) }
  return moved
}
