import type { Commune, Epci, LoadReport, PlaceChange, Territory } from '../model.ts'

/** What is in force before a folder is loaded. */
export type Places = { readonly communes: readonly Commune[]; readonly epcis: readonly Epci[] }

type Place = Commune | Epci

/** Compares a folder with what is in force: the places that come, are told otherwise, or go. */
export function reportOf(territory: Territory, before: Places = { communes: [], epcis: [] }): LoadReport {
  const told: readonly Place[] = [...territory.communes, ...territory.epcis]
  const known = new Map([...before.communes, ...before.epcis].map((place: Place) => [place.code, place]))
  const codes = new Set(told.map(({ code }) => code))
  const added = told.filter(({ code }) => !known.has(code)).map((place) => changeOf(place, 'added'))
  const changed = told.flatMap((place) => {
    const details = differences(known.get(place.code) ?? place, place)
    return details.length === 0 ? [] : [changeOf(place, 'changed', details)]
  })
  const closed = [...known.values()].filter(({ code }) => !codes.has(code)).map((place) => changeOf(place, 'closed'))
  return {
    isNew: true,
    communeCount: territory.communes.length,
    epciCount: territory.epcis.length,
    changes: [...added, ...changed, ...closed],
  }
}

function changeOf({ code, name }: Place, kind: PlaceChange['kind'], details: readonly string[] = []): PlaceChange {
  return { code, name, kind, details }
}

function differences(before: Place, now: Place): readonly string[] {
  const [old, told] = [before, now] as readonly Readonly<Record<string, unknown>>[]
  return Object.keys(now).flatMap((column) => {
    const [was, is] = [textOf(old![column]), textOf(told![column])]
    return was === is ? [] : [`${WORDS[column as keyof Commune | keyof Epci]} : ${was} devient ${is}`]
  })
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '(rien)'
  return Array.isArray(value) ? value.join(', ') : String(value)
}

const WORDS: Readonly<Record<keyof Commune | keyof Epci, string>> = {
  code: 'code',
  name: 'nom',
  postcodes: 'codes postaux',
  epciCode: 'EPCI',
  canton: 'canton',
  cantonName: 'nom du canton',
  arrondissementName: 'arrondissement',
  actionTerritory: 'territoire d’action',
  population: 'population municipale',
  totalPopulation: 'population totale',
  kind: 'forme',
  communeCount: 'nombre de communes',
  communeCountHere: 'nombre de communes ici',
  populationHere: 'habitants ici',
}
