import { createServer, type Server } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** A name held by this process alone; the kernel lets it go when the process dies, even by kill -9. */
export type Lock = { release(): Promise<void> }

/** Takes a name if nobody has it. Abstract Unix sockets are the only lock Node can take that leaves nothing behind. */
export function takeLock(name: string): Promise<Lock | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<Lock | undefined>()
  const server = createServer((visitor) => visitor.destroy())
  server.once('error', (error: NodeJS.ErrnoException) =>
    error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
  )
  server.listen({ path: `\0filigrane-${name}` }, () => resolve({ release: () => close(server) }))
  server.unref()
  return promise
}

/**
 * Waits for a name and takes it.
 *
 * @param patienceMs  how long to wait for its holder
 * @param onWait      called once if somebody has it
 * @returns           undefined when the holder kept it all that time
 */
export async function awaitLock(name: string, patienceMs: number, onWait: () => void): Promise<Lock | undefined> {
  const deadline = performance.now() + patienceMs
  for (let asked = false; performance.now() < deadline; asked = true) {
    const lock = await takeLock(name)
    if (lock) return lock
    if (!asked) onWait()
    await pause(30)
  }
  return undefined
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()))
}
