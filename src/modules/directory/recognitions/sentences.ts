import type { RecognitionEvent, RecognitionRefusal, Standing } from './model.ts'

export const RECOGNITION_REFUSALS: Readonly<Record<RecognitionRefusal, string>> = {
  'structure-unknown': 'Cette structure n’est plus dans l’annuaire.',
  'kind-unknown': 'Choisissez une reconnaissance de la liste.',
  'name-unknown': 'Choisissez une reconnaissance de la liste.',
  'source-missing': 'Écrivez par quelle décision, avec sa date : « Délibération n° 2026-214 du 23 février 2026 ».',
  'decision-wrong': 'Copiez la référence depuis la page de la décision, ou laissez vide.',
  'days-wrong': 'Écrivez la date comme 23/02/2026. Le début est obligatoire, et la fin aussi pour y mettre fin.',
  'ends-before': 'La fin vient avant le début : vérifiez les deux dates.',
  'reason-missing': 'Cette reconnaissance est déjà inscrite : dites en une phrase pourquoi vous la changez.',
  'nothing-to-end': 'Cette reconnaissance n’est pas en cours : il n’y a rien à changer.',
}

export const EVENT_WORDS: Readonly<Record<RecognitionEvent, string>> = {
  begun: 'inscrite',
  ended: 'terminée',
  void: 'annulée, inscrite par erreur',
}

export const STANDING_WORDS: Readonly<Record<Standing, string>> = {
  coming: 'à venir',
  current: 'en cours',
  ending: 'bientôt finie',
  over: 'finie',
}
