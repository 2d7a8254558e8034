import { PROPOSED_BY_THE_HOUSE, type Processing, type RecordKind } from '#platform/archives'

const SECURITY = 'sécurité du service (RGPD, articles 6.1.e et 32)'
const PROOF = 'obligation légale (RGPD, article 6.1.c)'
const SEALED = 'Ces lignes ne s’effacent pas : elles ne portent que des numéros, et le nom part avec le compte.'

export const processing: Processing = {
  title: 'Tenir les comptes, les connexions et les rôles',
  people: 'Les personnes qui ont un compte, leurs aidants et les agents',
  security:
    'Codes et clés gardés sous une forme illisible ; connexion forte pour les agents ; deux personnes pour un rôle sensible.',
}

/** How long what accounts keep is of use, and how it ends. */
export const records: readonly RecordKind[] = [
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'accounts.people',
    what: 'Les comptes : nom, adresses, services reliés, codes d’application',
    purpose: 'Reconnaître les personnes et s’adresser à elles.',
    usefulLife: { duration: null, from: 'Tant que le compte existe' },
    tables: ['person', 'person_email', 'person_identity', 'session_identity', 'authenticator', 'recovery_code'],
    end: { by: 'act', words: 'Son propriétaire efface son compte.' },
  },
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'accounts.sessions',
    what: 'Les sessions ouvertes',
    purpose: 'Garder chacun connecté.',
    basis: SECURITY,
    usefulLife: { duration: { count: 60, unit: 'days' }, from: 'la connexion, au plus' },
    tables: ['session'],
    end: { by: 'purge', purge: 'accounts.sessions' },
  },
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'accounts.codes',
    what: 'Les codes demandés pour se connecter ou confirmer',
    purpose: 'Vérifier qui se connecte.',
    basis: SECURITY,
    usefulLife: { duration: { count: 1, unit: 'days' }, from: 'la fin du code' },
    tables: ['sign_in_challenge', 'substitute_call', 'first_run_code', 'enrolment'],
    end: { by: 'purge', purge: 'accounts.codes' },
  },
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'accounts.providers',
    what: 'Les tentatives par FranceConnect, ProConnect ou une clé',
    purpose: 'Terminer une connexion commencée.',
    basis: SECURITY,
    usefulLife: { duration: { count: 1, unit: 'days' }, from: 'la tentative' },
    tables: ['identity_attempt', 'pending_identity', 'spent_challenge'],
    end: { by: 'purge', purge: 'accounts.providers' },
  },
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'accounts.guesses',
    what: 'Les essais de connexion, comptés',
    purpose: 'Arrêter qui devine des codes.',
    basis: SECURITY,
    usefulLife: { duration: { count: 30, unit: 'days' }, from: 'l’essai, au plus' },
    tables: ['sign_in_trace', 'guess_pace'],
    end: { by: 'purge', purge: 'accounts.guesses' },
  },
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'accounts.invitations',
    what: 'Les invitations envoyées aux agents',
    purpose: 'Ouvrir leur compte.',
    usefulLife: { duration: { count: 30, unit: 'days' }, from: 'la fin de l’invitation' },
    tables: ['invitation'],
    end: { by: 'purge', purge: 'accounts.invitations' },
  },
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'accounts.former',
    what: 'Les cartes, les clés et les mandats retirés, les absences passées',
    purpose: 'Dire pourquoi une clé n’ouvre plus, et qui pouvait agir pour qui.',
    usefulLife: { duration: { count: 1, unit: 'years' }, from: 'le retrait ou la fin' },
    tables: ['person_card', 'passkey', 'mandate', 'absence'],
    end: { by: 'purge', purge: 'accounts.former' },
  },
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'accounts.roles',
    what: 'Les rôles donnés et retirés, et qui a agi pour qui',
    purpose: 'Prouver qui avait le droit de faire quoi, et qui l’a fait.',
    basis: PROOF,
    usefulLife: { duration: { count: 10, unit: 'years' }, from: 'la fin du rôle ou l’acte' },
    fate: 'conservation',
    tables: ['role_grant', 'role_confirmation', 'role_revocation', 'role_reason', 'acting'],
    end: { by: 'nothing', words: SEALED },
  },
]
