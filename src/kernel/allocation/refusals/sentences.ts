import { french } from '#kernel/french'
import type { AllocationRefusal, RefusalKind } from './kinds.ts'

/** Says in French what is wrong and what to do. */
export function sentenceOfRefusal(refusal: AllocationRefusal): string {
  return SENTENCES[refusal.kind](refusal)
}

const known = ({ expected }: AllocationRefusal) => (expected === '' ? '' : french` Noms connus : ${expected}.`)

const SENTENCES: Readonly<Record<RefusalKind, (refusal: AllocationRefusal) => string>> = {
  'projects-missing': () => french`Il n'y a aucun projet. Ajoutez une ligne par projet.`,
  'envelope-not-positive': () => french`L'enveloppe est vide. Donnez un montant plus grand que zéro.`,
  'rounding-not-positive': () => french`L'arrondi doit être d'un centime au moins.`,
  'project-repeated': ({ project }) =>
    french`Le projet « ${project} » est là deux fois. Gardez une seule ligne, ou changez son numéro.`,
  'votes-negative': ({ project }) =>
    french`Projet « ${project} » : un nombre de votes négatif n'est pas possible. Corrigez-le.`,
  'request-not-positive': ({ project }) =>
    french`Projet « ${project} » : il ne demande rien. Écrivez le montant demandé, plus grand que zéro.`,
  'cost-not-positive': ({ project }) =>
    french`Projet « ${project} » : son coût est vide ou négatif. Écrivez un coût plus grand que zéro.`,
  'request-above-cost': ({ project }) =>
    french`Projet « ${project} » : il demande plus qu'il ne coûte. Corrigez le montant demandé ou le coût.`,
  'category-missing': (refused) => french`Projet « ${refused.project} » : sa catégorie manque.` + known(refused),
  'category-unknown': (refused) =>
    french`Projet « ${refused.project} » : la catégorie « ${refused.subject} » n'est pas dans le règlement.` +
    known(refused),
  'territory-missing': (refused) => french`Projet « ${refused.project} » : son territoire manque.` + known(refused),
  'territory-unknown': (refused) =>
    french`Projet « ${refused.project} » : le territoire « ${refused.subject} » n'est pas dans le règlement.` +
    known(refused),
  'amount-negative': ({ subject }) =>
    french`Le montant donné pour « ${subject} » est négatif. Donnez zéro ou davantage.`,
  'cost-share-out-of-range': () => french`La part maximale du coût doit aller de 0,01 % à 100 %.`,
  'quota-not-positive': () => french`La part de chaque territoire doit être plus grande que zéro.`,
  'tiers-missing': () => french`Donnez au moins un palier.`,
  'tiers-out-of-order': () =>
    french`Les paliers doivent suivre le classement, chacun plus loin que le précédent, et leurs montants ne jamais monter.`,
  'amounts-above-envelope': ({ subject, expected }) =>
    french`Les montants réservés font ${subject} et l'enveloppe ${expected}. Baissez-les, ou augmentez l'enveloppe.`,
  'amounts-differ-from-envelope': ({ subject, expected }) =>
    french`Les montants des parts font ${subject} et l'enveloppe ${expected}. Il faut la même somme.`,
  'votes-missing': () => french`Aucun projet n'a de vote : il n'y a ni classement ni part à calculer.`,
  'tie-undecided': ({ project, subject }) =>
    french`Les projets « ${subject} » et « ${project} » sont à égalité en tout. Donnez à chacun son numéro de tirage au sort, différent.`,
}
