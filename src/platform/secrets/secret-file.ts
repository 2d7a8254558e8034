import { randomBytes } from 'node:crypto'
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * A secret of this installation: 32 random bytes, drawn when first asked for and kept in the folder of secrets.
 *
 * Every process of one installation must see the same folder.
 *
 * @param name  of the file
 * @returns     the secret as base64url text
 */
export function secretFile(folder: string, name: string): string {
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o700)
  const path = join(folder, name)
  return readIfThere(path) ?? drawOnce(path)
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

// Two processes may start at once: the file is written aside, and a link gives it its name only if nobody did before.
function drawOnce(path: string): string {
  const aside = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`
  writeFileSync(aside, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 })
  try {
    linkSync(aside, path)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    rmSync(aside)
  }
  return readFileSync(path, 'utf8').trim()
}
