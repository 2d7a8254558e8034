import type { Contributions } from '#platform/context'
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
  return reference.startsWith('machine:') ? `la plateforme (${reference.slice(8)})` : reference
}

function personIn(reference: string): string | undefined {
  return /^person:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(reference)?.[1]
}
