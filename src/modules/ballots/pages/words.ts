import type { VoteType } from '#kernel/tally'
import type { Source } from '#ui/figure'
import { type Day, formatAmount, formatInstant, formatPeriod } from '#ui/format'
import type { Poll, PollOption, Recount } from '../model.ts'

/** How people voted, as a sentence. */
export const VOTE_SENTENCES: Readonly<Record<VoteType, string>> = {
  approval: 'Chaque personne choisit tous les projets qu’elle soutient.',
  'choose-1': 'Chaque personne choisit un seul projet.',
  cumulative: 'Chaque personne partage des points entre les projets qu’elle soutient.',
  scoring: 'Chaque personne note les projets.',
  ordinal: 'Chaque personne classe ses projets préférés, du premier au dernier.',
}

/** « du 3 au 21 avril 2023 », « 2022 », or '' when the file has no dates. */
export function periodOf(poll: Pick<Poll, 'beganOn' | 'endedOn'>): string {
  if (isDay(poll.beganOn) && isDay(poll.endedOn)) return formatPeriod(poll.beganOn, poll.endedOn)
  return poll.endedOn ?? poll.beganOn ?? ''
}

export function amountOf(poll: Pick<Poll, 'decimals' | 'currency'>, units: bigint): string {
  return formatAmount({ units, decimals: poll.decimals, currency: poll.currency })
}

/** Where what the file says comes from. */
export function citedSource(poll: Poll): Source {
  const { producer, title, url, licence } = poll.source
  return { status: 'cited', producer, url, date: `fichier ${title}`, licence: `licence ${licence}` }
}

/** Where what we count comes from: the same file, counted here. */
export function computedSource(poll: Poll, computedAt: Date): Source {
  return { ...citedSource(poll), status: 'computed', scope: `Calcul du ${formatInstant(computedAt)}.` }
}

/** What the recount says, or that it is about to be made. */
export function recountSentence(recount: Recount | undefined): string {
  if (!recount) return 'Le recomptage automatique va être fait dans les minutes qui suivent la publication.'
  const when = formatInstant(recount.recountedAt)
  return recount.isIdentical
    ? `Le ${when}, les bulletins publiés ont été recomptés : même résultat.`
    : `Le ${when}, les bulletins publiés ont été recomptés : le résultat diffère. L’incident est en cours d’examen.`
}

/** The official outcome beside ours, when the file states it. */
export function agreementOf(options: readonly PollOption[], winners: ReadonlySet<string>) {
  const stated = options.filter((option) => option.wasSelected !== undefined)
  if (stated.length === 0 || !stated.some((option) => option.wasSelected)) return undefined
  return {
    onlyHere: stated.filter((option) => winners.has(option.code) && !option.wasSelected),
    onlyThere: stated.filter((option) => !winners.has(option.code) && option.wasSelected),
  }
}

function isDay(written: string | undefined): written is Day {
  return /^\d{4}-\d{2}-\d{2}$/.test(written ?? '')
}
