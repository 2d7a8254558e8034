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
  const parts = partsOf(token)
  if (!parts || !isSigned(parts.header, parts.text, parts.signature, keys)) return refuse('answer-forged')
  return parts.claims.iss === expected.issuer && isFor(parts.claims, expected.audience)
    ? done(parts.claims)
    : refuse('answer-forged')
}

/**
 * Whether a token has the shape of one from that issuer, or another writing of its address, for that audience. It proves
 * nothing: it only spares asking the issuer for its keys when anybody sends anything.
 */
export function looksSigned(token: string, expected: { readonly issuer: string; readonly audience: string }): boolean {
  const parts = token.length > LONGEST_TOKEN ? undefined : partsOf(token)
  if (!parts || !algorithmOf(parts.header)) return false
  const { iss } = parts.claims
  return typeof iss === 'string' && bare(iss) === bare(expected.issuer) && isFor(parts.claims, expected.audience)
}

const LONGEST_TOKEN = 16_384

type Parts = { readonly header: Claims; readonly claims: Claims; readonly text: string; readonly signature: string }

function partsOf(token: string): Parts | undefined {
  const [head, body, signature, ...rest] = token.split('.')
  if (!head || !body || !signature || rest.length > 0) return undefined
  const [header, claims] = [jsonOf(head), jsonOf(body)]
  return header && claims && { header, claims, text: `${head}.${body}`, signature }
}

function isFor({ aud }: Claims, audience: string): boolean {
  return Array.isArray(aud) ? aud.includes(audience) : aud === audience
}

// The address an issuer is configured by may end with a slash that its tokens leave out, or the reverse.
function bare(issuer: string): string {
  return issuer.replace(/\/$/, '')
}

function algorithmOf(header: Claims) {
  const name = header.alg
  // « crit » names extensions one must understand: we understand none.
  if (typeof name !== 'string' || !Object.hasOwn(ALGORITHMS, name) || header.crit !== undefined) return undefined
  return { name, ...ALGORITHMS[name as keyof typeof ALGORITHMS] }
}

function isSigned(header: Claims, text: string, signature: string, keys: readonly unknown[]): boolean {
  const algorithm = algorithmOf(header)
  if (!algorithm) return false
  const { name } = algorithm
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
