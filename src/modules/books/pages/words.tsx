import type { Cents } from '#kernel/money'
import { frenchCents } from '#kernel/money'
import { Questions } from '#ui/disclosure'
import { type Source, SourceLine } from '#ui/figure'
import { formatShare } from '#ui/format'
import type { PublicStage } from '../published/model.ts'

/** Said on each page that shows money: what this is, and what it is not (law of public accounts: decree 2012-1246). */
export function JournalNotice() {
  return (
    <p>
      <span class="source">
        Ce journal de suivi montre où en est l’argent. Il ne remplace pas la comptabilité tenue par le comptable public.
      </span>
    </p>
  )
}

/** The words of the budget, for who meets them for the first time. */
export function BudgetWords() {
  const questions = WORDS.map(({ question, answer }) => ({ question, answer: <p>{answer}</p> }))
  return <Questions name="mots-du-budget" questions={questions} />
}

const WORDS: readonly { readonly question: string; readonly answer: string }[] = [
  {
    question: 'C’est quoi, un budget ?',
    answer: 'C’est la liste de ce que le territoire pense dépenser et recevoir en un an. Les élus le votent.',
  },
  {
    question: '« Proposé » et « décidé », quelle différence ?',
    answer:
      'Proposé : les services ont écrit un montant, rien n’est sûr. Décidé : les élus ont voté. On ne dépense qu’après le vote.',
  },
  {
    question: 'Que veut dire « ouvert » ?',
    answer: 'C’est l’argent que les élus ont voté, avec les changements de l’année. On ne peut pas dépenser plus.',
  },
  {
    question: 'Que veut dire « mis de côté », ou « engagé » ?',
    answer: 'C’est l’argent promis à quelqu’un, comme quand on réserve un livre. Une partie est peut-être déjà payée.',
  },
  {
    question: 'Que veut dire « payé » ?',
    answer:
      'L’argent est parti. Une personne demande le paiement, une autre le vérifie, et un comptable de l’État paie. Personne ne fait les trois.',
  },
  {
    question: 'Fonctionnement, investissement ?',
    answer:
      'Le fonctionnement paie la vie de tous les jours : des aides, des rencontres. L’investissement paie ce qui dure : un bâtiment, une machine, des parts dans une coopérative.',
  },
  {
    question: '« Dédié » et « transversal » ?',
    answer:
      'Dédié : l’argent est là seulement pour l’économie sociale et solidaire. Transversal : il vient d’une autre politique, comme le sport ou l’insertion, et aide aussi l’économie sociale et solidaire. On ne les additionne pas : on croirait à un seul budget.',
  },
  {
    question: 'Pourquoi certains chiffres sont-ils « fictifs » ?',
    answer: 'Le total est vrai et sa source est donnée. Le détail n’a pas été publié : il est inventé pour l’exemple.',
  },
]

/** « 45,2 % », or a dash where there is nothing to divide. */
export function shareOf(part: Cents, whole: Cents): string {
  return whole === 0n ? '–' : formatShare(part, whole)
}

/** Where amounts of ours come from. */
export function ourSource(territoryName: string, when: string, isFictitious: boolean): Source {
  return {
    producer: `${territoryName}, journal de suivi`,
    status: 'computed',
    date: when,
    scope: isFictitious ? 'Montants fictifs, pour la démonstration.' : undefined,
  }
}

export function OurSource(props: {
  readonly territoryName: string
  readonly when: string
  readonly isFictitious: boolean
}) {
  return (
    <p>
      <SourceLine source={ourSource(props.territoryName, props.when, props.isFictitious)} />
    </p>
  )
}

/** A source written as « Totaux : RTES, https://… »: its name, and its address when it has one. */
export function sourceOfStage({ source }: Pick<PublicStage, 'source'>): {
  readonly producer: string
  readonly url?: string
} {
  const text = source ?? ''
  const url = /https?:\/\/[^\s,;)]*[^\s,;).]/.exec(text)?.[0]
  const named = url === undefined ? text : text.slice(0, text.indexOf(url))
  const producer = named.replace(/^Totaux\s*:\s*/, '').replace(/[\s,:(]+$/, '')
  return { producer: producer === '' ? (url ?? '') : producer, ...(url === undefined ? {} : { url }) }
}

export function euros(value: Cents): string {
  return frenchCents(value)
}
