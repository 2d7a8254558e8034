import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

/** A real mail server on this machine, and what it received. */
export type Peer = {
  readonly port: number
  /** As they came, byte for byte. */
  readonly raw: readonly string[]
  readonly recipients: readonly string[]
  /** What it answers to the next message; nothing: it takes it. */
  answer: ((recipient: string) => Error | 'hang-up' | undefined) | undefined
  read(index: number): Promise<Email>
  stop(): Promise<void>
}

/** An answer of the server, as « 451 4.7.1 come back later ». */
export function reply(code: number, words: string): Error {
  return Object.assign(new Error(words), { responseCode: code })
}

/** @param port  0 for any that is free */
export async function startPeer(options: SMTPServerOptions = {}, port = 0): Promise<Peer> {
  const raw: string[] = []
  const recipients: string[] = []
  const peer: { answer: Peer['answer'] } = { answer: undefined }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    closeTimeout: 100,
    onRcptTo: ({ address }, _session, tell) => {
      const answer = peer.answer?.(address)
      if (answer instanceof Error) return tell(answer)
      recipients.push(address)
      tell()
    },
    onData: (stream, _session, tell) => {
      if (peer.answer?.('') === 'hang-up') {
        for (const connection of server.connections) connection.close()
        return
      }
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        raw.push(Buffer.concat(chunks).toString())
        tell()
      })
    },
    ...options,
  })
  server.on('error', () => {}) // A connection that breaks is what some tests are about.
  const listening = server.listen(port, '127.0.0.1')
  await new Promise((ready) => listening.once('listening', ready))
  const address = listening.address()
  return Object.assign(peer, {
    port: typeof address === 'object' && address ? address.port : 0,
    raw,
    recipients,
    read: (index: number) => PostalMime.parse(raw[index]!),
    stop: () => new Promise<void>((stopped) => server.close(() => stopped())),
  })
}
