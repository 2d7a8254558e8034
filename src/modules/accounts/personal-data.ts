import type { PersonalDataKind } from '#platform/context'
import type { ActingReason } from './acting.ts'
import { isGrantedRole, ROLE_RULES } from './roles/model.ts'

const PUBLIC_MISSION = 'mission d’intérêt public (RGPD, article 6.1.e)'
const LEGAL_DUTY = 'obligation légale (RGPD, article 6.1.c)'
const LEGITIMATE_SECURITY = 'sécurité du service (RGPD, articles 6.1.e et 32)'

/** What accounts keep about people. `/donnees-personnelles` and `/mon-espace/donnees` are made of it. */
export const personalData: readonly PersonalDataKind[] = [
  {
    what: 'Le nom que vous nous donnez',
    purpose: 'Nous adresser à vous, et vous reconnaître au guichet.',
    basis: PUBLIC_MISSION,
    kept: 'Tant que le compte existe',
    fate: 'élimination',
    seenBy: 'Vous, les agents, et les personnes que vous aidez ou qui vous aident',
    stays: null,
    tables: ['person', 'pending_identity'],
    purge: 'accounts.providers',
  },
  {
    what: 'Vos adresses e-mail',
    purpose: 'Vous envoyer un code pour vous connecter, et les nouvelles de ce que vous faites ici.',
    basis: PUBLIC_MISSION,
    kept: 'Tant que le compte existe, ou jusqu’à ce que vous les retiriez',
    fate: 'élimination',
    seenBy: 'Vous et les agents',
    stays: null,
    tables: ['person_email'],
    purge: null,
  },
  {
    what: 'Les codes de connexion demandés',
    purpose: 'Vérifier que l’adresse est bien la vôtre.',
    basis: LEGITIMATE_SECURITY,
    kept: 'Un jour. Le code lui-même n’est gardé que sous une forme illisible',
    fate: 'élimination',
    seenBy: 'Personne',
    stays: null,
    tables: ['sign_in_challenge', 'substitute_call', 'enrolment'],
    purge: 'accounts.codes',
  },
  {
    what: 'Les sessions ouvertes : appareil (« Firefox sur Linux »), dates',
    purpose: 'Vous garder connecté, et vous montrer où vous l’êtes.',
    basis: LEGITIMATE_SECURITY,
    kept: 'Jusqu’à leur fin : 14 jours sans visite, 60 jours en tout ; 12 heures pour les agents',
    fate: 'élimination',
    seenBy: 'Vous',
    stays: null,
    tables: ['session', 'session_identity'],
    purge: 'accounts.sessions',
  },
  {
    what: 'Le compte relié : FranceConnect, ProConnect ou votre employeur',
    purpose: 'Vous reconnaître quand ce service répond de vous. Nous gardons une empreinte, pas votre identité.',
    basis: PUBLIC_MISSION,
    kept: 'Tant que le compte existe ; une tentative, un jour',
    fate: 'élimination',
    seenBy: 'Personne',
    stays: null,
    tables: ['person_identity', 'identity_attempt'],
    purge: 'accounts.providers',
  },
  {
    what: 'Les clés d’accès, l’application de codes et les codes de secours des agents',
    purpose: 'Une connexion forte pour qui travaille ici.',
    basis: LEGITIMATE_SECURITY,
    kept: 'Tant qu’ils servent ; un an après leur retrait',
    fate: 'élimination',
    seenBy: 'Leur propriétaire',
    stays: null,
    tables: ['passkey', 'authenticator', 'recovery_code'],
    purge: 'accounts.former',
  },
  {
    what: 'Votre carte : son numéro, ses dates',
    purpose: 'Vous connecter sans adresse e-mail.',
    basis: PUBLIC_MISSION,
    kept: 'Tant qu’elle sert ; un an après son retrait',
    fate: 'élimination',
    seenBy: 'Vous et les agents',
    stays: null,
    tables: ['person_card'],
    purge: 'accounts.former',
  },
  {
    what: 'Qui peut agir pour qui',
    purpose: 'Laisser un proche vous aider, parce que vous l’avez voulu.',
    basis: PUBLIC_MISSION,
    kept: 'Jusqu’à la date que vous fixez, puis un an',
    fate: 'élimination',
    seenBy: 'Vous et votre aidant',
    stays: null,
    tables: ['mandate'],
    purge: 'accounts.former',
  },
  {
    what: 'Chaque fois que quelqu’un a agi pour un autre : quand et pourquoi',
    purpose: 'Vous dire qui a agi en votre nom, et pouvoir le prouver.',
    basis: LEGAL_DUTY,
    kept: 'Dix ans',
    fate: 'conservation',
    seenBy: 'Vous, et l’administration en cas de contestation',
    stays:
      'C’est la preuve de ce qui a été fait (RGPD, article 17.3.b et e). La ligne reste dix ans, avec un numéro à la place de votre nom.',
    tables: ['acting'],
    purge: null,
  },
  {
    what: 'Les rôles donnés et retirés : lequel, quand, par qui',
    purpose: 'Savoir qui avait le droit de faire quoi.',
    basis: LEGAL_DUTY,
    kept: 'Dix ans après la fin du rôle ; le motif, tant que le compte existe',
    fate: 'conservation',
    seenBy: 'Les personnes qui administrent le service',
    stays:
      'C’est la preuve des droits exercés (RGPD, article 17.3.b et d). La ligne reste dix ans, avec un numéro à la place de votre nom. Le motif écrit est effacé.',
    tables: ['role_grant', 'role_confirmation', 'role_revocation', 'role_reason'],
    purge: null,
  },
  {
    what: 'Les absences des agents : les jours, jamais la raison',
    purpose: 'Savoir qui peut décider quand un collègue n’est pas là.',
    basis: PUBLIC_MISSION,
    kept: 'Un an',
    fate: 'élimination',
    seenBy: 'Les agents',
    stays: null,
    tables: ['absence'],
    purge: 'accounts.former',
  },
  {
    what: 'Les invitations envoyées aux agents : nom et adresse',
    purpose: 'Ouvrir leur compte.',
    basis: PUBLIC_MISSION,
    kept: 'Trente jours après leur fin',
    fate: 'élimination',
    seenBy: 'Les personnes qui administrent le service',
    stays: null,
    tables: ['invitation'],
    purge: 'accounts.invitations',
  },
  {
    what: 'Les essais de connexion, comptés sous une forme illisible',
    purpose: 'Arrêter qui devine des codes, sans bloquer la bonne personne.',
    basis: LEGITIMATE_SECURITY,
    kept: 'Deux jours ; trente pour les agents',
    fate: 'élimination',
    seenBy: 'Personne',
    stays: 'Ils ne disent le nom de personne et disparaissent d’eux-mêmes, en trente jours au plus.',
    tables: ['sign_in_trace', 'guess_pace'],
    purge: 'accounts.guesses',
  },
]

