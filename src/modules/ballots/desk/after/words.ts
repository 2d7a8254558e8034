import { SUBMISSION_SENTENCES, type SubmissionRefusal } from '#platform/database'
import type { TermsRefusal } from '../../commands/after/index.ts'
import type { DestructionRefusal, ToDestroy } from '../../sealed/after/model.ts'

/** The part of the address for each thing. */
export const PARTS: Readonly<Record<ToDestroy, string>> = {
  shares: 'parts',
  pepper: 'cle',
  roll: 'noms',
  backups: 'sauvegardes',
}

/** Why each is still kept. */
export const WHY_KEPT: Readonly<Record<ToDestroy, string>> = {
  shares: 'Avec assez de parts, le bureau pourrait encore ouvrir les bulletins devant un juge.',
  pepper: 'Elle permet de vérifier qu’une personne est, ou n’est pas, dans la liste.',
  roll: 'La commission de contrôle et les votants peuvent encore consulter la liste.',
  backups: 'Elles gardent les noms, et le lien d’avant le dépouillement.',
}

/** What to do to destroy each. */
export const HOW: Readonly<Record<ToDestroy, string>> = {
  shares:
    'Réunissez les membres du bureau et des témoins. Chacun déchire sa feuille, ou dit qu’il l’a fait. Ouvrez aussi l’enveloppe de réserve. Écrivez ici ce qui s’est passé, sans nom.',
  pepper:
    'Le service efface la clé quand la deuxième personne confirme. Elle ne revient jamais. Effacez aussi les copies du dossier des secrets.',
  roll: 'Le service efface les noms, les prénoms et les dates de naissance quand la deuxième personne confirme. Ils ne reviennent jamais.',
  backups:
    'Demandez à la personne qui tient le service de détruire les sauvegardes faites avant le dépouillement, puis écrivez ce qu’elle déclare, sans nom.',
}

export const DESTRUCTION_SENTENCES: Readonly<Record<DestructionRefusal | SubmissionRefusal, string>> = {
  ...SUBMISSION_SENTENCES,
  'not-published': 'Le résultat n’est pas encore publié : rien ne peut être détruit.',
  'already-destroyed': 'C’est déjà détruit, et le certificat est public.',
  'terms-missing': 'Écrivez d’abord le tableau de gestion, le visa des Archives et le délai de recours.',
  contested: 'Une contestation est en cours : rien ne peut être détruit avant qu’elle soit levée.',
  'appeal-running': 'Le délai de recours n’est pas fini. Revenez après.',
  'statement-incomplete': 'Il manque quelque chose. Complétez, puis recommencez.',
  'nothing-proposed': 'Personne ne propose cette destruction en ce moment. Rechargez la page.',
  'changed-meanwhile': 'La proposition vient de changer. Relisez-la, puis recommencez.',
  'same-person': 'Vous avez fait cette proposition : une autre personne, d’une autre place, doit la confirmer.',
}

export const TERMS_SENTENCES: Readonly<Record<TermsRefusal | SubmissionRefusal, string>> = {
  ...SUBMISSION_SENTENCES,
  'not-published': 'Le résultat n’est pas encore publié. Revenez après.',
  'line-missing': 'Écrivez une ligne, de 200 signes au plus.',
  'days-impossible': 'Écrivez un nombre de jours, de 1 à 3660.',
  'nothing-to-lift': 'Cette contestation n’est plus en cours. Rechargez la page.',
}
