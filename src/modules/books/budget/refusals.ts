import { type Cents, frenchCents } from '#kernel/money'
import type { AuthorisationRefusal } from './authorisation.ts'
import { SECTION_WORDS } from './line.ts'
import type { MoveRefusal } from './moves.ts'
import type {
  AccountantRefusal,
  CommitRefusal,
  GrantRefusal,
  LegalRefusal,
  MandateRefusal,
  PrepareRefusal,
  SignRefusal,
} from './rules.ts'

/** Why an act of the budget is refused. The gravest first. */
export type BudgetRefusal =
  | 'acting-for-somebody'
  | 'changed-meanwhile'
  | 'year-unknown'
  | 'year-exists'
  | 'line-unknown'
  | 'line-exists'
  | 'code-unknown'
  | 'section-differs'
  | 'nomenclature-exists'
  | 'stage-unknown'
  | 'stage-already-open'
  | 'stage-opens-nothing'
  | 'authorisation-exists'
  | 'authorisation-unknown'
  | 'engagement-unknown'
  | 'liquidation-unknown'
  | 'receivable-unknown'
  | 'line-is-expense'
  | 'over-payment'
  | 'commitments-left'
  | 'not-next-year'
  | 'other-authorisation'
  | 'other-section'
  | 'other-payee'
  | 'before-the-title'
  | 'decision-of-no-grant'
  | 'setting-unreadable'
  | 'already-collected'
  | CommitRefusal
  | LegalRefusal
  | PrepareRefusal
  | SignRefusal
  | MandateRefusal
  | GrantRefusal
  | AccountantRefusal
  | MoveRefusal
  | AuthorisationRefusal
  | { readonly kind: 'siret-of-another'; readonly name: string }
  | { readonly kind: 'line-below-zero'; readonly label: string; readonly availableCents: Cents }

type Plain = Extract<BudgetRefusal, string>
type Figured = Exclude<BudgetRefusal, string>

/** What the agent reads: what is refused, and what to do. */
export function sentenceOfBudgetRefusal(refusal: BudgetRefusal): string {
  return typeof refusal === 'string' ? SENTENCES[refusal] : sentenceWithFigure(refusal)
}

const SENTENCES: Readonly<Record<Plain, string>> = {
  'acting-for-somebody': 'Vous agissez pour quelqu’un d’autre : revenez à votre compte pour engager ou payer.',
  'changed-meanwhile':
    'Quelqu’un a agi entre-temps sur cette page. Rien n’est enregistré : relisez ce qui a changé, puis recommencez.',
  'year-unknown': 'Ce budget n’existe pas encore. Ouvrez d’abord l’année.',
  'year-exists': 'Le budget de cette année existe déjà.',
  'line-unknown': 'Cette ligne n’existe pas. Choisissez-la dans la liste.',
  'line-exists': 'Une ligne porte déjà ce code cette année. Choisissez un autre code.',
  'code-unknown':
    'Ce code n’est pas dans la nomenclature de l’année. Vérifiez le chapitre, l’article et la fonction, ou importez la nomenclature.',
  'section-differs':
    'Ce chapitre est de l’autre section. Choisissez fonctionnement ou investissement selon le chapitre.',
  'nomenclature-exists': 'Cette version est déjà là. Donnez un autre nom à celle-ci.',
  'stage-unknown': 'Cette étape du budget n’existe pas.',
  'stage-already-open':
    'Les crédits de cette étape sont déjà ouverts. Pour les changer, préparez une décision modificative.',
  'stage-opens-nothing': 'Cette étape n’ouvre aucun crédit : c’est un débat, pas un vote.',
  'authorisation-exists': 'Une autorisation porte déjà ce code. Choisissez-en un autre.',
  'authorisation-unknown': 'Cette autorisation n’existe pas. Choisissez-la dans la liste.',
  'engagement-unknown': 'Cet engagement n’existe pas.',
  'liquidation-unknown': 'Cette liquidation n’existe pas.',
  'receivable-unknown': 'Ce titre de recette n’existe pas.',
  'line-is-expense': 'Un titre de recette va sur une ligne de recette. Choisissez-en une.',
  'over-payment': 'On ne peut pas reprendre plus que ce qui a été payé. Vérifiez le montant.',
  'commitments-left':
    'Il reste des crédits engagés sur cette année. Reportez-les, rattachez-les ou rendez-les à leur ligne, puis clôturez.',
  'not-next-year': 'Un report va sur une ligne de l’année suivante. Choisissez-en une.',
  'other-section':
    'Un report reste dans sa section. Choisissez une ligne de fonctionnement pour du fonctionnement, d’investissement pour de l’investissement.',
  'other-payee': 'Ce paiement a été fait à une autre organisation. Vérifiez le SIRET, ou le mandat à reprendre.',
  'before-the-title': 'Cette date précède l’émission du titre. Vérifiez la date.',
  'decision-of-no-grant':
    'C’est le vote du budget, pas l’attribution d’une subvention. Écrivez ce que la décision attribue, comme « dossier:0198… ».',
  'setting-unreadable':
    'Cette valeur ne se lit pas. Écrivez des jours de 1 à 365, un pourcentage comme 7,5, ou des chapitres séparés par des virgules.',
  'other-beneficiary':
    'La décision attribue cette somme à une autre organisation. Comparez le SIRET de la demande à celui de la décision.',
  'other-authorisation':
    'Cette autorisation est d’une autre section que la ligne. Choisissez une AE en fonctionnement, une AP en investissement.',
  'already-collected': 'Ce titre est déjà encaissé.',
  'year-closed': 'Cette année est close par son compte financier unique (CFU) : plus rien n’y est engagé ni liquidé.',
  'line-is-receipt': 'C’est une ligne de recettes : on n’y engage pas de dépense.',
  'already-settled': 'C’est déjà fait ou déjà refusé. Rechargez la page pour voir où en est ce dossier.',
  'authorisation-not-open': 'Cette autorisation n’est pas ouverte : sa décision n’est pas encore exécutoire.',
  'not-committed': 'Les crédits ne sont pas engagés : les finances doivent d’abord accepter la demande.',
  'already-legal': 'L’engagement juridique est déjà noté.',
  'not-enforceable':
    'La décision n’est pas exécutoire : elle doit d’abord être transmise et publiée. Rien n’est ouvert, signé ni payé avant.',
  'date-in-future': 'Cette date n’est pas encore arrivée. Écrivez la date où c’est fait.',
  'before-commitment': 'L’engagement juridique ne peut pas précéder l’engagement des crédits. Vérifiez la date.',
  'no-legal-engagement': 'Notez d’abord la signature de la convention ou l’envoi de la commande.',
  'instructor-signs':
    'Vous avez instruit cette demande : quelqu’un d’autre doit signer la liquidation. En cas d’absence, déléguez la fonction.',
  'not-signed': 'La liquidation n’est pas signée : elle ne peut pas devenir un mandat.',
  'already-mandated': 'Un mandat est déjà émis pour cette liquidation.',
  'already-paid': 'Ce mandat est déjà payé. Une somme à reprendre fait l’objet d’un titre de recette.',
  suspended: 'Le comptable attend un document : remettez d’abord le mandat, avec ce document.',
  'not-suspended': 'Ce mandat n’attend aucun document.',
  'before-the-mandate': 'Cette date précède le mandat, ou son dernier refus. Vérifiez la date.',
}

