import {
  chmodSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { type Account, isRoot } from './account.ts'

/** Makes a folder for the account alone, or closes to others the one it has; false when what is there is not its own. */
export function ownFolder(path: string, account: Account): boolean {
  const made = makeFolder(path)
  const folder = openFolder(path)
  if (folder === undefined) return false
  try {
    if (made && isRoot) fchownSync(folder, account.uid, account.gid)
    if (fstatSync(folder).uid !== account.uid) return false
    fchmodSync(folder, 0o700)
    return true
  } finally {
    closeSync(folder)
  }
}

/** Makes a folder and those above it; as root a umask of 077 must not close them to PostgreSQL's account. */
export function makeFolders(path: string): void {
  const first = mkdirSync(path, { recursive: true })
  if (!first || !isRoot) return
  for (let made = path; made.length >= first.length; made = dirname(made)) chmodSync(made, 0o755)
}

export function giveFolder(path: string, account: Account): void {
  const folder = openFolder(path)
  if (folder === undefined) return
  fchownSync(folder, account.uid, account.gid)
  closeSync(folder)
}

/** Waits until the names in a folder are on the disk for good. */
export function syncNames(path: string): void {
  const folder = openSync(path, constants.O_RDONLY)
  fsyncSync(folder)
  closeSync(folder)
}

/** Writes a small file so that no reader ever sees a part of it. */
export function writeWhole(path: string, text: string): void {
  const aside = `${path}.${process.pid}`
  writeFileSync(aside, text)
  chmodSync(aside, 0o644)
  renameSync(aside, path)
}

function makeFolder(path: string): boolean {
  try {
    mkdirSync(path, { mode: 0o700 })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

// Root works here in folders of a lesser account: it follows no link that account may have put there.
function openFolder(path: string): number | undefined {
  try {
    return openSync(path, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW)
  } catch {
    return undefined
  }
}
