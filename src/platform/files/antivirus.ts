import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { connect, type NetConnectOpts } from 'node:net'

/** Asks a ClamAV daemon what it thinks of a file. */
export type Antivirus = {
  /** @throws  when it does not answer, or not in its own words */
  scan(path: string): Promise<'clean' | 'refused'>
  /** Fails closed: nothing is given out that it has not seen. */
  readonly isRequired: boolean
}

const CHUNK_BYTES = 64 * 1024
const PATIENCE_MS = 120_000

/**
 * @param socket  path of a Unix socket, or « host:port »
 * @see           man clamd, INSTREAM: « zINSTREAM\0 », chunks each after its length on four bytes, a length of zero
 */
export function clamd(socket: string, isRequired: boolean): Antivirus {
  return { isRequired, scan: (path) => ask(placeOf(socket), path) }
}

function placeOf(socket: string): NetConnectOpts {
  const told = /^([^/]+):(\d+)$/.exec(socket)
  return told ? { host: told[1]!, port: Number(told[2]) } : { path: socket }
}

async function ask(place: NetConnectOpts, path: string): Promise<'clean' | 'refused'> {
  const door = connect(place)
  door.setTimeout(PATIENCE_MS, () => door.destroy(new Error('clamd does not answer')))
  const answer: Buffer[] = []
  door.on('data', (part: Buffer) => answer.push(part))
  const ended = new Promise<void>((resolve, reject) => door.once('close', () => resolve()).once('error', reject))
  ended.catch(() => {}) // Heard below, once all is sent.
  try {
    door.write('zINSTREAM\0')
    for await (const part of createReadStream(path, { highWaterMark: CHUNK_BYTES })) {
      const length = Buffer.alloc(4)
      length.writeUInt32BE((part as Buffer).length)
      door.write(length)
      // It may hang up before the end: it has said why.
      if (!door.write(part) && !door.destroyed) await Promise.race([once(door, 'drain'), ended])
      if (door.destroyed) break
    }
    if (!door.destroyed) door.write(Buffer.alloc(4))
    await ended
  } finally {
    door.destroy()
  }
  return verdictOf(Buffer.concat(answer).toString('latin1'))
}

function verdictOf(answer: string): 'clean' | 'refused' {
  const text = answer.replaceAll('\0', '').trim()
  if (/^stream: OK$/.test(text)) return 'clean'
  if (text.endsWith(' FOUND')) return 'refused'
  throw new Error('clamd answered something else than a verdict')
}
