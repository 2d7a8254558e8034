import type { SubmissionRefusal } from '#platform/database'
import type { ConfirmationRefusal, ConsoleRefusal, RevocationRefusal } from './confirmations.ts'
import type { DelegationRefusal, GrantRefusal } from './grants.ts'

export type AbsenceRefusal =
  | 'period-reversed'
  | 'period-over'
  | 'not-administrator'
  | 'absence-unknown'
  | 'acting-for-somebody'
export type SubstituteRefusal = ConfirmationRefusal | 'substitute-unknown' | 'substitute-unreachable'
export type OneActRefusal = 'code-unknown' | 'sign-in-too-weak'

export type RoleRefusal =
  | GrantRefusal
  | DelegationRefusal
  | ConfirmationRefusal
  | ConsoleRefusal
  | RevocationRefusal
  | AbsenceRefusal
  | SubstituteRefusal
  | OneActRefusal

/** What to read when an act about roles is refused. */
export const ROLE_SENTENCES: Readonly<Record<RoleRefusal, string>> = {
  'not-administrator': 'Il faut le rôle Administration pour cet acte. Demandez à un administrateur.',
  'acting-for-somebody':
    'Vous agissez pour quelqu’un d’autre. Terminez d’abord, puis revenez : les rôles se donnent en son propre nom.',
  'own-role': 'Personne ne se donne un rôle à soi-même. Demandez à un autre administrateur.',
  'person-unknown': 'Ce compte n’existe pas ou a été fermé. Cherchez de nouveau la personne.',
  'period-reversed': 'Le dernier jour vient avant le premier. Corrigez une des deux dates.',
  'period-over': 'Cette période est déjà finie. Choisissez un dernier jour à venir.',
  'period-outside':
    'Une délégation a un dernier jour, et tient dans la période où vous avez vous-même ce rôle. Corrigez les dates.',
  'object-unreadable': 'Cet objet n’est pas lisible. Choisissez-le dans la liste, ou laissez « tout le territoire ».',
  'reason-missing': 'Dites en quelques mots pourquoi : on le lira dans l’historique.',
  'already-held': 'La personne a déjà ce rôle à ces dates, ou il attend une confirmation. Regardez son historique.',
  'role-not-held': 'Vous ne pouvez déléguer qu’un rôle que vous avez vous-même, et qu’on ne vous a pas délégué.',
  'role-not-delegable': 'Ce rôle ne se délègue pas : il tient à la personne. Un administrateur peut le donner.',
  'grant-unknown': 'Cette demande n’existe pas. Revenez à la liste.',
  'already-settled': 'C’est déjà réglé : ce rôle a été confirmé, refusé, retiré ou il est fini.',
  'asked-by-oneself': 'Vous avez fait cette demande : une autre personne doit la confirmer.',
  'given-to-oneself': 'Ce rôle est pour vous : une autre personne doit le confirmer.',
  'another-administrator-can': 'Un autre administrateur peut confirmer : demandez-lui de le faire sur le site.',
  'last-administrator':
    'C’est le dernier administrateur sans date de fin. Donnez d’abord ce rôle à une autre personne, et faites-le confirmer.',
  'absence-unknown': 'Cette absence n’existe plus. Revenez à la liste.',
  'substitute-unknown': 'Cette personne n’est pas suppléante aujourd’hui. Choisissez-en une dans la liste.',
  'substitute-unreachable':
    'Ce suppléant n’a pas d’adresse e-mail dans son compte : on ne peut pas lui envoyer de code.',
  'code-unknown':
    'Ce code n’est pas le bon, a déjà servi, ou n’est plus valable. Vérifiez le message, ou demandez un nouveau code à la personne qui vous l’a envoyé.',
  'sign-in-too-weak': 'Pour confirmer, connectez-vous avec une clé d’accès, un code d’application ou votre service.',
}

export function sentenceOfRoleRefusal(refusal: RoleRefusal | SubmissionRefusal): string {
  return refusal === 'submission-reused'
    ? 'Ce formulaire a déjà été envoyé avec d’autres réponses. Rechargez la page et recommencez.'
    : ROLE_SENTENCES[refusal]
}
