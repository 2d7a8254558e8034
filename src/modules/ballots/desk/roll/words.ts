import { SUBMISSION_SENTENCES, type SubmissionRefusal } from '#platform/database'
import type {
  BatchRefusal,
  ConsultingReason,
  DeskRefusal,
  EntryRefusal,
  IssueRefusal,
  ShownPaper,
} from '../../commands/roll/index.ts'
import { sentenceOf } from '../../pages/identity/words.ts'
import type { BatchKind, CodeBatch } from '../../store/roll/index.ts'

export const KIND_WORDS: Readonly<Record<BatchKind, string>> = {
  class: 'Une classe, un centre de loisirs',
  home: 'Un foyer, une résidence, un EHPAD',
  letters: 'Des lettres, une par personne',
}

export const CODES_SENTENCES: Readonly<Record<IssueRefusal | BatchRefusal | SubmissionRefusal, string>> = {
  ...SUBMISSION_SENTENCES,
  'vote-over': 'Le vote est terminé : ses codes ne servent plus, et on n’en fait pas de nouveaux.',
  'codes-not-foreseen': 'Les règles publiées de ce vote ne prévoient pas de codes imprimés.',
  'batch-unknown': 'Ce lot n’existe pas. Revenez à la liste.',
}

/** Where a batch is, in a few words. */
export function stateOf({ withdrawnAt, withdrawnBecause, seed }: CodeBatch): string {
  if (withdrawnAt) return withdrawnBecause === 'lost' ? 'Perdu, retiré' : 'Retiré'
  return seed ? 'À imprimer' : 'Imprimé'
}

export const PAPER_WORDS: Readonly<Record<ShownPaper, string>> = {
  'identity-card': 'Carte d’identité',
  passport: 'Passeport',
  'residence-permit': 'Titre de séjour',
  licence: 'Permis de conduire',
  'health-card': 'Carte Vitale, carte de collège ou de transport avec photo',
  other: 'Un autre papier à son nom',
}

export const REASON_WORDS: Readonly<Record<ConsultingReason, string>> = {
  'voter-asks': 'Une personne demande si son vote est enregistré',
  complaint: 'Une réclamation',
  'commission-asks': 'La commission de contrôle le demande',
  mistake: 'Une erreur de saisie à comprendre',
}

type OfTheDesk = Exclude<DeskRefusal, EntryRefusal>['kind'] | 'voted-elsewhere'

const COUNTER_SENTENCES: Readonly<Record<OfTheDesk, string>> = {
  'not-open': 'Le vote n’est pas ouvert : personne ne peut entrer maintenant.',
  'desk-not-foreseen': 'Les règles publiées de ce vote ne prévoient pas le vote au guichet.',
  'no-homonym': 'Personne n’a encore voté sous ce nom, né ce jour-là : laissez la raison vide.',
  'too-many-homonyms':
    'Neuf personnes du même nom, nées le même jour, sont déjà entrées. Appelez la commission de contrôle.',
  'voted-elsewhere':
    'Une personne du même nom, née le même jour, a déjà voté dans une autre commune. Si c’est quelqu’un d’autre, écrivez pourquoi, plus bas.',
}

export function sentenceAtCounter(refusal: DeskRefusal | SubmissionRefusal): string {
  if (typeof refusal === 'string') return SUBMISSION_SENTENCES[refusal]
  return isOfTheDesk(refusal.kind) ? COUNTER_SENTENCES[refusal.kind] : sentenceOf(refusal as EntryRefusal)
}

function isOfTheDesk(kind: DeskRefusal['kind']): kind is OfTheDesk {
  return Object.hasOwn(COUNTER_SENTENCES, kind)
}
