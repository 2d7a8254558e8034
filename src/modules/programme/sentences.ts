import type { EditRefusal, Gap } from './editing.ts'
import type { StepState, ValueNature } from './model.ts'
import type { DraftRefusal, FollowRefusal } from './refusals.ts'

export const STATE_WORDS: Readonly<Record<StepState, string>> = {
  planned: 'À venir',
  running: 'En cours',
  done: 'Terminée',
  stopped: 'Arrêtée',
}

export const NATURE_WORDS: Readonly<Record<ValueNature, string>> = {
  cited: 'Cité d’une autre source',
  computed: 'Compté',
  estimated: 'Estimé',
}

export const PERIMETER_WORDS: Readonly<Record<'dedicated' | 'transversal', string>> = {
  dedicated: 'Budget dédié à l’ESS',
  transversal: 'Dépenses d’autres politiques vers l’ESS',
}

export const EDIT_SENTENCES: Readonly<Record<EditRefusal, string>> = {
  'aim-unknown': 'Cette ambition ou cette orientation n’existe plus dans le brouillon. Rouvrez le brouillon.',
  'action-unknown': 'Cette action n’existe plus dans le brouillon. Rouvrez le brouillon.',
  'line-taken':
    'Une de ces lignes de budget paie déjà une autre action. Retirez-la d’abord de l’autre action : un euro ne se compte qu’une fois.',
  'aim-not-empty': 'Elle contient encore des orientations ou des actions. Retirez-les ou déplacez-les d’abord.',
}

export const GAP_SENTENCES: Readonly<Record<Gap, string>> = {
  'no-ambition': 'Écrivez au moins une ambition.',
  'no-orientation': 'Écrivez au moins une orientation sous cette ambition.',
  'no-legal-basis': 'Donnez l’article et la compétence sur lesquels cette action repose.',
  'no-service': 'Nommez le service qui conduit cette action.',
}

export const DRAFT_SENTENCES: Readonly<Record<DraftRefusal, string>> = {
  'draft-unknown': 'Il n’y a pas de brouillon : il vient peut-être d’être publié. Revenez à la liste des versions.',
  'draft-moved': 'Quelqu’un a changé le brouillon depuis que vous l’avez ouvert. Relisez-le, puis recommencez.',
  'draft-open': 'Un brouillon est déjà ouvert : continuez-le.',
  'version-incomplete': 'Il manque encore quelque chose au brouillon : la liste est sur sa page.',
  'nothing-changed': 'Le brouillon est le même que la version publiée : il n’y a rien à publier.',
  'not-asked': 'Demandez d’abord la publication : une autre personne publiera.',
  'same-person': 'Vous avez demandé cette publication : une autre personne doit la faire.',
}

export const FOLLOW_SENTENCES: Readonly<Record<FollowRefusal, string>> = {
  'action-unknown': 'Cette action n’est pas dans la version publiée.',
  'indicator-unknown': 'Choisissez un indicateur de cette action.',
  'value-unknown': 'Cette valeur a déjà été retirée.',
  'aim-unknown': 'Choisissez une ambition, une orientation ou une action de la version publiée.',
  'day-to-come': 'Ce jour n’est pas encore venu. Écrivez un jour passé, ou aujourd’hui.',
}
