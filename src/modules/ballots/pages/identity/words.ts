import { SUBMISSION_SENTENCES } from '#platform/database'
import type { AskRefusal, EntryRefusal } from '../../commands/roll/index.ts'

type Kind = AskRefusal['kind'] | EntryRefusal['kind'] | 'submission-reused'

const SENTENCES: Record<Exclude<Kind, 'asked-too-often' | 'code-wrong'>, string> = {
  ...SUBMISSION_SENTENCES,
  'work-too-light': 'Beaucoup de codes sont demandés près de vous. Appuyez encore une fois sur le bouton.',
  'work-expired': 'Cette page a attendu longtemps. Appuyez encore une fois sur le bouton.',
  'work-wrong': 'La vérification de votre appareil n’a pas réussi. Appuyez encore une fois sur le bouton.',
  'work-spent': 'Cette page a déjà servi. Appuyez encore une fois sur le bouton.',
  'sms-budget-spent': 'Nous ne pouvons plus envoyer de SMS aujourd’hui. Demandez un code par e-mail.',
  'code-withdrawn': 'Ce code ne sert plus. Demandez-en un autre à la personne qui vous l’a donné.',
  'code-used': 'Quelqu’un a déjà voté avec ce code. Demandez-en un autre à la personne qui vous l’a donné.',
  'code-unknown': 'Ce code n’existe pas dans ce vote. Relisez-le : il a 12 lettres et chiffres.',
  'no-code-here': 'Aucun code n’attend ici. Demandez un nouveau code.',
  'code-expired': 'Ce code a plus de 30 minutes. Demandez un nouveau code.',
  'tries-exhausted': 'Ce code a été mal tapé cinq fois. Demandez un nouveau code.',
  'voted-elsewhere':
    'Une personne du même nom, née le même jour, a déjà voté dans une autre commune. Appelez-nous, ou venez au guichet : nous regarderons avec vous.',
}

/** What to do, in a sentence. */
export function sentenceOf(refusal: AskRefusal | EntryRefusal | 'submission-reused'): string {
  if (refusal === 'submission-reused') return SENTENCES[refusal]
  if (refusal.kind === 'asked-too-often') {
    return `Trop de codes ont été demandés ou tapés ici. Attendez ${minutes(refusal.waitMs)}, puis recommencez.`
  }
  if (refusal.kind === 'code-wrong') {
    return `Ce n’est pas le bon code. Relisez-le : il vous reste ${refusal.triesLeft} ${refusal.triesLeft > 1 ? 'essais' : 'essai'}.`
  }
  return SENTENCES[refusal.kind]
}

function minutes(waitMs: number): string {
  const count = Math.ceil(waitMs / 60_000)
  return `${count} ${count > 1 ? 'minutes' : 'minute'}`
}
