import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'
import { secretFile } from '#platform/secrets'

/**
 * The password of the app login, drawn at random on the first start and kept in the folder of secrets.
 *
 * Every process of one installation must see the same folder: each would otherwise change the password of the others.
 */
export function appPassword(secretsFolder: string, database: string): string {
  return secretFile(secretsFolder, `database-${encodeURIComponent(database)}-app.password`)
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
