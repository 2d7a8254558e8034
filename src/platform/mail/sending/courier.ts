import type { MailServer } from '../server.ts'
import type { Message } from './message.ts'

/** Hands messages to a mail server, over connections that stay open between two. */
export type Courier = {
  /** @throws  when the server itself is away, or refuses who we are: no mail would pass */
  deliver(message: Message): Promise<Delivery>
  close(): void
}

/** What the server said of one message: taken, refused for good, or « come back later », with its reply code. */
export type Delivery =
  | { readonly outcome: 'sent' }
  | { readonly outcome: 'refused' | 'deferred'; readonly replyCode: number | null }

const PATIENCE = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000, dnsTimeout: 10_000 }

/**
 * Opens the way to a mail server. Nothing is said to it before the first message.
 *
 * @param authorities  certificates believed besides those of the system, as PEM
 * @param connections  opened at once at most
 */
export function openCourier(server: MailServer, authorities?: readonly string[], connections = 4): Courier {
  // The library comes with the first message: where none leaves, no start waits for it.
  const open = async () =>
    (await import('nodemailer')).createTransport({
      pool: true,
      maxConnections: connections,
      // A message whose connection breaks goes back to the queue, which alone tries again.
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
  let transport: ReturnType<typeof open> | undefined
  return {
    deliver: async (message) => {
      transport ??= open()
      const way = await transport
      try {
        await way.sendMail(message)
        return { outcome: 'sent' }
      } catch (error) {
        return answerOf(error) ?? rethrow(error)
      }
    },
    close: () => void transport?.then((way) => way.close()),
  }
}

// Only what concerns this message: a password or a sender that the server refuses is ours to correct, and the mail waits
// meanwhile. A server without SMTPUTF8 will never take an address with an accent before its @. 421 closes the connection,
// whatever was asked (RFC 5321, 3.8).
function answerOf(error: unknown): Delivery | undefined {
  if (!(error instanceof Error)) return undefined
  const { code, command, permanent, responseCode } = error as Error & {
    readonly code?: string
    readonly command?: string
    readonly permanent?: boolean
    readonly responseCode?: number
  }
  const isOfMessage = (code === 'EENVELOPE' || code === 'EMESSAGE') && (command === 'RCPT TO' || command === 'DATA')
  if (!isOfMessage) return undefined
  if (permanent) return { outcome: 'refused', replyCode: responseCode ?? null }
  const isLater = responseCode !== undefined && responseCode >= 400 && responseCode < 500 && responseCode !== 421
  return isLater ? { outcome: 'deferred', replyCode: responseCode } : undefined
}

function rethrow(error: unknown): never {
  throw error
}
