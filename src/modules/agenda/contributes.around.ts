import type { Kysely } from 'kysely'
import { fold } from '#kernel/search'
import { findBySiren, type StoredStructure, searchStructures } from '#modules/directory'
import type { HomeEntry, OrganisationPart, PlacePart } from '#platform/context'
import type { DB } from '#platform/database'
import { whenOf, whereOf } from './mails.ts'
import { type AgendaEvent, KIND_WORDS } from './model.ts'
import * as store from './store/index.ts'

const SHOWN = 5

/** What the page of a commune or of an EPCI tells: events to come there. */
export async function eventsAt(db: Kysely<DB>, code: string): Promise<PlacePart | undefined> {
  const events = await store.listComing(db, SHOWN, code)
  if (events.length === 0) return undefined
  return {
    title: 'À l’agenda',
    lead: 'Les prochaines dates ici.',
    entries: events.map(entryOf),
    more: { label: 'Voir tout l’agenda', href: '/agenda' },
  }
}

/**
 * What the page of an organisation tells: events to come that it hosts. The agenda knows a host by its name alone, written
 * as the directory writes it or by its acronym; where several structures have that name, by its commune too.
 */
export async function eventsHostedBy(db: Kysely<DB>, siren: string): Promise<OrganisationPart | undefined> {
  const structure = await findBySiren(db, siren)
  if (!structure) return undefined
  const names = [structure.title, structure.acronym ?? ''].map(fold).filter(Boolean)
  const named = (await store.listComing(db, LOOKED_AT)).filter(({ host }) => names.includes(fold(host)))
  if (named.length === 0) return undefined
  const isAlone = await isOnlyOfItsName(db, structure)
  const events = named.filter(({ communeCode }) => isAlone || communeCode === structure.communeCode)
  if (events.length === 0) return undefined
  return {
    title: 'À l’agenda',
    lead: 'Les prochaines dates où l’accueil porte ce nom.',
    entries: events.slice(0, SHOWN).map(entryOf),
    more: { label: 'Voir tout l’agenda', href: '/agenda' },
  }
}

const LOOKED_AT = 500
const NAMESAKES = 100

async function isOnlyOfItsName(db: Kysely<DB>, { id, title, acronym }: StoredStructure): Promise<boolean> {
  const names = [title, acronym ?? ''].filter(Boolean)
  const found = (await Promise.all(names.map((name) => searchStructures(db, name, NAMESAKES)))).flat()
  const folded = names.map(fold)
  return !found.some(
    (other) => other.id !== id && [other.title, other.acronym ?? ''].some((name) => folded.includes(fold(name))),
  )
}

/** An event as pages of others draw it. */
export function entryOf(event: AgendaEvent): HomeEntry {
  return {
    href: `/agenda/${event.slug}`,
    title: event.title,
    kicker: KIND_WORDS[event.kind],
    lead: [whenOf(event), whereOf(event)].filter(Boolean).join('. '),
    source: event.host === '' ? '' : `Accueil par ${event.host}`,
  }
}
