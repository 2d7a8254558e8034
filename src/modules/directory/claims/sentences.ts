import type { ClaimFault, ClaimRefusal, ClaimState, ClaimVerdict, Proof } from './claiming.ts'
import type { DeclarationRefusal } from './declaring.ts'
import type { ReportFault } from './reports.ts'

export const PROOF_WORDS: Readonly<Record<Proof, string>> = {
  mail: 'J’ai une adresse e-mail de la structure',
  document: 'Je joins un document',
  agent: 'Je préfère qu’un agent me réponde',
}

/** What each fault says, and the field it stands beside. */
export const CLAIM_FAULTS: Readonly<Record<ClaimFault, readonly [field: string, sentence: string]>> = {
  'duty-missing': ['fonction', 'Dites ce que vous faites dans la structure : présidente, salarié, trésorière…'],
  'duty-long': ['fonction', 'Gardez l’essentiel : 120 signes au plus.'],
  'proof-missing': ['preuve', 'Choisissez comment le montrer.'],
  'address-wrong': ['adresse', 'Cette adresse n’est pas complète. Elle ressemble à : contact@votre-structure.fr.'],
  'public-provider': [
    'adresse',
    'Tout le monde peut ouvrir une adresse chez ce fournisseur : elle ne montre pas que vous êtes de la structure. Joignez un document, ou demandez à un agent.',
  ],
  'document-missing': ['pieces', 'Joignez un document : récépissé, procès-verbal, courrier à en-tête.'],
  'words-missing': ['message', 'Dites en une phrase comment un agent peut vérifier.'],
  'words-long': ['message', 'Votre message dépasse 1 000 signes : gardez l’essentiel.'],
}

export const CLAIM_REFUSALS: Readonly<Record<ClaimRefusal, string>> = {
  'structure-unknown': 'Cette structure n’est plus dans l’annuaire.',
  'claim-unknown': 'Cette demande n’existe pas. Revenez à la page de la structure.',
  'claimed-already': 'Vous avez déjà une demande en cours pour cette structure. Rechargez la page pour la voir.',
  'too-many-codes':
    'Plusieurs codes sont déjà partis depuis une heure. Attendez un peu, ou joignez plutôt un document.',
  'state-moved': 'Quelqu’un d’autre a déjà répondu. Rechargez la page.',
  'reason-missing': 'Écrivez pourquoi, en une phrase (5 à 500 signes) : la personne la lira.',
}

export const CLAIM_STATES: Readonly<Record<ClaimState, string>> = {
  'code-sent': 'Code envoyé',
  waiting: 'Un agent va répondre',
  asked: 'Une question vous est posée',
  accepted: 'Acceptée',
  refused: 'Refusée',
  withdrawn: 'Retirée',
}

export const VERDICT_WORDS: Readonly<Record<ClaimVerdict, string>> = {
  accept: 'Accepter',
  ask: 'Poser une question',
  refuse: 'Refuser',
  withdraw: 'Retirer l’accès',
}

export type CodeOutcome = 'wrong' | 'expired' | 'burnt'

export const CODE_SENTENCES: Readonly<Record<CodeOutcome, string>> = {
  wrong: 'Ce n’est pas le bon code. Recopiez les 6 chiffres du mail.',
  expired: 'Ce code n’est plus bon : il dure 30 minutes. Demandez-en un autre.',
  burnt: 'Cinq essais ont échoué : ce code ne sert plus. Demandez-en un autre, ou joignez un document.',
}

export type TextRefusal = 'structure-unknown' | 'not-yours' | 'changed-meanwhile' | 'nothing-new'

export const TEXT_REFUSALS: Readonly<Record<TextRefusal, string>> = {
  'structure-unknown': 'Cette structure n’est plus dans l’annuaire.',
  'not-yours': 'Vous ne pouvez plus écrire sur cette page. Revenez à la page de la structure.',
  'changed-meanwhile': 'Quelqu’un a enregistré ce texte pendant que vous écriviez.',
  'nothing-new': 'Rien n’a changé : il n’y a rien à envoyer.',
}

export type ReadingRefusal = 'revision-unknown' | 'state-moved' | 'reason-missing' | 'not-yours'

export const READING_REFUSALS: Readonly<Record<ReadingRefusal, string>> = {
  'revision-unknown': 'Ce texte n’existe pas. Revenez à la liste.',
  'state-moved': 'Ce texte a changé, ou quelqu’un a déjà répondu. Rechargez la page.',
  'reason-missing': 'Écrivez pourquoi, en une phrase (5 à 500 signes) : la structure la lira.',
  'not-yours': 'Ce texte n’est pas de ceux que vous relisez.',
}

export const REPORT_FAULTS: Readonly<Record<ReportFault, readonly [field: string, sentence: string]>> = {
  'kind-missing': ['sujet', 'Choisissez de quoi il s’agit.'],
  'body-missing': ['message', 'Dites ce qui ne va pas.'],
  'body-long': ['message', 'Votre message dépasse 2 000 signes : gardez l’essentiel.'],
  'address-wrong': ['email', 'Cette adresse n’est pas complète. Elle ressemble à : nom@exemple.fr.'],
}

/** Said with the hour from which the next one is taken, and the other way meanwhile. */
export function tooManyReports(until: Date, telephone: string | null): string {
  const hour = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', hour: 'numeric', minute: '2-digit' })
  const words = hour.format(until).replace(':', '\u00a0h\u00a0')
  const otherWay = telephone === null ? '' : ` C’est pressé ? Appelez le ${telephone}.`
  return `Plusieurs signalements sont déjà partis d’ici. Gardez celui-ci et envoyez-le à partir de ${words}.${otherWay}`
}

export type AnswerRefusal = 'report-unknown' | 'state-moved' | 'answer-missing' | 'not-confirmed' | 'contradicts'

export const ANSWER_REFUSALS: Readonly<Record<AnswerRefusal, string>> = {
  'report-unknown': 'Ce signalement n’existe pas. Revenez à la liste.',
  'state-moved': 'Quelqu’un a déjà répondu. Rechargez la page.',
  'answer-missing': 'Écrivez votre réponse, en 5 à 1 000 signes.',
  'not-confirmed': 'Cochez la case pour confirmer : le retrait est immédiat, et aucun import ne la fera revenir.',
  contradicts: 'Vous avez coché le retrait, puis choisi de garder la page. Choisissez l’un ou l’autre.',
}

export const DECLARATION_REFUSALS: Readonly<Record<DeclarationRefusal, string>> = {
  'declaration-unknown': 'Cette déclaration n’existe pas. Revenez à la liste.',
  'state-moved': 'Quelqu’un a déjà répondu. Rechargez la page.',
  'reason-missing': 'Écrivez pourquoi, en une phrase (5 à 500 signes) : la personne la lira.',
  'known-already': 'Cette structure est déjà dans l’annuaire, sous ce numéro. Cherchez-la, puis revendiquez sa page.',
  'kept-out':
    'Cette structure a demandé à ne plus paraître dans l’annuaire. Si elle demande elle-même à revenir, cochez la case et acceptez de nouveau ; sinon, refusez.',
  'too-many': 'Plusieurs de vos déclarations attendent déjà. Attendez notre réponse.',
}
