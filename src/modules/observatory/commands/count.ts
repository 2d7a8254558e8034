import { currentRule, sensitivity } from '#kernel/perimeter'
import { listOpenUnits } from '#modules/directory'
import { readAtlas } from '#modules/territory'
import type { Context } from '#platform/context'
import { broadcast } from '#platform/database'
import * as store from '../store/index.ts'

/**
 * Counts everything again from the directory as it stands. Readers see the edition before, then this one, whole.
 *
 * @returns  false while there is nothing to count from: no territory, or no file in force
 */
export async function countFigures(context: Context): Promise<boolean> {
  const atlas = await readAtlas(context.db)
  if (!atlas) return false
  const id = context.newId()
  return context.db.transaction().execute(async (transaction) => {
    await store.lockEditions(transaction)
    const rule = currentRule()
    const units = await listOpenUnits(transaction, context.keyFor)
    if (units.length === 0) return false
    const { producer, vintage, url, licence } = atlas.sources.population
    await store.insertEdition(transaction, {
      id,
      at: context.now(),
      territoryName: context.settings.territoryName,
      perimeterVersion: rule.version,
      population: { title: 'Population municipale', producer, vintage },
      populationUrl: url,
      populationLicence: licence,
      sensitivity: sensitivity(units, rule),
    })
    await broadcast(transaction, 'published', 'observatoire')
    return true
  })
}
