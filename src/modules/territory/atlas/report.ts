import type { Commune, Epci, LoadReport, Territory } from '../model.ts'

/** What is in force before a folder is loaded. */
export type Places = { readonly communes: readonly Commune[]; readonly epcis: readonly Epci[] }

/** Compares a folder with what is in force: codes of the places that come, go, or are told otherwise. */
export function reportOf(territory: Territory, before: Places = { communes: [], epcis: [] }): LoadReport {
  const told = [...territory.communes, ...territory.epcis]
  const known = new Map([...before.communes, ...before.epcis].map((place) => [place.code, JSON.stringify(place)]))
  const codes = new Set(told.map(({ code }) => code))
  return {
    isNew: true,
    communeCount: territory.communes.length,
    epciCount: territory.epcis.length,
    added: told.filter(({ code }) => !known.has(code)).map(({ code }) => code),
    closed: [...known.keys()].filter((code) => !codes.has(code)),
    changed: told
      .filter((place) => known.has(place.code) && known.get(place.code) !== JSON.stringify(place))
      .map(({ code }) => code),
  }
}
