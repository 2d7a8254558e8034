import { randomBytes } from 'node:crypto'
import { chmodSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
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
  const secret = readIfThere(path) ?? drawOnce(path)
  if (secret === ENDED) throw new Error(`The secret ${name} was ended`)
  return secret
}

// It stands in the place of the secret, so that no other is ever drawn there.
const ENDED = 'ended'

/** Destroys a secret: its bytes are overwritten, and its name stays, saying so. What backups hold is theirs to destroy. */
export function endSecretFile(folder: string, name: string): void {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, name)
  if (readIfThere(path) !== undefined) writeFileSync(path, Buffer.alloc(statSync(path).size), { flag: 'r+' })
  const aside = `${path}.${process.pid}.ended`
  writeFileSync(aside, `${ENDED}\n`, { mode: 0o600 })
  renameSync(aside, path)
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