function sentenceWithFigure(refusal: Figured): string {
  switch (refusal.kind) {
    case 'over-available':
      return `Il reste ${frenchCents(refusal.availableCents)} sur cette ligne : on ne peut pas y engager ${frenchCents(refusal.askedCents)}. Réduisez la demande, ou demandez un virement.`
    case 'over-authorisation':
      return `Il reste ${frenchCents(refusal.availableCents)} sur cette autorisation : on ne peut pas y engager ${frenchCents(refusal.askedCents)}.`
    case 'over-commitment':
      return `Il reste ${frenchCents(refusal.leftCents)} à liquider sur cet engagement : on ne peut pas y liquider ${frenchCents(refusal.askedCents)}. Demandez un engagement complémentaire.`
    case 'over-decision':
      return `La décision attribue ${frenchCents(refusal.decidedCents)} : avec cette somme, les engagements qui portent sur elle en feraient ${frenchCents(refusal.askedCents)}. Rendez ce qui est de trop, ou attendez une autre décision.`
    case 'conditions-unchecked':
      return `Il manque : ${refusal.labels.join(' ; ')}. Cochez chaque pièce une fois que vous l’avez vue.`
    case 'move-touches-staff':
      return `Le chapitre ${refusal.chapter} est celui du personnel : aucun virement ne le touche (CGCT, article L5217-10-6).`
    case 'move-touches-receipts':
      return 'Un virement ne change que des dépenses. Une recette change par une décision modificative.'
    case 'move-not-balanced':
      return `En ${SECTION_WORDS[refusal.section].toLocaleLowerCase('fr')}, ce qui est ajouté et ce qui est retiré diffèrent de ${frenchCents(refusal.differenceCents)}. Un virement doit tomber juste dans chaque section.`
    case 'move-over-limit':
      return `En ${SECTION_WORDS[refusal.section].toLocaleLowerCase('fr')}, ${frenchCents(refusal.movedCents)} changeraient de chapitre cette année : la limite est ${frenchCents(refusal.limitCents)} (CGCT, article L5217-10-6). Passez par une décision modificative.`
    case 'years-do-not-add-up':
      return `Les crédits de paiement font ${frenchCents(refusal.sumCents)} en tout, et l’autorisation ${frenchCents(refusal.amountCents)} : les deux doivent être égaux.`
    case 'year-twice':
      return 'Une année est écrite deux fois. Gardez une ligne par année.'
    case 'siret-of-another':
      return `Ce SIRET est celui de « ${refusal.name} ». Vérifiez les 14 chiffres ; s’ils sont justes, écrivez ce nom.`
    case 'line-below-zero':
      return `Il reste ${frenchCents(refusal.availableCents)} sur « ${refusal.label} » : on ne peut pas en retirer plus, le reste est engagé.`
  }
}
