// Two installations in one folder would delete each other's files: one at a time.
import { createHash } from 'node:crypto'
import { createServer } from 'node:net'

/**
 * Runs an action while nobody else of this user does in the same folder.
 *
 * The lock is an abstract Unix socket: the system takes it back even after `kill -9`, and it needs no writable folder.
 * Where it cannot be had (an old Node, another system) the action runs without it.
 *
 * @param folder  real path of the clone
 * @param say     told once, when there is somebody to wait for
 */
export async function aloneInFolder(folder, say, action) {
  const name = createHash('sha256').update(`${process.getuid?.()} ${folder}`).digest('hex').slice(0, 32)
  let told = false
  for (;;) {
    const lock = await take(`\0filigrane-ensure-${name}`)
    if (lock !== 'taken') {
      try {
        return await action()
      } finally {
        lock?.close()
      }
    }
    if (!told) say('Dépendances : une autre installation est en cours dans ce dossier, nous l’attendons…')
    told = true
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

function take(path) {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error) => resolve(error.code === 'EADDRINUSE' ? 'taken' : undefined))
    server.listen({ path }, () => resolve(server))
  })
}
