import { readdirSync, readFileSync } from 'node:fs'
import { assert } from '#kernel/result'
import { type Files, readTerritory } from '../folder/index.ts'
import type { Territory } from '../model.ts'

/** The folder of an invented territory: 6 communes (two of one name), 2 EPCIs, its own accents, logo and calendar. */
export function essaiFiles(): Map<string, string> {
  return filesOf(new URL('./val-d-essai/', import.meta.url))
}

/** The folder the project comes with. */
export function pasDeCalaisFiles(): Map<string, string> {
  return filesOf(new URL('../../../../data/territory/pas-de-calais/', import.meta.url))
}

export function territoryOf(files: Files): Territory {
  const read = readTerritory(files)
  assert(read.ok, `the folder is right: ${JSON.stringify(read)}`)
  return read.value
}

function filesOf(folder: URL): Map<string, string> {
  return new Map(
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => [name, readFileSync(new URL(name, folder), 'utf8')]),
  )
}
