import { createPublicKey, type JsonWebKey, type KeyObject, verify } from 'node:crypto'
import { done, type Result, refuse } from '#kernel/result'

export type Claims = Readonly<Record<string, unknown>>

type PublishedKey = JsonWebKey & { readonly kid?: string; readonly use?: string; readonly alg?: string }

/** Signatures accepted: with a public key only, so that what a client knows cannot forge one. */
const ALGORITHMS = {
  RS256: { kty: 'RSA', hash: 'sha256', options: {} },
  PS256: { kty: 'RSA', hash: 'sha256', options: { padding: 6, saltLength: 32 } },
  ES256: { kty: 'EC', hash: 'sha256', options: { dsaEncoding: 'ieee-p1363' } },
} as const

/**
 * Reads a signed token (JWT) whose issuer and audience must be those.
 *
 * @param keys  the issuer's published keys
 * @returns     its claims, or that it is not what its issuer signed for us
 * @see         RFC 7515, RFC 7519
 */
export function readSignedToken(
  token: string,
  keys: readonly unknown[],
  expected: { readonly issuer: string; readonly audience: string },
): Result<Claims, 'answer-forged'> {
  const [head, body, signature, ...rest] = token.split('.')
  if (!head || !body || !signature || rest.length > 0) return refuse('answer-forged')
  const header = jsonOf(head)
  const claims = jsonOf(body)
  if (!header || !claims || !isSigned(header, `${head}.${body}`, signature, keys)) return refuse('answer-forged')

  const audiences = Array.isArray(claims.aud) ? claims.aud : [claims.aud]
  const isForUs = claims.iss === expected.issuer && audiences.includes(expected.audience)
  return isForUs ? done(claims) : refuse('answer-forged')
}

function isSigned(header: Claims, text: string, signature: string, keys: readonly unknown[]): boolean {
  const name = header.alg
  // « crit » names extensions one must understand: we understand none.
  if (typeof name !== 'string' || !Object.hasOwn(ALGORITHMS, name) || header.crit !== undefined) return false
  const algorithm = ALGORITHMS[name as keyof typeof ALGORITHMS]
  return keys.filter(isKey).some((key) => {
    if (key.kty !== algorithm.kty || (key.use ?? 'sig') !== 'sig' || (key.alg ?? name) !== name) return false
    if (typeof header.kid === 'string' && key.kid !== undefined && key.kid !== header.kid) return false
    const publicKey = keyOf(key)
    if (!publicKey) return false
    const told = { key: publicKey, ...algorithm.options }
    return verify(algorithm.hash, Buffer.from(text), told, Buffer.from(signature, 'base64url'))
  })
}

function isKey(value: unknown): value is PublishedKey {
  return typeof value === 'object' && value !== null && 'kty' in value
}

function keyOf(key: PublishedKey): KeyObject | undefined {
  try {
    return createPublicKey({ key, format: 'jwk' })
  } catch {
    return undefined
  }
}

function jsonOf(part: string): Claims | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Claims) : undefined
  } catch {
    return undefined
  }
}
