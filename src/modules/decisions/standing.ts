import { actOf, type Day, type Decision, type DecisionKind, type State, stateOf } from './model.ts'

/** « Proposé » or « Décidé par délibération n° … du … »: what `Badge` of `#ui/badge` takes, everywhere the same. */
export type Standing = { readonly kind: 'proposed' | 'decided' | 'enforceable' | 'withdrawn'; readonly words: string }

/** How what is decided stands; without a decision it is proposed only. */
export function standingOf(decision: Pick<Decision, 'kind' | 'events'> | undefined): Standing {
  const act = decision && actOf(decision)
  if (!decision || !act) {
    const isWithdrawn = decision !== undefined && stateOf(decision) === 'withdrawn'
    return isWithdrawn ? { kind: 'withdrawn', words: 'Proposition retirée' } : { kind: 'proposed', words: 'Proposé' }
  }
  const named = `${ACT_WORDS[decision.kind]} n°\u00a0${act.number} du ${frenchDay(act.on)}`
  const state = stateOf(decision)
  if (state === 'withdrawn') return { kind: 'withdrawn', words: `Retiré, après ${named}` }
  const kind = state === 'enforceable' ? 'enforceable' : 'decided'
  return { kind, words: `Décidé par ${named}${state === 'enforceable' ? ', exécutoire' : ''}` }
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
