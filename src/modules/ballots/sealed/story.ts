import { timeIn, writtenTime } from '#kernel/calendar'
import type { PollDraft } from './draft.ts'
import type { SealedPoll } from './poll.ts'

/** One moment of a poll, for the thread. */
export type PollKnot = {
  readonly state: 'past' | 'present' | 'future'
  readonly title: string
  readonly when?: string
}

type Moment = { readonly title: string; readonly now: string; readonly at: Date | null; readonly done: Date | null }

/**
 * A poll from its preparation to its result, each moment past, present or to come.
 *
 * @param sealed  once published
 */
export function storyOf(draft: PollDraft, sealed: SealedPoll | undefined, now: Date): readonly PollKnot[] {
  const opensAt = sealed?.opensAt ?? (draft.opensAt ? new Date(draft.opensAt) : null)
  const closesAt = sealed?.closesAt ?? (draft.closesAt ? new Date(draft.closesAt) : null)
  const facts = sealed?.facts ?? {}
  const isOver = sealed !== undefined && closesAt !== null && closesAt <= now
  const moments: readonly Moment[] = [
    { title: 'Préparation', now: 'Le vote se prépare', at: null, done: facts.publishedAt ?? null },
    {
      title: 'Règles publiées, bureau prêt',
      now: sealed && !facts.rehearsedAt ? 'Le bureau doit répéter le dépouillement' : 'Le vote va ouvrir',
      at: opensAt,
      done: sealed && sealed.stage !== 'waiting' ? sealed.opensAt : null,
    },
    { title: 'Vote', now: 'Le vote est ouvert', at: closesAt, done: isOver ? closesAt : null },
    {
      title: 'Contrôle',
      now: 'La commission vérifie les votes signalés',
      at: null,
      done: facts.closedAt ?? null,
    },
    { title: 'Dépouillement', now: 'Le bureau va ouvrir les votes', at: null, done: facts.openedAt ?? null },
    { title: 'Résultat', now: 'Le résultat se prépare', at: null, done: facts.resultAt ?? null },
  ]
  const present = moments.findIndex(({ done }) => done === null)
  return moments.map((moment, index) => knotOf(moment, index, present < 0 ? moments.length : present))
}

function knotOf({ title, now, at, done }: Moment, index: number, present: number): PollKnot {
  if (index < present) return { state: 'past', title, ...(done && { when: `le ${dayOf(done)}` }) }
  if (index > present) return { state: 'future', title, ...(at && { when: `jusqu’au ${momentOf(at)}` }) }
  return { state: 'present', title: now, ...(at && { when: `jusqu’au ${momentOf(at)}` }) }
}

const DAY = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'Europe/Paris' })

function dayOf(instant: Date): string {
  return DAY.format(instant).replace(/^1 /, '1er ')
}

/** « 20 février 2027 à 18 h 30 », in Paris. */
export function momentOf(instant: Date): string {
  return `${dayOf(instant)} à ${writtenTime(timeIn(instant))}`
}
