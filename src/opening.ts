import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { z } from 'zod'
import { done, type Result, refuse } from '#kernel/result'
import type { Configuration } from '#platform/configuration'
import { type Context, type Contributions, createContext, NO_SETTINGS, type Settings } from '#platform/context'
import { type Database, openDatabase, readMigrations, sentenceOfDatabaseRefusal } from '#platform/database'
import { type Embedded, launchEmbedded, sentenceOf } from '#platform/embedded-postgres'
import { describeFault } from '#platform/jobs'
import { openKeys } from '#platform/secrets'

/** The outside world, opened: what the service and every command that touches the data start from. */
export type Opening = {
  readonly context: Context
  readonly database: Database
  /** The PostgreSQL that came with the project, when it is the one in use. */
  readonly embedded: Embedded | undefined
  close(): Promise<void>
}

type OpeningOptions = {
  readonly root: string
  readonly contributions: Contributions
  readonly role: 'service' | 'visitor'
  readonly say: (step: string) => void
  readonly logger?: Logger | undefined
}

/**
 * Starts or joins PostgreSQL, brings the tables up to date and hands the world as a value.
 *
 * @returns the opening, or the French sentence of what stands in the way
 */
export async function openWorld(
  configuration: Configuration,
  options: OpeningOptions,
): Promise<Result<Opening, string>> {
  const { role, say } = options
  if (configuration.databaseUrl) {
    const place = { url: configuration.databaseUrl, secretsFolder: configuration.secretsFolder }
    return openOn(configuration, place, undefined, options)
  }

  const launched = await launchEmbedded({ folder: configuration.dataFolder, role, onStep: say })
  if (!launched.ok) return refuse(sentenceOf(launched.refusal))
  const opened = await openOn(configuration, { embedded: launched.value }, launched.value, options).catch(
    async (error: unknown) => {
      await launched.value.stop()
      throw error
    },
  )
  if (!opened.ok) await launched.value.stop()
  return opened
}

async function openOn(
  configuration: Configuration,
  place: Parameters<typeof openDatabase>[0],
  embedded: Embedded | undefined,
  { root, contributions, role, say, logger }: OpeningOptions,
): Promise<Result<Opening, string>> {
  let isClosing = false
  const opened = await openDatabase(place, {
    migrations: readMigrations(join(root, 'migrations')),
    applicationName: role === 'service' ? 'filigrane' : 'filigrane command',
    onStep: say,
    // A connection may still be saying goodbye when PostgreSQL stops: that is no news.
    onError: (error) => isClosing || logger?.warn({ fault: describeFault(error) }, 'a database connection broke'),
  })
  if (!opened.ok) return refuse(sentenceOfDatabaseRefusal(opened.refusal))

  const database = opened.value
  const settings = readSettings(root)
  const context = createContext({
    db: database.db,
    settings: () => settings,
    contributions,
    keyFor: openKeys(configuration.secretsFolder),
  })
  const close = async () => {
    isClosing = true
    await database.close()
    await embedded?.stop()
  }
  return done({ context, database, embedded, close })
}

// What the territory says of itself is data, never a constant of the code.
const SettingsFile = z.strictObject({ territoryName: z.string().min(1), serviceName: z.string().min(1) })

function readSettings(root: string): Settings {
  return {
    ...NO_SETTINGS,
    ...SettingsFile.parse(JSON.parse(readFileSync(join(root, 'data', 'territory', 'settings.json'), 'utf8'))),
  }
}
