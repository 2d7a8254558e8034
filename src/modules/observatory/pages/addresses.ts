import type { Table, TableName } from '../model.ts'

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

function askedPlace(code: string): string {
  return code === 'territory' ? '' : `?lieu=${code}`
}
