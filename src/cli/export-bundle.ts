import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { readPublishedBundle } from '#modules/ballots'
import { DONE, type Status, say, UsageError } from './command.ts'
import { refused, withWorld } from './world.ts'

/** `filigrane export bundle`: every public file of a published vote, in a folder of its own. */
export function exportBundle(names: readonly string[], isLatest: boolean): Promise<Status> {
  const [slug, folder] = isLatest ? [undefined, names[0]] : names
  if (folder === undefined || names.length > (isLatest ? 1 : 2))
    throw new UsageError('Dites quel vote et dans quel dossier : filigrane export bundle VOTE DOSSIER.')
  return withWorld(async ({ context }) => {
    const found = await readPublishedBundle(context.db, context.now(), slug)
    if (!found) {
      return refused(
        slug === undefined
          ? 'Aucun vote tenu ici n’est publié.'
          : `Aucun vote publié ici ne s’appelle « ${slug} ». Son nom est la fin de son adresse, après /scrutins/.`,
      )
    }
    if (await holdsSomething(folder)) return refused(`${folder} contient déjà quelque chose. Donnez un dossier vide.`)
    for (const [name, content] of found.files) {
      const path = join(folder, name)
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, content)
    }
    say(`${found.files.size} fichiers de « ${found.title} » écrits dans ${folder}.`)
    say(`Pour vérifier : filigrane verify ${folder}`)
    return DONE
  })
}

async function holdsSomething(folder: string): Promise<boolean> {
  try {
    return (await readdir(folder)).length > 0
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}
