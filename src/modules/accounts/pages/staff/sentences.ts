import type { IdentityRefusal } from '#platform/identity'
import type {
  ArrivalRefusal,
  EnrolRefusal,
  FirstRunRefusal,
  FirstVisitRefusal,
  InvitationRefusal,
  PasskeyRefusal,
} from '../../commands/index.ts'
import type { AttemptRefusal } from '../../identity/index.ts'
import { spellWait } from '../../sentences.ts'

export const PASSKEY_SENTENCES: Record<PasskeyRefusal, string> = {
  'passkey-copied':
    'Cette clé d’accès a peut-être été copiée : elle a compté moins d’usages que la dernière fois. Nous l’avons noté. Entrez autrement, puis retirez-la dans « Sécurité ».',
  'passkey-wrong': 'La réponse de votre appareil n’est pas la bonne. Recommencez, ou entrez autrement.',
  'passkey-of-another-site': 'Cette clé d’accès a été faite pour un autre site. Vérifiez l’adresse de cette page.',
  'passkey-revoked':
    'Cette clé d’accès a été retirée : elle n’ouvre plus rien. Entrez par une autre clé ou par un code.',
  'passkey-unknown': 'Aucun compte n’a cette clé d’accès ici. Choisissez-en une autre, ou entrez autrement.',
  'challenge-used': 'Cette demande a déjà servi. Appuyez de nouveau sur le bouton.',
  'passkey-unreadable':
    'Votre appareil n’a rien répondu. Les clés d’accès ont besoin de JavaScript : sans lui, entrez par un code ou par un fournisseur.',
  'challenge-forged': 'Cette demande ne vient pas de ce navigateur. Rechargez la page et recommencez.',
  'challenge-expired': 'Votre appareil a mis plus de cinq minutes à répondre. Appuyez de nouveau sur le bouton.',
}

export const ENROL_SENTENCES: Record<EnrolRefusal, string> = {
  'sign-in-too-old':
    'Pour changer vos moyens de connexion, confirmez d’abord que c’est vous : reconnectez-vous par une clé ou par un code.',
  'enrolment-over':
    'Le temps pour ajouter un moyen de connexion est passé, ou il a été commencé dans un autre navigateur. Demandez une nouvelle invitation.',
  'administrator-exists': 'Le service a déjà un administrateur. Demandez-lui de vous inviter.',
}

export const ATTEMPT_SENTENCES: Record<AttemptRefusal, string> = {
  'attempt-unknown': 'Nous n’attendions pas cette réponse. Recommencez depuis la page de connexion.',
  'attempt-used': 'Cette réponse a déjà servi. Recommencez depuis la page de connexion.',
  'attempt-of-another-browser':
    'Cette connexion a été commencée dans un autre navigateur. Terminez-la là-bas, ou recommencez ici.',
  'attempt-expired': 'Plus de dix minutes ont passé. Recommencez depuis la page de connexion.',
}

export const IDENTITY_SENTENCES: Record<IdentityRefusal, string> = {
  'answer-forged':
    'La réponse reçue n’est pas celle que nous attendions : nous ne l’avons pas crue. Recommencez ; si cela continue, prévenez-nous.',
  'userinfo-unsigned':
    'Les renseignements reçus ne sont pas signés : nous ne les avons pas lus. Prévenez l’administrateur du service.',
  'level-too-low':
    'Cette connexion n’est pas assez sûre pour ce service. Choisissez chez le fournisseur un moyen plus sûr.',
  'answer-expired': 'Cette réponse a trop attendu, ou a déjà servi. Recommencez depuis la page de connexion.',
  'refused-there': 'La connexion a été refusée ou annulée là-bas. Recommencez, ou entrez autrement.',
  'provider-unreachable': 'Ce fournisseur ne répond pas en ce moment. Attendez quelques minutes, ou entrez autrement.',
}

export const ARRIVAL_SENTENCES: Record<ArrivalRefusal, string> = {
  'identity-of-another':
    'Ce n’est pas la personne attendue qui a répondu. Par prudence, toutes ses connexions ici sont fermées.',
  'not-of-the-house':
    'Votre employeur n’est pas de ceux que ce service accueille. Demandez à un administrateur de l’ajouter.',
  'identity-taken': 'Ce compte du fournisseur est déjà relié à quelqu’un d’autre ici. Demandez à un administrateur.',
  'agent-unknown':
    'Aucun agent n’est encore relié à ce compte. Demandez une invitation à un administrateur : elle vous permettra de le relier.',
  ...ENROL_SENTENCES,
}

export const FIRST_VISIT_SENTENCES: Record<FirstVisitRefusal | 'acting-for-somebody', string> = {
  'first-visit-over': 'Trop de temps a passé. Recommencez avec FranceConnect.',
  'identity-taken': 'Ce compte FranceConnect est déjà relié ici. Recommencez avec FranceConnect pour entrer.',
  'acting-for-somebody': 'Vous agissez pour quelqu’un. Terminez d’abord, puis recommencez.',
}

/** What changing one's ways in may be refused for, beside what enrolling is. */
export const WAYS_SENTENCES = {
  ...ENROL_SENTENCES,
  'last-strong-way': 'C’est votre dernier moyen sûr d’entrer. Ajoutez-en un autre d’abord.',
  'passkey-unknown': 'Cette clé n’est déjà plus dans votre compte.',
  'authenticator-missing': 'Votre compte n’a pas d’application de codes.',
  'identity-unknown': 'Ce fournisseur n’est déjà plus relié à votre compte.',
  'identity-bound': 'Ce fournisseur atteste que vous travaillez ici : seul un administrateur peut défaire ce lien.',
  'code-wrong': 'Ce n’est pas le code que l’application montre en ce moment. Attendez le suivant et recommencez.',
  'name-missing': 'Donnez un nom à cette clé : 60 lettres au plus.',
} as const

type Coded = FirstRunRefusal | InvitationRefusal
type Sentences = { readonly [Kind in Coded['kind']]: (refusal: Extract<Coded, { readonly kind: Kind }>) => string }

const CODE_SENTENCES: Sentences = {
  'administrator-exists': () => ENROL_SENTENCES['administrator-exists'],
  wait: ({ waitMs, longPasses }) =>
    longPasses
      ? 'Beaucoup de codes faux sur ce compte aujourd’hui. Tapez deux codes qui se suivent : celui de l’application, puis le suivant, douze chiffres en tout. Un code de secours, une clé d’accès ou un fournisseur vous font entrer aussi.'
      : `Plusieurs codes faux. Attendez ${spellWait(waitMs)}, puis recommencez. Une clé d’accès ou un fournisseur vous font entrer tout de suite.`,
  'invitation-over': () => 'Cette invitation a déjà servi, ou a plus de sept jours. Demandez-en une autre.',
  'code-expired': () => 'Ce code a plus d’une heure. Redémarrez le service : sa console en montre un autre.',
  'code-wrong': () => 'Ce n’est pas le bon code. Vérifiez-le signe par signe, puis recommencez.',
}

export function sentenceOfCode(refusal: Coded): string {
  return (CODE_SENTENCES[refusal.kind] as (refusal: Coded) => string)(refusal)
}
