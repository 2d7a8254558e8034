import { type Kysely, sql } from 'kysely'
import pg from 'pg'
import { assert } from '#kernel/result'
import { type Connection, sessionOf } from './pool.ts'
import type { DB } from './types.generated.ts'

/** Told what others broadcast. `undefined`: the line was cut for a moment, and anything may have been missed. */
export type Heard = (payload: string | undefined) => void

export type Listener = { stop(): Promise<void> }

/**
 * Tells every process that listens, when the transaction commits, that something changed: for caches.
 *
 * @param payload  identifiers, never a name or an address; less than 8 000 bytes, PostgreSQL's limit
 */
export async function broadcast(transaction: Kysely<DB>, channel: string, payload: string): Promise<void> {
  assert(Buffer.byteLength(payload) < 8000, 'a notification holds less than 8 000 bytes')
  await sql`SELECT pg_notify(${channel}, ${payload})`.execute(transaction)
}

/**
 * Listens on a connection of its own, and opens another one whenever it breaks.
 *
 * @param handlers  by channel; each is called with `undefined` after a break, so that it forgets what it kept
 * @throws          when the first connection cannot be opened
 */
export async function listen(connection: Connection, handlers: Readonly<Record<string, Heard>>): Promise<Listener> {
  let client: pg.Client
  let timer: NodeJS.Timeout | undefined
  let isStopped = false

  const open = async (): Promise<void> => {
    client = await listeningClient(connection, handlers)
    if (isStopped) return client.end()
    client.once('end', broken)
  }
  const broken = (): void => {
    if (!isStopped) timer = setTimeout(() => void reopen(), REOPEN_AFTER_MS)
  }
  const reopen = async (): Promise<void> => {
    try {
      await open()
      for (const heard of Object.values(handlers)) heard(undefined)
    } catch {
      broken()
    }
  }
  await open()
  return {
    stop: async () => {
      isStopped = true
      clearTimeout(timer)
      await client.end()
    },
  }
}

const REOPEN_AFTER_MS = 500

async function listeningClient(connection: Connection, handlers: Readonly<Record<string, Heard>>): Promise<pg.Client> {
  const client = new pg.Client(sessionOf(connection, { applicationName: 'filigrane-listen' }))
  client.on('error', () => {}) // 'end' follows.
  client.on('notification', ({ channel, payload }) => handlers[channel]?.(payload ?? ''))
  try {
    await client.connect()
    for (const channel of Object.keys(handlers)) await client.query(`LISTEN ${client.escapeIdentifier(channel)}`)
    return client
  } catch (error) {
    await client.end().catch(() => {})
    throw error
  }
}
