import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { done, type Result, refuse } from '#kernel/result'
import type { Asked, Ready } from './micro-cache.ts'

export type Handler = (request: Request, environment: unknown) => Response | Promise<Response>

/** A port taken. It answers « starting » until `open` gives it the site. */
export type Listening = {
  readonly port: number
  /**
   * @param ready  asked first: what it gives is sent as it is. A page in the cache then costs what bare Node does; the
   *               web's Request and Response are made only for what must be thought about.
   */
  open(handler: Handler, ready?: (asked: Asked) => Ready | undefined): void
  /** Lets the answers under way finish, for ten seconds at most. */
  close(): Promise<void>
}

const FINISHING_MS = 10_000

/** @returns the taken port, or the French sentence of why it cannot be taken */
export async function listen({
  host,
  port,
}: {
  readonly host: string
  readonly port: number
}): Promise<Result<Listening, string>> {
  let handler: Handler = starting
  let ready: ((asked: Asked) => Ready | undefined) | undefined
  const listener = getRequestListener((request, environment) => handler(request, environment))
  const server = createServer((request, response) => {
    const answer = ready?.(askedBy(request))
    if (answer) response.writeHead(answer.status, answer.headers).end(answer.body)
    else void listener(request, response)
  })
  const error = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
    server.once('error', resolve)
    server.listen(port, host, () => resolve(undefined))
  })
  if (error) return refuse(sentenceFor(error, host, port))

  return done({
    port: (server.address() as AddressInfo).port,
    open: (site, quick) => {
      handler = site
      ready = quick
    },
    close: () =>
      new Promise<void>((resolve) => {
        const late = setTimeout(() => server.closeAllConnections(), FINISHING_MS)
        server.close(() => {
          clearTimeout(late)
          resolve()
        })
        server.closeIdleConnections()
      }),
  })
}

function askedBy({ method, url, headers }: IncomingMessage): Asked {
  return { method, url, known: headers['if-none-match'], accepted: headers['accept-encoding']?.toString() }
}

function starting(): Response {
  return new Response('Filigrane démarre. Rechargez la page dans quelques secondes.\n', {
    status: 503,
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Retry-After': '2', 'Cache-Control': 'no-store' },
  })
}

function sentenceFor(error: NodeJS.ErrnoException, host: string, port: number): string {
  if (error.code === 'EADDRINUSE') {
    return `Le port ${port} est déjà pris, peut-être par un autre Filigrane. Arrêtez ce programme, ou choisissez un autre port : PORT=${port + 1} npm start`
  }
  if (error.code === 'EACCES') {
    return `Le système refuse le port ${port} à ce compte. Choisissez un port au-dessus de 1024 : PORT=3000 npm start`
  }
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
    return `L’adresse HOST=${host} n’est pas celle de cette machine. Écrivez HOST=127.0.0.1, ou HOST=0.0.0.0 pour toutes ses adresses.`
  }
  throw error
}
