import { createTransport } from 'nodemailer'
import type { MailServer } from '../server.ts'
import type { Message } from './message.ts'

/** Hands messages to a mail server, over connections that stay open between two. */
export type Courier = {
  /** @throws  when the server is away, or asks to come back later */
  deliver(message: Message): Promise<Delivery>
  close(): void
}

/** What the server said of one message: taken, or refused for good, with its reply code. */
export type Delivery = { readonly outcome: 'sent' } | { readonly outcome: 'refused'; readonly replyCode: number | null }

const PATIENCE = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000, dnsTimeout: 10_000 }

/**
 * Opens the way to a mail server. Nothing is said to it before the first message.
 *
 * @param authorities  certificates believed besides those of the system, as PEM
 */
export function openCourier(server: MailServer, authorities?: readonly string[]): Courier {
  const transport = createTransport({
    pool: true,
    maxConnections: 2,
    // A message whose connection breaks goes back to its job, which alone tries again.
    maxRequeues: 0,
    host: server.host,
    port: server.port,
    secure: server.isSecure,
    requireTLS: server.needsTls,
    ...(server.login && { auth: { user: server.login.user, pass: server.login.password } }),
    ...(authorities && { tls: { ca: [...authorities] } }),
    disableFileAccess: true,
    disableUrlAccess: true,
    ...PATIENCE,
  })
  return {
    deliver: async (message) => {
      try {
        await transport.sendMail(message)
        return { outcome: 'sent' }
      } catch (error) {
        return refusalOf(error) ?? rethrow(error)
      }
    },
    close: () => transport.close(),
  }
}

// Only what concerns this message is for good: a password or a sender that the server refuses is ours to correct, and the
// mail waits meanwhile. A server without SMTPUTF8 will never take an address with an accent before its @.
function refusalOf(error: unknown): Delivery | undefined {
  if (!(error instanceof Error)) return undefined
  const { code, command, permanent, responseCode } = error as Error & {
    readonly code?: string
    readonly command?: string
    readonly permanent?: boolean
    readonly responseCode?: number
  }
  const isOfMessage = (code === 'EENVELOPE' || code === 'EMESSAGE') && (command === 'RCPT TO' || command === 'DATA')
  if (isOfMessage && permanent) return { outcome: 'refused', replyCode: responseCode ?? null }
  return undefined
}

function rethrow(error: unknown): never {
  throw error
}
