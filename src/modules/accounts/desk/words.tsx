import { Badge, type BadgeKind } from '#ui/badge'
import { formatDay, formatPeriod } from '#ui/format'
import { Notice } from '#ui/message'
import type { GrantState, Period, RoleGrant } from '../roles/model.ts'

/** « du 3 au 21 avril 2026 », « depuis le 2 mars 2026 ». */
export function periodInWords({ startsOn, endsOn }: Period): string {
  return endsOn === null ? `depuis le ${formatDay(startsOn)}` : formatPeriod(startsOn, endsOn)
}

/** What a role bears on: the desk knows objects by their kind and identifier only. */
export function objectInWords(object: string | null): string {
  return object ?? 'tout le territoire'
}

/** Where a grant stands, in a word. */
export function GrantBadge({ state }: { readonly state: GrantState }) {
  const { kind, word } = STATES[state]
  return <Badge kind={kind}>{word}</Badge>
}

const STATES: Readonly<Record<GrantState, { readonly kind: BadgeKind; readonly word: string }>> = {
  waiting: { kind: 'proposed', word: 'À confirmer' },
  declined: { kind: 'refused', word: 'Refusé' },
  revoked: { kind: 'withdrawn', word: 'Retiré' },
  'to-come': { kind: 'coming', word: 'À venir' },
  'in-force': { kind: 'enforceable', word: 'En vigueur' },
  ended: { kind: 'closed', word: 'Terminé' },
}

/** Who did something; null: the console of the server. */
export function nameOf(names: ReadonlyMap<string, string>, id: string | null): string {
  if (id === null) return 'la console du serveur'
  return names.get(id) || 'une personne effacée'
}

/** Everybody a grant names. */
export function peopleOf(grants: readonly RoleGrant[]): readonly string[] {
  const ids = grants.flatMap(({ personId, askedBy, confirmed, revoked }) => [
    personId,
    askedBy,
    confirmed?.by ?? null,
    revoked?.by ?? null,
  ])
  return [...new Set(ids.filter((id) => id !== null))]
}

/** What has just been done, told once by the address one was led to: a word of a closed list, never a sentence. */
export function DoneNotice({ done }: { readonly done: string | undefined }) {
  const sentence = done !== undefined && Object.hasOwn(DONE, done) ? DONE[done as keyof typeof DONE] : undefined
  return sentence === undefined ? null : <Notice kind="success" title={sentence} />
}

const DONE = {
  donne: 'Le rôle est donné.',
  demande: 'La demande est enregistrée. Une deuxième personne doit la confirmer pour que le rôle prenne effet.',
  confirme: 'C’est confirmé : le rôle prend effet.',
  retire: 'C’est retiré : le rôle cesse dès maintenant.',
  refuse: 'La demande est refusée.',
  appele: 'Le code est parti par e-mail à la personne suppléante.',
  ferme: 'Ses sessions sont fermées.',
  absence: 'L’absence est notée.',
  'absence-retiree': 'L’absence est retirée.',
  invite: 'L’invitation est partie par e-mail.',
} as const
