import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'
import { isoCBOR } from '@simplewebauthn/server/helpers'

type Options = {
  readonly challenge: string
  readonly rp?: { readonly id?: string }
  readonly rpId?: string
  readonly user?: { readonly id: string }
}

/** A device that keeps one passkey, in a few lines: it signs what it is asked, as a real one does. */
export type PasskeyDevice = {
  /** Answers a request to make a passkey, as the page sends it. */
  create(options: unknown): string
  /** Answers a request to sign in. */
  get(options: unknown): string
  /** How often it says it was used; 0: it does not count. */
  count: number
  /** The site its browser is on. */
  origin: string
}

export function passkeyDevice(origin = 'http://localhost'): PasskeyDevice {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(16)
  let userHandle = ''
  const device: PasskeyDevice = {
    count: 0,
    origin,
    create: (asked) => {
      const options = asked as Options
      userHandle = options.user?.id ?? ''
      const authData = authenticatorData(options.rp?.id ?? 'localhost', device.count, attested(id, publicKey))
      const attestation = new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', new Uint8Array(authData)],
      ])
      return answer(id, {
        clientDataJSON: clientData('webauthn.create', options.challenge, device.origin),
        attestationObject: base64(isoCBOR.encode(attestation as never)),
        transports: ['internal'],
      })
    },
    get: (asked) => {
      const options = asked as Options
      const clientDataJSON = clientData('webauthn.get', options.challenge, device.origin)
      const authData = authenticatorData(options.rpId ?? 'localhost', device.count)
      const signed = Buffer.concat([
        authData,
        createHash('sha256').update(Buffer.from(clientDataJSON, 'base64url')).digest(),
      ])
      const signature = createSign('sha256').update(signed).sign(privateKey)
      return answer(id, {
        clientDataJSON,
        authenticatorData: base64(authData),
        signature: base64(signature),
        userHandle,
      })
    },
  }
  return device
}

function answer(id: Buffer, response: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ id: base64(id), rawId: base64(id), type: 'public-key', clientExtensionResults: {}, response })
}

function clientData(type: string, challenge: string, origin: string): string {
  return base64(Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false })))
}

// Present and verified (0x05), with the credential when it is made (0x40): WebAuthn, 6.1.
function authenticatorData(rpId: string, count: number, made?: Buffer): Buffer {
  const counted = Buffer.alloc(4)
  counted.writeUInt32BE(count)
  const flags = Buffer.from([made ? 0x45 : 0x05])
  return Buffer.concat([createHash('sha256').update(rpId).digest(), flags, counted, made ?? Buffer.alloc(0)])
}

function attested(id: Buffer, publicKey: KeyObject): Buffer {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const key = new Map<number, unknown>([
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, new Uint8Array(Buffer.from(x, 'base64url'))],
    [-3, new Uint8Array(Buffer.from(y, 'base64url'))],
  ])
  const length = Buffer.alloc(2)
  length.writeUInt16BE(id.length)
  return Buffer.concat([Buffer.alloc(16), length, id, Buffer.from(isoCBOR.encode(key as never))])
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url')
}
