import { formatCount } from '#ui/format'
import type { BasketRefusal } from '../../sealed/basket.ts'
import type { SealedPoll } from '../../sealed/poll.ts'

/** What is wrong with a basket, and what to do. */
export function sentenceOfBasket(refusal: BasketRefusal): string {
  switch (refusal.kind) {
    case 'option-unknown':
      return 'Un des projets cochés n’est pas dans ce vote. Choisissez de nouveau, puis continuez.'
    case 'too-many':
      return `Vous avez coché ${formatCount(refusal.chosen, 'projet', 'projets')}. Gardez-en ${refusal.maximum} au plus.`
    case 'too-few':
      return refusal.chosen === 0
        ? 'Vous n’avez encore rien choisi. Cochez au moins un projet.'
        : `Il faut choisir au moins ${formatCount(refusal.minimum, 'projet', 'projets')}.`
  }
}

/** « Choisissez jusqu’à 3 projets : vos coups de cœur. » */
export function ruleOf({ manifest: { choices } }: SealedPoll): string {
  const { minimum, maximum } = choices
  if (maximum === 1) return 'Choisissez un projet : votre coup de cœur.'
  if (minimum <= 1) return `Choisissez jusqu’à ${maximum} projets : vos coups de cœur.`
  return `Choisissez de ${minimum} à ${maximum} projets : vos coups de cœur.`
}

/** « Il vous reste 1 choix sur 3. » */
export function leftOf(chosen: number, { manifest: { choices } }: SealedPoll): string {
  const left = choices.maximum - chosen
  if (left > 0) return `Il vous reste ${left} choix sur ${choices.maximum}.`
  return choices.maximum === 1 ? 'Votre choix est fait.' : `Vos ${choices.maximum} choix sont faits.`
}

/** « Jusqu’à 3 choix. », whatever is ticked. */
export function mostOf({ manifest: { choices } }: SealedPoll): string {
  return choices.maximum === 1 ? 'Un seul choix.' : `Jusqu’à ${choices.maximum} choix.`
}
