import type { Context } from '#platform/context'
import type { CronItem } from '#platform/jobs'
import { askImport, compareImport, readImport } from './commands/index.ts'
import { warnOfEnds } from './commands/recognitions.ts'
import type { ExtractionLimits, Extractor } from './extraction.ts'
import type { ImportFolder } from './folder.ts'
import { KINDS } from './model.ts'
import { monthlyFiles } from './monthly.ts'
import { findImport, listImports } from './store/index.ts'

export type { ImportFolder } from './folder.ts'

/** Background work of the directory, by the name it is enqueued under. */
export function directoryTasks(extract: Extractor, folder: ImportFolder, limits: ExtractionLimits) {
  return {
    'directory.read': async (payload: unknown, context: Context) => {
      const { importId } = payload as { readonly importId: string }
      const found = await findImport(context.db, importId)
      if (!found) return
      const paths = found.files.map(({ name }) => folder.pathOf(name))
      await readImport(context, importId, { extract, paths, limits })
    },
    'directory.compare': async (payload: unknown, context: Context) => {
      await compareImport(context, (payload as { readonly importId: string }).importId)
    },
    'directory.recognitions-ending': (_payload: unknown, context: Context) => warnOfEnds(context),
    // What was dropped in the folder is read; an agent looks at the difference and accepts.
    'directory.monthly': async (_payload: unknown, context: Context) => {
      const asked = monthlyFiles(await folder.list(), await listImports(context.db))
      for (const kind of KINDS) {
        const files = asked.get(kind)
        if (!files) continue
        const submission = { key: `directory-${kind}-${files.vintage}`, body: files }
        await askImport(context, { kind, ...files, submission })
      }
    },
  }
}

/** The night of the 3rd: the Insee publishes on the 1st. */
export const directoryCrontab: readonly CronItem[] = [
  { task: 'directory.monthly', match: '40 3 3 * *', catchUpMs: 7 * 86_400_000 },
  // Early enough for the digests of the morning.
  { task: 'directory.recognitions-ending', match: '10 6 * * *', catchUpMs: 86_400_000 },
]
