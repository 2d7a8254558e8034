import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { launchEmbedded, sentenceOf } from '#platform/embedded-postgres'
import { administrationOf, type DatabasePlace, withDatabase } from '../address.ts'
import { readMigrations } from '../migrate.ts'
import { openDatabase } from '../open.ts'
import type { Connection } from '../pool.ts'
import { sentenceOfDatabaseRefusal } from '../refusals.ts'
import type { Roles } from '../roles.ts'
import { dropAll, dropOlderRuns } from './administration.ts'

/** A server with a migrated template on it. Plain data: it can be handed to another process. */
export type ThrowawayServer = {
  /** To the server's database `postgres`, as a login that may create databases and roles. */
  readonly administration: Connection
  readonly template: string
  readonly roles: Roles
  /** How the app login connects to the template. */
  readonly app: Connection
}

export type ThrowawayOptions = {
  /** Whether commits reach the disk: true for benchmarks, false for tests. */
  readonly durable: boolean
  /** A server that exists, with a login that may create databases and roles; none: a server is started. */
  readonly url?: string | undefined
}

const PREFIX = 'filigrane_test_'
const DAY_MS = 86_400_000
const MIGRATIONS = fileURLToPath(new URL('../../../../migrations', import.meta.url))

/**
 * Starts a server (or takes that of `url`) and prepares on it a migrated template, to clone with `cloneTemplate`.
 * Names carry a number of this run: two runs on one server never meet.
 *
 * @returns  the server, and `stop`, which drops everything this run made
 */
export async function startThrowaway(
  options: ThrowawayOptions,
): Promise<{ readonly server: ThrowawayServer; stop(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'filigrane-throwaway-'))
  await chmod(folder, 0o755) // PostgreSQL may run as another user than we do.
  const template = `${PREFIX}${Date.now().toString(36)}${randomBytes(2).toString('hex')}`
  const running = await startServer(options, folder, template)
  const clean = async () => {
    await running.stop()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const server = await prepareTemplate(running.place, template)
    const { administration, roles } = server
    if (options.url) await dropOlderRuns(administration, PREFIX, new Date(Date.now() - DAY_MS))
    return { server, stop: () => dropAll(administration, template, roles).finally(clean) }
  } catch (error) {
    await clean()
    throw error
  }
}

async function prepareTemplate(place: DatabasePlace, template: string): Promise<ThrowawayServer> {
  const opened = await openDatabase(place, { migrations: readMigrations(MIGRATIONS) })
  if (!opened.ok) throw new Error(sentenceOfDatabaseRefusal(opened.refusal))
  await opened.value.close()
  const { roles, connection: app } = opened.value
  return { administration: withDatabase(opened.value.administration, 'postgres'), template, roles, app }
}

type RunningServer = { readonly place: DatabasePlace; stop(): Promise<void> }

async function startServer(
  { url, durable }: ThrowawayOptions,
  folder: string,
  template: string,
): Promise<RunningServer> {
  if (url) return { place: placeOn(url, folder, template), stop: async () => {} }
  const launched = await launchEmbedded({ folder: join(folder, 'postgresql'), durable })
  if (!launched.ok) throw new Error(sentenceOf(launched.refusal))
  const { host, user } = launched.value
  return { place: { embedded: { host, user }, name: template }, stop: () => launched.value.stop() }
}

function placeOn(url: string, secretsFolder: string, template: string): DatabasePlace {
  const found = administrationOf({ url, secretsFolder })
  if (!found.ok) throw new Error(sentenceOfDatabaseRefusal(found.refusal))
  const { connectionString } = withDatabase(found.value.administration, template)
  return { url: connectionString!, secretsFolder }
}
