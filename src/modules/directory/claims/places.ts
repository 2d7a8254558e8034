import type { OrganisationPart } from '#platform/context'

/** A canton, or a « territoire d’action »: what an assembly thinks in. */
export type Place = {
  /** As it stands in the address. */
  readonly id: string
  readonly kind: 'canton' | 'territoire'
  readonly name: string
  readonly communeCodes: readonly string[]
}

type Commune = {
  readonly code: string
  readonly canton: string | null
  readonly cantonName: string | null
  readonly actionTerritory: string | null
}

/** The cantons by number, then the territoires d’action by name, as the territory tells them. */
export function placesOf(communes: readonly Commune[], slugOf: (name: string) => string): readonly Place[] {
  const places = new Map<string, Place>()
  const add = (place: Omit<Place, 'communeCodes'>, code: string) => {
    const known = places.get(place.id)
    places.set(place.id, { ...place, communeCodes: [...(known?.communeCodes ?? []), code] })
  }
  for (const { code, canton, cantonName, actionTerritory } of communes) {
    if (canton !== null) add({ id: `canton-${canton}`, kind: 'canton', name: cantonName ?? nameOf(canton) }, code)
    if (actionTerritory !== null && actionTerritory !== '') {
      add({ id: `territoire-${slugOf(actionTerritory)}`, kind: 'territoire', name: actionTerritory }, code)
    }
  }
  return [...places.values()].toSorted((a, b) => a.kind.localeCompare(b.kind) || a.id.localeCompare(b.id))
}

// The official code gives a pseudo-canton, numbered from 99 downwards, to a commune that several cantons share.
function nameOf(canton: string): string {
  return /[89]\d$/.test(canton) ? `Commune partagée entre plusieurs cantons (${canton})` : `Canton ${canton}`
}

/** What modules tell of several communes, put together: one part for each title, each entry once. */
export function mergeParts(parts: readonly OrganisationPart[]): readonly OrganisationPart[] {
  const byTitle = new Map<string, OrganisationPart>()
  for (const { title, lead, entries, more } of parts) {
    const known = byTitle.get(title)
    const all = [...(known?.entries ?? []), ...entries]
    const once = [...new Map(all.map((entry) => [entry.href, entry])).values()]
    // A figure of one commune is not that of several: sums are for the module that counts them.
    const told = known ?? { title, ...(lead === undefined ? {} : { lead }), ...(more === undefined ? {} : { more }) }
    byTitle.set(title, { ...told, entries: once })
  }
  return [...byTitle.values()]
}
