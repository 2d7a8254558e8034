import { actOf, type Day, type Decision, type DecisionKind, type State, stateOf } from './model.ts'

/** How what is decided stands, everywhere the same: `kind` is what `Badge` of `#ui/badge` takes, `told` is read after it. */
export type Standing = {
  readonly kind: 'proposed' | 'decided' | 'enforceable' | 'withdrawn'
  /** As « par délibération n° 2026-214 du 1er avril 2026 »; '' while nothing is decided. */
  readonly told: string
  /** The whole, alone: « Décidé par délibération n° … du … ». */
  readonly words: string
}

/** Without a decision it is proposed only. */
export function standingOf(decision: Pick<Decision, 'kind' | 'events'> | undefined): Standing {
  const state = decision && stateOf(decision)
  const act = decision && actOf(decision)
  if (!decision || !act) {
    if (state === 'withdrawn') return { kind: 'withdrawn', told: 'avant toute décision', words: 'Proposition retirée' }
    return { kind: 'proposed', told: '', words: 'Proposé' }
  }
  const named = `${ACT_WORDS[decision.kind]} n°\u00a0${act.number} du ${frenchDay(act.on)}`
  if (state === 'withdrawn') return { kind: 'withdrawn', told: `après ${named}`, words: `Retiré, après ${named}` }
  const words = `Décidé par ${named}`
  if (state === 'enforceable')
    return { kind: 'enforceable', told: `décidé par ${named}`, words: `${words}, exécutoire` }
  return { kind: 'decided', told: `par ${named}`, words }
}

export const ACT_WORDS: Readonly<Record<DecisionKind, string>> = { deliberation: 'délibération', order: 'arrêté' }

export const STATE_WORDS: Readonly<Record<State, string>> = {
  listed: 'Rapport inscrit',
  deliberated: 'Délibéré',
  transmitted: 'Transmis',
  published: 'Publié',
  enforceable: 'Exécutoire',
  withdrawn: 'Retiré',
}

const MONTHS = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' ')

/** « 1er avril 2026 ». */
export function frenchDay(day: Day): string {
  const [year, month, number] = day.split('-').map(Number)
  return `${number === 1 ? '1er' : number}\u00a0${MONTHS[(month ?? 1) - 1]} ${year}`
}
