import type { Contributions } from '#platform/context'
import { formatDay } from '#ui/format'
import { isGrantedRole, ROLE_RULES } from '../../roles/model.ts'
import type { JournalEntry } from '../../store/index.ts'

/** Acts in words, as the modules declare them. An act nobody declares is shown by its code. */
export type Phrases = ReadonlyMap<string, string>

export function phrasesOf(contributions: Contributions): Phrases {
  return new Map(contributions.flatMap(({ acts = {} }) => Object.entries(acts)))
}

export function phraseOf(phrases: Phrases, act: string): string {
  return phrases.get(act) ?? act
}

/** The people these entries speak of. */
export function idsOf(entries: readonly JournalEntry[]): readonly string[] {
  const named = entries.flatMap(({ actor, object, actingFor }) => [
    personIn(actor),
    personIn(object),
    actingFor ?? undefined,
  ])
  return [...new Set(named.filter((id) => id !== undefined))]
}

/** Who an entry names: « person:0198… » by their name today, machines by theirs, other things by their reference. */
export function referenceInWords(names: ReadonlyMap<string, string>, reference: string): string {
  const id = personIn(reference)
  if (id !== undefined) return names.get(id) || 'une personne effacée'
  if (reference === 'visitor') return 'quelqu’un qui n’est pas connecté'
  const [kind = '', ...rest] = reference.split(':')
  if (kind === 'machine') return `la plateforme (${rest.join(':')})`
  // The end of an identifier is enough to tell two things of one list apart.
  return Object.hasOwn(KINDS, kind) ? `${KINDS[kind]} ${rest.join(':').slice(-4)}` : reference
}

const KINDS: Readonly<Record<string, string>> = {
  session: 'session',
  mandate: 'mandat',
  card: 'carte',
  passkey: 'clé d’accès',
  invitation: 'invitation',
  poll: 'scrutin',
  message: 'message',
}

/** What is known besides, in French words; identifiers are left to the file. */
export function detailsInWords(details: Readonly<Record<string, unknown>>): string {
  return Object.entries(details)
    .filter(([, value]) => value !== null && !/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(String(value)))
    .map(([name, value]) => `${DETAILS[name] ?? name} ${name === 'with' ? wayInWords(value) : valueInWords(value)}`)
    .join(', ')
}

// How a role was confirmed: « administrator » is then a person, not a role.
function wayInWords(value: unknown): string {
  return WAYS[String(value)] ?? String(value)
}

function valueInWords(value: unknown): string {
  const text = String(value)
  return isGrantedRole(text) ? ROLE_RULES[text].label : (WAYS[text] ?? formatDay(text))
}

const DETAILS: Readonly<Record<string, string>> = {
  assurance: 'par',
  role: 'rôle',
  object: 'sur',
  from: 'depuis le',
  until: 'jusqu’au',
  with: 'par',
  sessions: 'sessions',
  replaced: 'remplace une carte',
}

const WAYS: Readonly<Record<string, string>> = {
  'email-code': 'un code par e-mail',
  card: 'une carte',
  franceconnect: 'FranceConnect',
  passkey: 'une clé d’accès',
  totp: 'un code d’application',
  proconnect: 'ProConnect',
  house: 'le service de la maison',
  demonstration: 'la démonstration',
  console: 'la console du serveur',
  administrator: 'un administrateur',
  substitute: 'une personne suppléante',
  true: 'oui',
  false: 'non',
}

function personIn(reference: string): string | undefined {
  return /^person:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(reference)?.[1]
}
