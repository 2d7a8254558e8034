import { endOfDay, instantsOf, isDay } from '#kernel/calendar'
import { fold } from '#kernel/search'
import { pickCommune, readAtlas } from '#modules/territory'
import type { Context } from '#platform/context'
import { KIND_WORDS, KINDS } from '../model.ts'
import type { EventFilter } from '../store/index.ts'

/** What the address asks for, as it was typed, and as it was understood. */
export type Asked = {
  readonly fields: Readonly<Record<string, string>>
  readonly filter: EventFilter
  /** What is in force, in words, and the field that says it. */
  readonly active: readonly { readonly name: string; readonly label: string }[]
  /** What was not understood, by field: it narrows nothing, and the page says so. */
  readonly errors: Readonly<Record<string, string>>
}

const FIELDS = ['genre', 'lieu', 'du', 'au'] as const

/** Reads `genre`, `lieu`, `du` and `au` of an address. */
export async function readFilter(context: Context, query: Readonly<Record<string, string>>): Promise<Asked> {
  const fields = Object.fromEntries(FIELDS.map((name) => [name, (query[name] ?? '').trim().slice(0, 100)]))
  const { genre = '', lieu = '', du = '', au = '' } = fields
  const kind = KINDS.find((each) => each === genre)
  const place = lieu === '' ? undefined : await placeOf(context, lieu)
  const [from, until] = [
    isDay(du) ? instantsOf({ day: du, time: '00:00' })[0] : undefined,
    isDay(au) ? endOfDay(au) : undefined,
  ]
  const active = [
    kind && { name: 'genre', label: KIND_WORDS[kind] },
    place && { name: 'lieu', label: place.name },
    from && { name: 'du', label: `À partir du ${du.split('-').reverse().join('/')}` },
    until && { name: 'au', label: `Jusqu’au ${au.split('-').reverse().join('/')}` },
  ].filter((each) => each !== undefined)
  return {
    fields,
    active,
    filter: { kind, communeCode: place?.communeCode, epciCode: place?.epciCode, from, until },
    errors: {
      ...(lieu !== '' && !place ? { lieu: 'Aucun lieu d’ici ne porte ce nom : nous montrons tous les lieux.' } : {}),
      ...(du !== '' && !from ? { du: 'Ce jour n’existe pas : nous montrons tous les jours.' } : {}),
      ...(au !== '' && !until ? { au: 'Ce jour n’existe pas : nous montrons tous les jours.' } : {}),
    },
  }
}

type AskedPlace = { readonly name: string; readonly communeCode?: string; readonly epciCode?: string }

/** A commune or an EPCI, by its name or its postcode. */
async function placeOf(context: Context, typed: string): Promise<AskedPlace | undefined> {
  const atlas = await readAtlas(context.db)
  if (!atlas) return undefined
  const epci = atlas.epcis.find(({ name }) => fold(name) === fold(typed))
  if (epci) return { name: epci.name, epciCode: epci.code }
  const picked = pickCommune(atlas, { lieu: typed }, 'lieu')
  if (picked.kind !== 'one') return undefined
  return { name: picked.commune.name, communeCode: picked.commune.code }
}

/** The address of a page with what was asked, without one field. */
export function addressWith(path: string, fields: Readonly<Record<string, string>>, without?: string): string {
  const kept = Object.entries(fields).filter(([name, value]) => value !== '' && name !== without)
  const query = new URLSearchParams(kept).toString()
  return query === '' ? path : `${path}?${query}`
}
