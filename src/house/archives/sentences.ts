import type {
  ListFate,
  ListState,
  MakeRefusal,
  Outcome,
  PackageRefusal,
  StepKind,
  StepRefusal,
} from '#platform/archives'

/** The sentence for each reason why no bordereau is made. */
export const MAKE_SENTENCES: Record<MakeRefusal, string> = {
  'kind-unknown': 'Choisissez une ligne du tableau.',
  'list-waits': 'Un bordereau de cette sorte attend déjà. Terminez-le, ou abandonnez-le, avant d’en faire un autre.',
  'exchange-untold':
    'Il manque ce que les Archives demandent pour recevoir un versement. Remplissez d’abord les identifiants dans « Réglages ».',
  'nothing-due': 'Rien n’arrive à terme dans cette sorte : il n’y a pas de bordereau à faire.',
}

/** The sentence for each reason why a step is not recorded. */
export const STEP_SENTENCES: Record<StepRefusal, string> = {
  'list-unknown': 'Ce bordereau n’existe pas. Revenez à la liste.',
  'list-ended': 'Ce bordereau est terminé : plus rien ne s’y ajoute.',
  'visa-given': 'Le visa est déjà enregistré.',
  'nothing-to-acknowledge': 'Il n’y a pas de paquet à recevoir ici. L’accusé vient après le visa et le versement.',
  'execution-begun': 'Il est trop tard pour abandonner : l’opération est lancée.',
  'scan-missing': 'Joignez le document signé, numérisé ou photographié.',
  'signed-in-the-future': 'Cette date est à venir. Écrivez le jour de la signature.',
  'signed-before-the-list': 'Cette date vient avant le bordereau. Écrivez le jour où il a été signé.',
}

export const PACKAGE_SENTENCES: Record<PackageRefusal, string> = {
  'no-package': 'Il n’y a pas de paquet à télécharger pour ce bordereau.',
  'records-moved':
    'Un dossier a changé depuis que le paquet a été fait. Abandonnez ce bordereau, puis faites-en un nouveau.',
}

export const FATE_WORDS: Record<ListFate, string> = { elimination: 'Élimination', transfer: 'Versement aux Archives' }

export const STATE_WORDS: Record<ListState, string> = {
  proposed: 'À viser',
  approved: 'Visé, en cours',
  packed: 'Paquet à verser',
  acknowledged: 'Reçu, en cours',
  ended: 'Terminé',
  abandoned: 'Abandonné',
}

export const STEP_WORDS: Record<StepKind, string> = {
  visa: 'Visa',
  acknowledgment: 'Accusé de réception des Archives',
  abandon: 'Abandon',
}

export const OUTCOME_WORDS: Record<Outcome, string> = {
  erased: 'effacés d’ici',
  kept: 'versés, et gardés ici',
  changed: 'laissés : ils ont changé depuis le bordereau',
  absent: 'déjà absents',
}