const SERVICES: Readonly<Record<string, string>> = {
  franceconnect: 'FranceConnect',
  proconnect: 'ProConnect',
  house: 'votre employeur',
}

const REASONS: Readonly<Record<ActingReason, string>> = {
  presence: 'en votre présence',
  telephone: 'au téléphone',
  mandate: 'par un mandat écrit',
  aidant: 'comme aidant choisi',
}

/** What is kept of a person, in words: parts that hold nothing are left out, codes become what they mean. */
export function tellKept(
  parts: readonly { readonly name: string; readonly rows: readonly Readonly<Record<string, unknown>>[] }[],
): Readonly<Record<string, unknown>> {
  const told = parts.filter(({ rows }) => rows.length > 0).map(({ name, rows }) => [name, rows.map(inWords)] as const)
  return Object.fromEntries(told)
}

function inWords(row: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const entries = Object.entries(row).filter(([, value]) => value !== null)
  return Object.fromEntries(entries.map(([name, value]) => [name, wordOf(name, value)]))
}

function wordOf(name: string, value: unknown): unknown {
  if (typeof value === 'boolean') return value ? 'oui' : 'non'
  if (typeof value !== 'string') return value
  if (name === 'Rôle') return isGrantedRole(value) ? ROLE_RULES[value].label : value
  if (name === 'Raison') return REASONS[value as ActingReason] ?? value
  return name === 'Service' ? (SERVICES[value] ?? value) : value
}

/** What an erasure did, one sentence each. */
export const ERASED: readonly string[] = [
  'Votre nom, vos adresses, votre carte, vos clés et vos sessions sont effacés.',
  'Vos rôles et les aides reçues ou données s’arrêtent. Leur historique reste dix ans, avec un numéro à la place de votre nom.',
]

/** Shown to who administers alone and wants to leave. */
export const LAST_ADMINISTRATOR =
  'Vous êtes la dernière personne qui administre ce service : sans vous, plus personne ne pourrait donner de rôle. Donnez d’abord ce rôle à quelqu’un d’autre, puis revenez ici.'
