import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { z } from 'zod'

/** Where passkeys of this site are made and used: WebAuthn ties them to both. */
export type PasskeySite = {
  /** Host name of the site. */
  readonly id: string
  readonly origin: string
}

export function passkeySiteOf(url: string): PasskeySite {
  const { hostname, origin } = new URL(url)
  return { id: hostname, origin }
}

/** What a device answered, as the page sent it; nothing in it is checked yet. */
export type PasskeyAnswer<Response> = {
  readonly response: Response
  readonly challenge: Uint8Array
  /** The site the browser was on. */
  readonly origin: string
}

const Text = z.string().max(20_000)
const Base = { id: Text, rawId: Text, type: z.literal('public-key'), clientExtensionResults: z.looseObject({}) }
const Authentication = z.object({
  ...Base,
  response: z.object({
    clientDataJSON: Text,
    authenticatorData: Text,
    signature: Text,
    userHandle: Text.optional(),
  }),
})
const Registration = z.object({
  ...Base,
  response: z.object({
    clientDataJSON: Text,
    attestationObject: Text,
    transports: z.array(z.string().max(20)).max(10).optional(),
  }),
})
const ClientData = z.looseObject({ challenge: Text, origin: Text })

export function readSignInAnswer(sent: string): PasskeyAnswer<AuthenticationResponseJSON> | undefined {
  const read = Authentication.safeParse(jsonOf(sent))
  return read.success ? answerOf(read.data as AuthenticationResponseJSON) : undefined
}

export function readEnrolmentAnswer(sent: string): PasskeyAnswer<RegistrationResponseJSON> | undefined {
  const read = Registration.safeParse(jsonOf(sent))
  return read.success ? answerOf(read.data as RegistrationResponseJSON) : undefined
}

function answerOf<Response extends { readonly response: { readonly clientDataJSON: string } }>(
  response: Response,
): PasskeyAnswer<Response> | undefined {
  const told = ClientData.safeParse(jsonOf(Buffer.from(response.response.clientDataJSON, 'base64url').toString('utf8')))
  if (!told.success) return undefined
  return { response, challenge: Buffer.from(told.data.challenge, 'base64url'), origin: told.data.origin }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
