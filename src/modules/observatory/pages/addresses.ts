import type { Place, Table, TableName } from '../model.ts'

type Named = { readonly name: TableName; readonly place: { readonly code: string } }

/** The page of one figure alone: what a link to it uses. */
export function figurePath({ name, place }: Named): string {
  return `/observatoire/tableaux/${name}${askedPlace(place.code)}`
}

/** The same, to stand in a frame of another site. */
export function embedPath({ name, place }: Named): string {
  return `/observatoire/cadre/${name}${askedPlace(place.code)}`
}

export function csvPath(table: Table): string {
  const [path, query] = table.permalink.split('?')
  return `${path}.csv${query === undefined ? '' : `?${query}`}`
}

export function apiPath(table: Table): string {
  return table.permalink
}

/** The profile of a place; the territory's own is the observatory itself. */
export function placePath(code: string): string {
  return code === 'territory' ? '/observatoire' : `/observatoire/territoires/${code}`
}

/** Where a row of a table leads: the profile of its place, the structures of its family; undefined when nowhere. */
export function rowPath({ rowTitle, place }: Pick<Table, 'rowTitle' | 'place'>, id: string): string | undefined {
  if (rowTitle === 'Lieu') return id === place.code ? undefined : placePath(id)
  const family = FAMILY_WORDS[id]
  return rowTitle === 'Famille' && family !== undefined ? listPath(place, family) : undefined
}

/** The structures of a place, in the directory. */
export function listPath({ code, kind }: Pick<Place, 'code' | 'kind'>, family?: string): string {
  const asked = new URLSearchParams()
  if (family !== undefined) asked.set('famille', family)
  if (kind !== 'territory') asked.set(kind, code)
  return asked.size === 0 ? '/annuaire' : `/annuaire?${asked}`
}

// As the directory's addresses say them.
const FAMILY_WORDS: Readonly<Record<string, string>> = {
  association: 'association',
  cooperative: 'cooperative',
  mutual: 'mutuelle',
  foundation: 'fondation',
  'commercial-company': 'societe-commerciale',
}

function askedPlace(code: string): string {
  return code === 'territory' ? '' : `?lieu=${code}`
}
