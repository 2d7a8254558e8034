import { type Batch, stepOf } from './paper.ts'
import type { PlaceCount } from './paper-places.ts'

/** What must be settled before the close is written, with where to settle it. */
export type CloseObstacle = { readonly sentence: string; readonly href: string }

/** What is left, as counted. */
export type Left = {
  readonly slug: string
  /** Ballots flagged and not decided. */
  readonly flagged: number
  /** Proposals that wait for a second member. */
  readonly proposals: number
  /** People who voted twice, on paper and online, where the règlement lets paper prevail. */
  readonly duplicates: number
  readonly batches: readonly Batch[]
  readonly places: readonly PlaceCount[]
}

/** The same list for the close and for those who prepare it; empty when nothing stands in the way. */
export function closeObstacles(left: Left): readonly CloseObstacle[] {
  const [commission, paper] = [`/agents/scrutins/${left.slug}/commission`, `/agents/scrutins/${left.slug}/papier`]
  const open = left.batches.filter((batch) => !['closed', 'annulled'].includes(stepOf(batch)))
  const halfAnnulled = left.batches.filter((batch) => stepOf(batch) === 'closed' && batch.annulment)
  const apart = left.places.filter(({ isSettled }) => !isSettled)
  return [
    ...when(
      left.flagged,
      commission,
      (n) =>
        `${n === 1 ? 'Un bulletin signalé attend' : `${n} bulletins signalés attendent`} une décision de la commission.`,
    ),
    ...when(
      left.proposals,
      commission,
      (n) =>
        `${n === 1 ? 'Une proposition attend' : `${n} propositions attendent`} une deuxième personne de la commission.`,
    ),
    ...when(
      left.duplicates,
      `${commission}/doublons`,
      (n) =>
        `${n === 1 ? 'Une personne a voté' : `${n} personnes ont voté`} sur papier et en ligne : la commission écarte le vote en ligne.`,
    ),
    ...open.map(({ number }) => ({ sentence: `Le lot ${number} n’est pas fermé.`, href: `${paper}/lots/${number}` })),
    ...halfAnnulled.map(({ number }) => ({
      sentence: `L’annulation du lot ${number} attend une deuxième personne.`,
      href: `${paper}/lots/${number}`,
    })),
    ...apart.map(({ place, papers, signatures }) => ({
      sentence: `${place} : ${papers} papiers dans les lots fermés et ${signatures} signatures. Corrigez, ou écrivez pourquoi.`,
      href: `${paper}/rapprochement`,
    })),
  ]
}

function when(count: number, href: string, say: (count: number) => string): readonly CloseObstacle[] {
  return count === 0 ? [] : [{ sentence: say(count), href }]
}
