import type { VisaRefusal } from './circuit.ts'
import type { AmountRefusal, PaymentNature, ReworkRefusal, Step, StepRefusal } from './model.ts'

/** Refusals of the acts on reports and meetings, beside those of their rules. */
export type DeskRefusal =
  | 'decision-unknown'
  | 'meeting-unknown'
  | 'line-unknown'
  | 'person-unknown'
  | 'link-unknown'
  | 'own-link'

export type DecisionRefusal =
  | StepRefusal
  | ReworkRefusal
  | AmountRefusal
  | VisaRefusal
  | DeskRefusal
  | 'number-taken'
  | 'more-votes-than-seats'
  | 'convoked'
  | 'changed-meanwhile'
  | 'meeting-exists'
  | 'meeting-held'
  | 'meeting-moved'
  | 'line-exists'
  | 'line-repeated'
  | 'setting-moved'

const SENTENCES: Readonly<Record<DecisionRefusal, string>> = {
  'withdrawn-for-good': 'Cette décision est retirée : elle ne revient pas. Ouvrez un nouveau rapport.',
  'not-decided-yet': 'L’acte n’est pas encore pris. Notez d’abord la délibération ou la signature, avec son numéro.',
  'already-done': 'Cette étape est déjà notée. Vérifiez l’historique de la décision.',
  'amounts-undecided':
    'Il manque le montant décidé d’au moins un bénéficiaire. Écrivez-le sur chaque ligne, zéro si c’est un refus.',
  'date-in-future': 'Cette date est à venir. Écrivez le jour où l’étape a eu lieu.',
  'before-the-meeting':
    'La séance n’a pas encore eu lieu ce jour-là. Vérifiez le jour de l’acte, ou celui de la séance.',
  'before-the-act': 'Cette date est avant celle de l’acte. Vérifiez le jour.',
  'act-already-taken': 'L’acte est déjà pris : le rapport ne change plus.',
  'departure-without-reason': 'Le montant décidé n’est pas celui proposé. Écrivez pourquoi : les deux sont gardés.',
  'has-an-interest': 'Vous êtes lié à un bénéficiaire : vous ne pouvez ni instruire ni viser ce rapport.',
  'role-missing': 'Ce visa est celui d’une autre fonction. Demandez-le, ou demandez une délégation.',
  'wrote-it': 'Vous avez visé ce rapport comme rédacteur : une autre personne donne ce visa.',
  'already-given': 'Ce visa est déjà donné.',
  'step-not-open': 'Ce visa attend les précédents. Relancez la personne qui doit les donner.',
  'remark-missing': 'Écrivez ce qui est à reprendre, pour que le rédacteur sache quoi changer.',
  'basis-missing':
    'Ce rapport paie une activité économique. Écrivez la base juridique qui le permet : le visa juridique l’attend.',
  'decision-unknown': 'Cette décision n’existe pas, ou vous n’y avez pas accès.',
  'meeting-unknown': 'Choisissez une séance de la liste.',
  'line-unknown': 'Cette ligne n’existe plus. Rechargez la page.',
  'person-unknown': 'Choisissez une personne de la liste.',
  'link-unknown': 'Ce lien n’existe plus. Rechargez la page.',
  'own-link': 'Ce lien est le vôtre : une autre personne note sa fin.',
  'number-taken': 'Ce numéro est déjà celui d’un autre acte. Vérifiez-le.',
  'more-votes-than-seats': 'Il y a plus de voix que d’élus à cette séance. Vérifiez les trois nombres.',
  convoked:
    'La convocation est partie : les élus ont reçu ce rapport tel quel. Retirez-le et inscrivez-en un autre, ou faites-le amender en séance.',
  'changed-meanwhile': 'Quelqu’un a enregistré ce rapport pendant que vous écriviez.',
  'meeting-held': 'Un acte de cette séance est déjà pris : elle a eu lieu, elle ne se déplace plus.',
  'meeting-moved': 'Quelqu’un vient de changer cette séance. Relisez ce qui est noté, puis enregistrez de nouveau.',
  'meeting-exists': 'Cette séance est déjà notée, à la même heure.',
  'line-exists': 'Cette ligne vient d’être ajoutée par quelqu’un d’autre. Envoyez la vôtre de nouveau.',
  'line-repeated': 'Une de ces lignes est déjà dans le rapport. Vérifiez de nouveau la liste : rien n’a été ajouté.',
  'setting-moved': 'Quelqu’un vient de changer ce réglage. Relisez-le, puis enregistrez de nouveau.',
}

export function sentenceOf(refusal: DecisionRefusal): string {
  return SENTENCES[refusal]
}

/** What the desk calls each step. */
export const STEP_WORDS: Readonly<Record<Step, string>> = {
  listed: 'Rapport inscrit',
  deliberated: 'Acte pris',
  transmitted: 'Transmis à l’État',
  published: 'Publié',
  contested: 'Recours déposé',
  referred: 'Déféré par le préfet',
  withdrawn: 'Retiré',
}

export const NATURE_WORDS: Readonly<Record<PaymentNature, string>> = {
  none: 'Aucun paiement',
  'non-economic': 'Activité non économique',
  sieg: 'Service d’intérêt économique général (SIEG)',
  economic: 'Activité économique',
}

export const BODY_WORDS = { assembly: 'Assemblée', 'permanent-commission': 'Commission permanente' } as const
export type Body = keyof typeof BODY_WORDS

/** Matters of the nomenclature ACTES the team meets, as its level 1 and level 2 are written in the SCDL schema. */
export const SUBJECTS: Readonly<Record<string, string>> = {
  '7.5': 'finances locales/subventions',
  '7.4': 'finances locales/interventions économiques',
  '7.1': 'finances locales/décisions budgétaires',
  '8.2': 'domaines de compétences par thèmes/aide sociale',
  '8.5': 'domaines de compétences par thèmes/politique de la ville habitat logement',
  '9.1': 'autres domaines de compétences/autres domaines de compétences des communes',
  '9.2': 'autres domaines de compétences/autres domaines de compétences des départements',
  '9.4': 'autres domaines de compétences/voeux et motions',
}
