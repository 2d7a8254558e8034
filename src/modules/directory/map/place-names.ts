import type { PlaceNames } from '../exports.ts'
import type { Atlas } from './geography.ts'

/** Names of communes and of their groups, for files and programs. */
export function placeNames(atlas: Atlas | undefined, url: string): PlaceNames {
  return {
    url,
    communeOf: (code) => {
      const commune = atlas?.communeByCode.get(code)
      if (!commune) return undefined
      const epci = commune.epciCode === null ? undefined : atlas?.epciByCode.get(commune.epciCode)
      return { name: commune.name, epci: epci?.name ?? null }
    },
  }
}
