import { LONGEST, type MessageFault } from './model.ts'

type FaultName = `${MessageFault['field']} ${MessageFault['kind']}`

/** What is wrong and what to write, for the faults a form can have. */
const SENTENCES: Partial<Record<FaultName, string>> = {
  'subject missing': 'Choisissez de quoi il s’agit.',
  'subject unknown': 'Choisissez de quoi il s’agit, dans la liste.',
  'body missing': 'Écrivez votre message.',
  'body too-long': `Votre message dépasse ${LONGEST.body.toLocaleString('fr-FR')} signes : gardez l’essentiel, nous vous rappellerons.`,
  'name too-long': 'Ce nom est trop long : écrivez seulement comment vous appeler.',
  'commune several': 'Choisissez votre commune dans la liste, ou laissez vide si vous habitez ailleurs.',
  'commune unknown': 'Aucune commune d’ici ne porte ce nom. Corrigez-le, ou laissez vide si vous habitez ailleurs.',
  'email not-an-address': 'Cette adresse n’est pas complète. Elle ressemble à : nom@exemple.fr.',
  'telephone not-a-number': 'Ce numéro n’est pas complet. Il ressemble à : 06 12 34 56 78.',
}

export function sentenceOfFault({ field, kind }: MessageFault): string {
  return SENTENCES[`${field} ${kind}`] ?? 'Vérifiez ce que vous avez écrit ici.'
}

/** Said with the hour from which the next message is taken, and the other way meanwhile. */
export function tooManySentence(until: Date, telephone: string | null): string {
  const hour = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', hour: 'numeric', minute: '2-digit' })
  const words = hour.format(until).replace(':', '\u00a0h\u00a0')
  const otherWay = telephone === null ? '' : ` C’est pressé ? Appelez le ${telephone}.`
  return `Plusieurs messages sont déjà partis d’ici. Gardez celui-ci et envoyez-le à partir de ${words}.${otherWay}`
}
