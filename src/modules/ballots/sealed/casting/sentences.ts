import type { CastRefusal } from './model.ts'

/** What the voter is told, and what to do. */
export const CAST_SENTENCES: Record<CastRefusal, string> = {
  'not-open-yet':
    'Le vote n’est pas encore ouvert. Revenez le jour de l’ouverture : votre choix reste sur votre appareil.',
  closed: 'Le vote est terminé. Votre vote n’a pas été enregistré.',
  'wrong-length': 'Votre vote est arrivé abîmé et n’a pas été enregistré. Rechargez la page et votez de nouveau.',
  'pass-spent':
    'Vous avez attendu trop longtemps, et votre vote n’est pas enregistré. Dites-nous de nouveau qui vous êtes : votre choix reste sur votre appareil.',
  'vote-annulled':
    'La commission de contrôle a écarté votre vote. Appelez-nous pour savoir pourquoi : vous pouvez le contester.',
  'voted-on-paper': 'Vous avez déjà voté sur papier : c’est ce vote-là qui compte.',
  'already-voted': 'Vous avez déjà voté. Dans ce vote, on ne peut pas changer d’avis : votre premier vote compte.',
  'envelope-already-cast':
    'Ce vote a déjà été envoyé par quelqu’un d’autre et n’a pas été enregistré une deuxième fois. Rechargez la page et votez de nouveau.',
}
