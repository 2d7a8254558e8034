import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { assert } from '#kernel/result'
import { loadTerritory } from '#modules/territory'
import type { Context } from '#platform/context'
import { seedInventedStructures } from '../../../seed-structures.ts'
import { readTerritoryFolder } from '../../../territory-folder.ts'
import { countFigures, loadCitedFigures } from '../commands/index.ts'

/** The Pas-de-Calais with the structures of the demonstration, counted, and its cited figures. */
export async function fillObservatory(context: Context): Promise<void> {
  const territory = readTerritoryFolder(resolve('data/territory/pas-de-calais'))
  assert(territory.ok, 'the territory that comes with the project is right')
  await loadTerritory(context, territory.value)
  await seedInventedStructures(context, JSON.parse(read('demonstration/structures.json')))
  await loadCitedFigures(context, { figures: read('figures/pas-de-calais.csv'), breaks: read('figures/breaks.csv') })
  assert(await countFigures(context), 'there is something to count')
}

function read(path: string): string {
  return readFileSync(resolve('data', path), 'utf8')
}
