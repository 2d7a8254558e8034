import { GAP_SENTENCES, type Gap } from '../../sealed/readiness.ts'
import type { Stage } from '../../sealed/stage.ts'
import { pathOf } from './shell.ts'

/** What is known of a poll, to say what comes next. */
export type Situation = {
  readonly slug: string
  readonly stage: Stage
  readonly gaps: readonly Gap[]
  readonly isRehearsed: boolean
  readonly isProposed: boolean
  readonly opensAt: Date | null
}

export type NextStep = { readonly label: string; readonly href: string }

/** One thing to do now; null: it is somebody else's turn, or nothing waits. */
export function nextStepOf(situation: Situation): NextStep | null {
  const { slug, stage, gaps, isProposed, isRehearsed } = situation
  const bureau = `/scrutins/${slug}/bureau`
  if (stage === 'draft') {
    const [gap] = gaps
    if (gap === 'key-missing' || gap === 'key-of-another-bureau') {
      return { label: GAP_SENTENCES[gap].sentence, href: `${bureau}/ceremonie` }
    }
    if (gap) return { label: GAP_SENTENCES[gap].sentence, href: pathOf(slug, GAP_SENTENCES[gap].at) }
    if (!isRehearsed) return { label: 'Faites la répétition du dépouillement.', href: `${bureau}/repetition` }
    return isProposed
      ? { label: 'Une deuxième personne doit confirmer la publication.', href: `${pathOf(slug)}#publication` }
      : { label: 'Tout est prêt : proposez la publication.', href: `${pathOf(slug)}#publication` }
  }
  if (stage === 'waiting' && !isRehearsed) {
    return {
      label: 'Le vote n’ouvrira pas avant la répétition du dépouillement : faites-la.',
      href: `${bureau}/repetition`,
    }
  }
  if (stage === 'deciding') {
    return {
      label: 'Le vote est fini : la commission et le bureau le closent, à deux.',
      href: pathOf(slug, 'cloture'),
    }
  }
  return stage === 'closed' ? { label: 'Le vote est clos : le bureau dépouille.', href: `${bureau}/ouverture` } : null
}
