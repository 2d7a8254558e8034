import type { IdentityRefusal } from '#platform/identity'
import type { ReturnRefusal } from '../../commands/roll/index.ts'
import type { CivilStatusRefusal } from '../../sealed/evidence-franceconnect.ts'

/** Somebody is back, and nobody knows from where. */
export const RETURN_SENTENCES: Record<ReturnRefusal, string> = {
  'return-of-another-browser':
    'Vous aviez commencé dans un autre navigateur. Continuez là-bas, ou reprenez le vote ici.',
  'return-unknown': 'Ce retour de FranceConnect a déjà servi, ou nous ne l’attendions pas. Reprenez le vote.',
  'return-expired': 'Plus de dix minutes ont passé. Reprenez le vote.',
}

export const IDENTITY_SENTENCES: Record<IdentityRefusal, string> = {
  'answer-forged': 'La réponse de FranceConnect n’est pas celle que nous attendions. Recommencez, ou votez autrement.',
  'userinfo-unsigned': 'FranceConnect n’a pas signé sa réponse : nous ne l’avons pas lue. Votez autrement.',
  'level-too-low': 'Ce compte n’est pas assez sûr pour voter. Choisissez-en un autre chez FranceConnect.',
  'answer-expired': 'Cette réponse a trop attendu. Appuyez de nouveau sur « Voter avec FranceConnect ».',
  'refused-there': 'Vous avez annulé chez FranceConnect. Rien n’est envoyé. Recommencez, ou votez autrement.',
  'provider-unreachable': 'FranceConnect ne répond pas en ce moment. Attendez un peu, ou votez autrement.',
}

export const CIVIL_STATUS_SENTENCES: Record<CivilStatusRefusal, string> = {
  'civil-status-missing': 'FranceConnect ne nous a pas dit votre nom ou votre date de naissance. Votez autrement.',
  'birth-date-partial':
    'FranceConnect ne connaît pas votre jour de naissance en entier. Vous pouvez voter ! Venez au guichet avec un papier qui porte votre nom, ou appelez-nous.',
}
