import type { Context } from '#platform/context'
import { readCited } from '../cited.ts'
import * as store from '../store/index.ts'

/**
 * Puts the cited figures of the territory's files in place of those before.
 *
 * @returns  how many there are now
 * @throws   when a line cannot be read: the files come with the installation
 */
export async function loadCitedFigures(
  context: Context,
  files: { readonly figures: string; readonly breaks: string },
): Promise<number> {
  const { figures, breaks } = readCited(files)
  await context.db.transaction().execute(async (transaction) => {
    await store.lockEditions(transaction)
    await store.replaceCited(transaction, figures, breaks)
  })
  return figures.length
}
