import { accessSync, constants, mkdirSync, statSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * The folder where this user keeps what can be made again: `~/.cache/filigrane` by the XDG base directory
 * specification, or, for an account without a home, a folder of its own among the temporary files.
 *
 * @throws  when neither can be written
 */
export function cacheFolder(): string {
  const { XDG_CACHE_HOME: cache } = process.env
  const home = join(cache?.startsWith('/') ? cache : join(homedir(), '.cache'), 'filigrane')
  if (isOurs(home)) return home
  const temporary = join(tmpdir(), `filigrane-${process.getuid?.() ?? 'cache'}`)
  if (isOurs(temporary)) return temporary
  throw new Error(`Aucun dossier de cache utilisable : ni ${home}, ni ${temporary}. Indiquez-en un par XDG_CACHE_HOME.`)
}

// In a folder shared by all, somebody else may have taken the name: what lies there would not be ours.
function isOurs(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o755 })
    accessSync(folder, constants.W_OK)
    return statSync(folder).uid === process.getuid?.()
  } catch {
    return false
  }
}
