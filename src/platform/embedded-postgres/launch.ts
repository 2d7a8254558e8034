import { done, type Result, refuse } from '#kernel/result'
import { findBinaries } from './binaries.ts'
import { createData, examineData, SUPERUSER } from './cluster.ts'
import { ownFolder } from './folders.ts'
import { awaitLock, type Lock, takeLock } from './lock.ts'
import { type Place, settle } from './place.ts'
import { isAlive } from './processes.ts'
import { type LaunchRefusal, refusalOfError } from './refusals.ts'
import { findServer, isServing, type Joined, type Server, startServer, stopServer } from './server.ts'
import { guardOrphan, hasUsers, joinUsers, openUsers, reopenUsers, type User } from './users.ts'

/** The PostgreSQL of a FILIGRANE_DATA, joined or started. */
export type Embedded = {
  /** folder of the Unix socket; the port is always 5432 */
  readonly host: string
  /** superuser; no password, since no other account can enter `host` */
  readonly user: string
  /** a running server of these data was joined */
  readonly adopted: boolean
  /** the data were created now */
  readonly firstStart: boolean
  readonly dataFolder: string
  readonly pid: number
  /** fulfilled when the server dies although this process did not leave it */
  readonly exited: Promise<void>
  /** leaves the server; the last user stops it and waits for its end */
  stop(): Promise<void>
}

export type LaunchOptions = {
  /** FILIGRANE_DATA; made if missing */
  readonly folder: string
  /** bin folder of another PostgreSQL, 15 to 18 */
  readonly binaries?: string
  /** told each step, in French, for the person who waits */
  readonly onStep?: (step: string) => void
  /** false writes nothing for good: for tests (default true) */
  readonly durable?: boolean
  /** one service at most runs on the same data; visitors are free (default visitor) */
  readonly role?: 'service' | 'visitor'
}

/**
 * Joins the PostgreSQL of these data, or starts it, or creates it. Several processes may do so at once: one starts, the
 * others join, and the last to leave stops it, also when it leaves by kill -9.
 */
export async function launchEmbedded(options: LaunchOptions): Promise<Result<Embedded, LaunchRefusal>> {
  if (process.platform !== 'linux') {
    return refuse({ reason: 'platform-unsupported', folder: options.folder, detail: process.platform })
  }
  let service: Lock | undefined
  try {
    const place = await settle(options.folder)
    if (!place.ok) return place
    if (options.role === 'service') {
      service = await takeLock(`service-${place.value.key}`)
      if (!service) return refuse({ reason: 'service-running', folder: place.value.house, detail: '' })
    }
    const launched = await oneAtATime(place.value, options, () => joinOrStart(place.value, options))
    if (!launched.ok) await service?.release()
    return launched.ok ? done(embeddedOf(place.value, launched.value, service)) : launched
  } catch (error) {
    await service?.release()
    const refusal = refusalOfError(error, options.folder)
    if (refusal) return refuse(refusal)
    throw error
  }
}

type Launched = Joined & { readonly firstStart: boolean }

const PATIENCE_MS = 120_000

async function oneAtATime<Value>(
  place: Place,
  options: LaunchOptions,
  act: () => Promise<Result<Value, LaunchRefusal>>,
): Promise<Result<Value, LaunchRefusal>> {
  const lock = await awaitLock(`start-${place.key}`, PATIENCE_MS, () =>
    say(options, 'Un autre démarrage est en cours, attente'),
  )
  if (!lock) return refuse({ reason: 'start-in-progress', folder: place.house, detail: '' })
  try {
    return await act()
  } finally {
    await lock.release()
  }
}

async function joinOrStart(place: Place, options: LaunchOptions): Promise<Result<Launched, LaunchRefusal>> {
  for (;;) {
    const found = await findServer(place, (step) => say(options, step))
    if (!found.ok) return found
    if (!found.value) return start(place, options)
    const user = await join(place, found.value)
    if (!user) continue
    say(options, 'PostgreSQL tourne déjà sur ces données, Filigrane s’y joint')
    return done({ server: found.value, user, adopted: true, firstStart: false })
  }
}

async function start(place: Place, options: LaunchOptions): Promise<Result<Launched, LaunchRefusal>> {
  const binaries = await findBinaries(place, options.binaries, (step) => say(options, step))
  if (!binaries.ok) return binaries
  const data = examineData(place, binaries.value)
  if (!data.ok) return data

  // A chmod -R may have opened them: whoever enters the socket's folder is superuser.
  ownFolder(place.house, place.account)
  if (!ownFolder(place.sockets, place.account)) {
    return refuse({ reason: 'sockets-taken', folder: place.sockets, detail: '' })
  }

  const durable = options.durable ?? true
  const firstStart = data.value === 'absent'
  if (firstStart) {
    say(options, `Préparation de PostgreSQL ${binaries.value.major} dans ${place.house}`)
    const created = await createData(place, binaries.value, durable)
    if (!created.ok) return created
  }
  say(options, `Démarrage de PostgreSQL ${binaries.value.major}`)
  const started = await startServer(place, binaries.value, durable, (step) => say(options, step))
  return started.ok ? done({ ...started.value, firstStart }) : started
}

/** Joins the server; undefined when it is stopping. A server whose guard was killed gets a new one. */
async function join(place: Place, server: Server): Promise<User | undefined> {
  const user = await joinUsers(place, () => isServing(place, server))
  if (user === 'stopped') return undefined
  if (user !== 'unguarded') return user
  const guardOver = (readingEnd: number) => guardOrphan(place, readingEnd, server.id.pid)
  return (reopenUsers(place, guardOver) ?? (await openUsers(place, guardOver))).user
}

function embeddedOf(
  place: Place,
  { server, user, adopted, firstStart }: Launched,
  service: Lock | undefined,
): Embedded {
  const death = watch(server)
  let stopping: Promise<void> | undefined
  const stop = async () => {
    death.forget()
    try {
      await oneAtATime(place, { folder: place.folder }, async () => {
        user.leave()
        if (!hasUsers(place)) await stopServer(place, server)
        return done(undefined)
      })
    } finally {
      user.leave()
      await service?.release()
    }
  }
  return {
    host: server.sockets,
    user: SUPERUSER,
    adopted,
    firstStart,
    dataFolder: place.data,
    pid: server.id.pid,
    exited: death.happened,
    stop() {
      stopping ??= stop()
      return stopping
    },
  }
}

// The server is seldom our child, and Linux tells only a parent: we look, which costs a few microseconds.
function watch(server: Server): { readonly happened: Promise<void>; forget(): void } {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setInterval(() => {
    if (isAlive(server.id)) return
    clearInterval(timer)
    resolve()
  }, 250)
  timer.unref()
  return { happened: promise, forget: () => clearInterval(timer) }
}

function say(options: LaunchOptions, step: string): void {
  options.onStep?.(step)
}
