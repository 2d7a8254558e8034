import { SUBMISSION_SENTENCES, type SubmissionRefusal } from '#platform/database'
import { FORM_SENTENCES, type FormRefusal } from '#platform/sessions'
import type { AssemblyRefusal } from '../../sealed/assembly/decide.ts'

/** Why what was asked of an assembly is not done, and what to do. */
export const ASSEMBLY_SENTENCES: Readonly<Record<AssemblyRefusal | SubmissionRefusal | FormRefusal, string>> = {
  ...SUBMISSION_SENTENCES,
  ...FORM_SENTENCES,
  'assembly-unknown': 'Cette assemblée n’existe plus. Revenez à la liste.',
  'assembly-over': 'Cette assemblée est finie : rien n’y change plus.',
  'not-in-session': 'La séance n’est pas ouverte. Ouvrez-la d’abord.',
  'session-begun': 'La séance est ouverte : la liste des membres ne change plus.',
  'nobody-listed': 'La liste des membres est vide. Ajoutez les membres d’abord.',
  'quorum-missing': 'Le quorum n’est pas atteint. Notez les présents, puis recommencez.',
  'question-unknown': 'Cette question n’existe pas. Rechargez la page.',
  'question-asked': 'Cette question a déjà été posée.',
  'another-open': 'Une autre question est ouverte. Fermez-la d’abord.',
  'still-open': 'Une question est encore ouverte. Fermez-la avant de finir la séance.',
  'too-many-questions': 'Une assemblée a 200 questions au plus.',
  'member-unknown': 'Ce membre n’est pas dans la liste. Rechargez la page.',
  'to-oneself': 'On ne se donne pas procuration à soi-même. Choisissez deux personnes.',
  'giver-present': 'Cette personne est présente : elle vote elle-même.',
  'given-already': 'Cette personne a déjà donné procuration. Retirez la première d’abord.',
  'holder-away': 'Cette personne a donné sa propre procuration : elle ne peut pas en porter.',
  'giver-holds-some': 'Cette personne porte des procurations : elle ne peut pas donner la sienne.',
  'cap-reached': 'Cette personne porte déjà le plus grand nombre de procurations permis. Choisissez quelqu’un d’autre.',
  'not-open': 'Le vote sur cette question n’est pas ouvert. Rechargez la page.',
  'not-present': 'Votre présence n’est pas notée. Signez la feuille de présence à l’accueil.',
  'not-theirs': 'Vous ne pouvez pas voter pour cette personne.',
  'not-an-answer': 'Choisissez une réponse. Pour une élection, ne dépassez pas le nombre de sièges.',
}
