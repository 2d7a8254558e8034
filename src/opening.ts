import { join } from 'node:path'
import type { Logger } from 'pino'
import { done, type Result, refuse } from '#kernel/result'
import { findCurrentSettings, loadTerritory, type Territory } from '#modules/territory'
import type { Configuration } from '#platform/configuration'
import { type Context, type Contributions, createContext, withFictitiousNumber } from '#platform/context'
import { type Database, openDatabase, readMigrations, sentenceOfDatabaseRefusal } from '#platform/database'
import { type Embedded, launchEmbedded, sentenceOf } from '#platform/embedded-postgres'
import { filesFolder, openFiles } from '#platform/files'
import { describeFault } from '#platform/jobs'
import { openKeys } from '#platform/secrets'
import { readTerritoryFolder, sentenceOfFault } from './territory-folder.ts'

/** The outside world, opened: what the service and every command that touches the data start from. */
export type Opening = {
  readonly context: Context
  readonly database: Database
  /** The PostgreSQL that came with the project, when it is the one in use. */
  readonly embedded: Embedded | undefined
  /** What the territory's folder says; the settings may have changed since (`context.settings`). */
  readonly territory: Territory
  /** Reads the settings again: somebody changed them. */
  reloadSettings(): Promise<void>
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
  const territory = readTerritoryFolder(configuration.territoryFolder)
  if (!territory.ok) return refuse(territory.refusal.map(sentenceOfFault).join('\n'))
  if (configuration.databaseUrl) {
    const place = { url: configuration.databaseUrl, secretsFolder: configuration.secretsFolder }
    return openOn({ configuration, territory: territory.value, options, place })
  }

  const launched = await launchEmbedded({ folder: configuration.dataFolder, role, onStep: say })
  if (!launched.ok) return refuse(sentenceOf(launched.refusal))
  const embedded = launched.value
  const opened = await openOn({
    configuration,
    territory: territory.value,
    options,
    place: { embedded },
    embedded,
  }).catch(async (error: unknown) => {
    await launched.value.stop()
    throw error
  })
  if (!opened.ok) await launched.value.stop()
  return opened
}

type Told = {
  readonly configuration: Configuration
  readonly territory: Territory
  readonly options: OpeningOptions
  readonly place: Parameters<typeof openDatabase>[0]
  readonly embedded?: Embedded
}

async function openOn({ configuration, territory, options, place, embedded }: Told): Promise<Result<Opening, string>> {
  const { root, contributions, role, say, logger } = options
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
  let { settings } = territory
  const reloadSettings = async () => {
    const current = await findCurrentSettings(database.db)
    const told = current?.settings ?? territory.settings
    settings = configuration.demonstration === 'off' ? told : withFictitiousNumber(told)
  }
  const context = createContext({
    db: database.db,
    settings: () => settings,
    contributions,
    keyFor: openKeys(configuration.secretsFolder),
    files: openFiles({ folder: filesFolder(configuration.dataFolder), root, antivirus: configuration.antivirus }),
  })
  // A command beside a service reads; the service alone says which folder is in force.
  if (role === 'service') await fill(context, territory, say)
  await reloadSettings()
  const close = async () => {
    isClosing = true
    await database.close()
    await embedded?.stop()
  }
  return done({ context, database, embedded, territory, reloadSettings, close })
}

async function fill(context: Context, territory: Territory, say: (step: string) => void): Promise<void> {
  const { isNew, communeCount, epciCount } = await loadTerritory(context, territory)
  if (!isNew) return
  say(`Territoire ${territory.settings.territoryName} : ${communeCount} communes, ${epciCount} EPCI.`)
}
