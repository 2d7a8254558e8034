import {
  copiesToRead,
  type DocumentState,
  type DocumentStep,
  documentStateOf,
  type FiledDocument,
  type FilePart,
  type FinishRefusal,
  isSignedByReading,
  type PrepareRefusal,
  type SendRefusal,
} from './states.ts'

/** Why an act on a document is not done; the gravest first. */
export type DocumentRefusal =
  | 'document-unknown'
  | 'decision-unknown'
  | 'line-unknown'
  | 'has-an-interest'
  | PrepareRefusal
  | FinishRefusal
  | SendRefusal
  | 'not-cancellable'
  | 'not-signed'
  | 'no-copy-to-read'
  | 'model-missing'

const SENTENCES: Readonly<Record<DocumentRefusal, string>> = {
  'document-unknown': 'Ce document n’existe pas, ou vous n’y avez pas accès.',
  'decision-unknown': 'Cette décision n’existe pas, ou vous n’y avez pas accès.',
  'line-unknown': 'Choisissez un bénéficiaire de la liste.',
  'has-an-interest': 'Vous êtes lié à un bénéficiaire : une autre personne prépare ce document.',
  'withdrawn-for-good': 'Cette décision est retirée : plus aucun document ne la suit.',
  'act-not-taken': 'L’acte n’est pas encore pris. Notez d’abord la délibération, avec son numéro.',
  'already-prepared': 'Ce document existe déjà. Annulez-le avant d’en préparer un nouveau.',
  'not-enforceable':
    'La décision n’est pas encore exécutoire. Notez sa transmission à l’État et sa publication, puis revenez ici.',
  'visas-missing': 'Il manque des visas à ce rapport. Demandez-les, puis revenez ici.',
  'data-moved': 'La décision a changé depuis ce document. Annulez-le, puis préparez-en un nouveau.',
  'sign-not-drawn':
    'Un mot contient un signe que le PDF ne sait pas écrire. Annulez ce document, corrigez le mot, puis préparez-en un nouveau.',
  'not-a-draft': 'Ce document n’est plus un brouillon. Rechargez la page.',
  'not-final': 'Ce document n’est pas prêt à être signé. Rechargez la page.',
  'not-cancellable': 'Ce document est signé ou déjà annulé : il reste comme il est.',
  'not-signed': 'Ce document n’est pas signé, ou il est déjà classé. Rechargez la page.',
  'no-copy-to-read': 'Cet exemplaire n’est plus à vérifier. Rechargez la page.',
  'model-missing': 'Aucun modèle n’existe pour ce document. Demandez à l’administration d’en déposer un.',
}

export function sentenceOfDocument(refusal: DocumentRefusal): string {
  return SENTENCES[refusal]
}

export const DOCUMENT_STATE_WORDS: Readonly<Record<DocumentState, string>> = {
  preparing: 'En préparation',
  draft: 'Brouillon',
  finishing: 'Mise au propre',
  final: 'Final',
  sent: 'Envoyé à la signature',
  signed: 'Signé',
  refused: 'Signature refusée',
  filed: 'Classé',
  cancelled: 'Annulé',
}

/** What the register says of a document: its state, and who saw its signature when the machine could not. */
export function registerWordsOf(document: FiledDocument): string {
  const words = DOCUMENT_STATE_WORDS[documentStateOf(document)]
  if (copiesToRead(document).length > 0) return 'Exemplaire à vérifier'
  return isSignedByReading(document) ? `${words}, exemplaire reconnu par un agent` : words
}

export const DOCUMENT_STATES = Object.keys(DOCUMENT_STATE_WORDS) as readonly DocumentState[]

/** What the story of a document says of each step. */
export const DOCUMENT_STEP_WORDS: Readonly<Record<DocumentStep, string>> = {
  ...DOCUMENT_STATE_WORDS,
  draft: 'Brouillon préparé',
  finishing: 'Mise au propre demandée',
  final: 'Document final',
}

export const PART_WORDS: Readonly<Record<FilePart, string>> = {
  draft: 'Brouillon',
  final: 'Document final',
  annex: 'Annexe',
  signed: 'Exemplaire signé',
  proof: 'Preuve de la signature',
}
