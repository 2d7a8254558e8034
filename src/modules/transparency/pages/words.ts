import type { BadgeKind } from '#ui/badge'
import { formatCount, formatDecimal, formatInteger } from '#ui/format'
import { type Incident, NOT_RUN_SENTENCES, type Run, type StepKind } from '../checking.ts'

type Told = { readonly badge: BadgeKind; readonly word: string; readonly detail?: string }

/** The result of a check in a word, and what one must know beside it. */
export function resultOf(run: Run | undefined, severity: 'error' | 'warning'): Told {
  if (run === undefined) return { badge: 'coming', word: 'Pas encore vérifié' }
  if (run.result === 'holds') return { badge: 'enforceable', word: 'Vrai' }
  if (run.reason !== null) return { badge: 'coming', word: 'Pas vérifié', detail: NOT_RUN_SENTENCES[run.reason] }
  const detail = `${formatCount(run.rowCount, 'cas trouvé', 'cas trouvés')}.`
  return severity === 'warning'
    ? { badge: 'late', word: 'À surveiller', detail }
    : { badge: 'refused', word: 'Faux', detail }
}

/** « 4 ms », « 1,2 s »; under a millisecond: « moins de 1 ms ». */
export function durationOf(durationMs: number): string {
  if (durationMs < 1) return 'moins de 1 ms'
  return durationMs < 1_000 ? `${formatInteger(durationMs)} ms` : `${formatDecimal(BigInt(durationMs), 3)} s`
}

/** Where an incident stands, in a sentence. */
export function stateOf({ closedAt, passesSince }: Incident): string {
  if (closedAt) return 'Clos : c’est de nouveau vrai, et la cause est écrite.'
  return passesSince ? 'C’est de nouveau vrai. Il reste à écrire la cause.' : 'Ce n’est pas encore réparé.'
}

export const STEP_TITLES: Readonly<Record<StepKind, string>> = {
  opened: 'Le contrôle trouve une erreur',
  changed: 'Le nombre de cas change',
  passes: 'Le contrôle est de nouveau juste',
  'fails-again': 'Le contrôle retrouve une erreur',
  handled: 'Un agent écrit ce qui est fait',
  closed: 'L’incident est clos',
}
