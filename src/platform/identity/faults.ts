import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client'
import type { IdentityRefusal } from './types.ts'

/** What a failure met while a sign-in was being finished says to the person. */
export function refusalOfFault(error: unknown): IdentityRefusal {
  if (error instanceof AuthorizationResponseError) return refusalOfAnswer(error.error)
  // The code was used before, or waited too long.
  if (error instanceof ResponseBodyError) return error.error === 'invalid_grant' ? 'answer-expired' : 'answer-forged'
  if (isUnreachable(error)) return 'provider-unreachable'
  if (error instanceof ClientError)
    return error.code === 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED' ? 'answer-expired' : 'answer-forged'
  throw error
}

/** Whether the provider could not be spoken to: the network, a time out, an answer that is an error page. */
export function isUnreachable(error: unknown): boolean {
  if (error instanceof TypeError) return true
  if (!(error instanceof ClientError)) return false
  return (
    error.code === 'OAUTH_TIMEOUT' ||
    error.code === 'OAUTH_ABORT' ||
    error.code === 'OAUTH_RESPONSE_IS_NOT_CONFORM' ||
    (error.code === undefined && error.cause instanceof Error)
  )
}

function refusalOfAnswer(code: string): IdentityRefusal {
  return code === 'temporarily_unavailable' || code === 'server_error' ? 'provider-unreachable' : 'refused-there'
}
