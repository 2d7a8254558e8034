import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { loadCitedFigures } from '#modules/observatory'
import type { Context } from '#platform/context'

/**
 * Puts in place the cited figures that come with a territory: `data/figures/NAME.csv`, NAME being that of its folder. A
 * territory without such a file has none.
 *
 * @param root  the project's folder
 */
export async function citeFigures(context: Context, root: string, territoryFolder: string): Promise<number> {
  const folder = join(root, 'data', 'figures')
  const path = join(folder, `${basename(territoryFolder)}.csv`)
  if (!existsSync(path)) return 0
  const breaks = readFileSync(join(folder, 'breaks.csv'), 'utf8')
  return loadCitedFigures(context, { figures: readFileSync(path, 'utf8'), breaks })
}
