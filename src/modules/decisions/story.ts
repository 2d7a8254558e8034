import { actOf, type Decision, enforceableSince, stateOf } from './model.ts'
import { STEP_WORDS } from './sentences.ts'
import { ACT_WORDS, frenchDay } from './standing.ts'

/** A moment of a decision's story: what `Thread` of `#ui/thread` draws. */
export type Moment = {
  readonly state: 'past' | 'present' | 'future'
  readonly title: string
  readonly when?: string
  readonly detail?: string
}

/** The whole story: what happened, what is awaited now, what comes then. */
export function storyOf(decision: Pick<Decision, 'kind' | 'events'>): readonly Moment[] {
  const told = decision.events.map((event): Moment => {
    const title =
      event.kind === 'deliberated' && decision.kind === 'deliberation' ? 'Délibéré' : wordsOf(decision, event.kind)
    const details = [
      event.number !== null && `${capital(ACT_WORDS[decision.kind])} n°\u00a0${event.number}`,
      event.votes &&
        `${event.votes.votesFor} pour, ${event.votes.votesAgainst} contre, ${count(event.votes.abstentions)}`,
      event.receipt !== null && `Accusé de réception : ${event.receipt}`,
    ].filter(Boolean)
    return { state: 'past', title, when: frenchDay(event.happenedOn), detail: details.join('. ') }
  })
  return [...told, ...comingOf(decision)]
}

function comingOf(decision: Pick<Decision, 'kind' | 'events'>): readonly Moment[] {
  const since = enforceableSince(decision)
  if (since !== undefined) return [{ state: 'past', title: 'Exécutoire', when: `depuis le ${frenchDay(since)}` }]
  if (stateOf(decision) === 'withdrawn') return []
  const missing = (['deliberated', 'transmitted', 'published'] as const).filter(
    (kind) => !decision.events.some((event) => event.kind === kind),
  )
  const coming = missing.map((kind, index): Moment => {
    return { state: index === 0 ? 'present' : 'future', title: wordsOf(decision, kind) }
  })
  return [...coming, { state: 'future', title: 'Exécutoire' }]
}

function wordsOf(decision: Pick<Decision, 'kind' | 'events'>, kind: keyof typeof STEP_WORDS): string {
  if (kind !== 'deliberated') return STEP_WORDS[kind]
  if (decision.kind === 'order') return actOf(decision) ? 'Arrêté signé' : 'Signature de l’arrêté'
  return 'Délibération'
}

function count(abstentions: number): string {
  return `${abstentions} abstention${abstentions < 2 ? '' : 's'}`
}

function capital(words: string): string {
  return words.charAt(0).toLocaleUpperCase('fr') + words.slice(1)
}
