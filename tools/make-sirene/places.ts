import { readFileSync } from 'node:fs'

const FOLDER = new URL('../../data/territory/pas-de-calais/', import.meta.url)

/** Places of the territory that comes with the project, to draw invented establishments in. */
export function readPlaces() {
  const communes = rowsOf('communes.csv').map((row) => ({ code: row.code!, population: Number(row.population) }))
  const former = rowsOf('aliases.csv').flatMap(({ kind, former_code: code }) =>
    kind === 'former' && code ? [code] : [],
  )
  return { communes, formerCommunes: former }
}

function rowsOf(file: string): readonly Readonly<Record<string, string>>[] {
  const [head = '', ...lines] = readFileSync(new URL(file, FOLDER), 'utf8').trim().split(/\r?\n/)
  const names = head.split(',')
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, n) => [names[n] ?? '', cell])))
}
