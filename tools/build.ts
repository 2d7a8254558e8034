import { existsSync, mkdirSync, renameSync, rmSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { bundle } from './build/bundle.ts'
import { chooseShelf, pruneShelf } from './build/shelf.ts'
import { fingerprintSources, ROOT } from './build/sources.ts'

export type Build = {
  /** Holds `main.js`, `manifest.json` and `public/`; its name is the fingerprint of the sources. */
  readonly folder: string
  /** The bundle of `src/main.ts`, to import or to give to Node 24. */
  readonly serverEntry: string
}

/**
 * Builds what the service runs from, unless these very sources are built already.
 *
 * The bundle knows where it lies: in `src`, `process.env.FILIGRANE_BUILD` is the folder (undefined when Node runs the
 * sources directly), and `import.meta.url` keeps pointing to the source file. `manifest.json` gives the public path of
 * each browser file by its logical name: `{ "site.css": "/public/site-4F5G6H.css" }`; `public/` holds these files, whose
 * names change with their content.
 *
 * Two builds at once are right: each works in a folder of its own, and the first to finish gives it its name.
 *
 * @param say  receives one French sentence per step
 * @throws     when the sources do not build or the disk refuses: the message of esbuild or of the system
 */
export async function build(say: (step: string) => void = console.log): Promise<Build> {
  const key = fingerprintSources(ROOT)
  const shelf = chooseShelf(ROOT, key)
  const folder = join(shelf.folder, shelf.prefix + key)
  const result = { folder, serverEntry: join(folder, 'main.js') }
  if (existsSync(join(folder, 'manifest.json'))) {
    touch(folder)
    return result
  }

  const startedAt = performance.now()
  const aside = join(shelf.folder, `.${key}-${process.pid}`)
  rmSync(aside, { recursive: true, force: true })
  mkdirSync(aside, { recursive: true })
  try {
    await bundle({ root: ROOT, out: aside, finalFolder: folder, linkModules: !shelf.insideClone })
    settle(aside, folder)
  } finally {
    rmSync(aside, { recursive: true, force: true })
  }
  pruneShelf(shelf, key)
  say(`Pages et styles : construits en ${((performance.now() - startedAt) / 1000).toFixed(1).replace('.', ',')} s.`)
  return result
}

function settle(aside: string, folder: string): void {
  try {
    renameSync(aside, folder)
  } catch (error) {
    // Another build of the same sources was quicker; what it made is the same.
    if (!existsSync(join(folder, 'manifest.json'))) throw error
  }
}

/** Marks the build as in use, so that it is the last to be pruned. */
function touch(folder: string): void {
  try {
    utimesSync(folder, new Date(), new Date())
  } catch {
    // A read-only clone built before it became so: nothing is pruned there either.
  }
}

if (import.meta.main) await build()
