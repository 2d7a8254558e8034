import { SUBMISSION_SENTENCES, type SubmissionRefusal } from '#platform/database'
import { FORM_SENTENCES, type FormRefusal } from '#platform/sessions'
import type {
  BureauRefusal,
  DraftRefusal,
  ExtensionRefusal,
  OptionRefusal,
  PublicationRefusal,
  SeatRefusal,
} from '../../commands/preparation/index.ts'

type Refusal =
  | DraftRefusal
  | OptionRefusal
  | PublicationRefusal
  | ExtensionRefusal
  | SeatRefusal
  | BureauRefusal
  | SubmissionRefusal
  | FormRefusal

/** Why what was asked of a poll in preparation is not done, and what to do. */
export const PREPARATION_SENTENCES: Readonly<Record<Refusal, string>> = {
  ...SUBMISSION_SENTENCES,
  ...FORM_SENTENCES,
  'poll-unknown': 'Ce vote n’existe plus. Revenez à la liste des votes.',
  'already-published': 'Ce vote est publié : ses règles ne changent plus.',
  'changed-meanwhile': 'Quelqu’un a changé ce vote entre-temps. Relisez-le, puis recommencez.',
  'too-many-options': 'Un vote a 500 projets au plus. Retirez-en avant d’en ajouter.',
  'option-unknown': 'Ce projet n’est plus dans la liste. Rechargez la page.',
  'not-ready': 'Il manque encore quelque chose : regardez la liste « Ce qu’il reste à faire ».',
  'nothing-proposed': 'Personne ne propose cela en ce moment. Rechargez la page.',
  'same-person': 'Il faut deux personnes : quelqu’un d’autre doit confirmer.',
  'vote-over': 'Le vote est fini : sa date ne peut plus changer.',
  'not-later': 'La nouvelle fin doit venir après la fin prévue. Choisissez une date plus tard.',
  'reason-missing': 'Écrivez la raison : elle sera publiée.',
  'seat-taken': 'Cette place est déjà donnée. Choisissez-en une autre.',
  'seated-already': 'Cette personne a déjà une place ici.',
  'key-made':
    'La clé du bureau existe déjà. Ce vote ne peut plus être abandonné, ni cette place retirée après la publication.',
  'another-bureau': 'Le nombre de membres a changé depuis le début de la cérémonie. Recommencez-la.',
  'no-key': 'La cérémonie de la clé n’a pas encore eu lieu.',
  'share-unknown': 'Aucune part ne porte ce numéro.',
  'trial-not-opened': 'Les deux bulletins d’essai n’ont pas été ouverts avec la bonne clé. Recommencez la répétition.',
}
