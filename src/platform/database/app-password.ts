import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The password of the app login, drawn at random on the first start and kept in the folder of secrets.
 *
 * Every process of one installation must see the same folder: each would otherwise change the password of the others.
 */
export function appPassword(secretsFolder: string, database: string): string {
  mkdirSync(secretsFolder, { recursive: true })
  chmodSync(secretsFolder, 0o700)
  const path = join(secretsFolder, `database-${encodeURIComponent(database)}-app.password`)
  return readIfThere(path) ?? drawOnce(path)
}

/**
 * What PostgreSQL keeps of a password under SCRAM-SHA-256. Sent in place of the password, so that no server log holds it.
 *
 * @see  RFC 5802 and RFC 7677; PostgreSQL documentation, pg_authid.rolpassword
 */
export function passwordVerifier(password: string, salt: Uint8Array = randomBytes(16)): string {
  const iterations = 4096
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256')
  const clientKey = createHmac('sha256', salted).update('Client Key').digest()
  const storedKey = createHash('sha256').update(clientKey).digest('base64')
  const serverKey = createHmac('sha256', salted).update('Server Key').digest('base64')
  return `SCRAM-SHA-256$${iterations}:${Buffer.from(salt).toString('base64')}$${storedKey}:${serverKey}`
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
