import { join } from 'node:path'
import { sql } from 'kysely'
import type { Logger } from 'pino'
import { collectDefaultMetrics, Registry } from 'prom-client'
import { done, type Result } from '#kernel/result'
import { accountCrontab, accountTasks, drawFirstRunCode } from '#modules/accounts'
import { agendaCrontab, agendaTasks } from '#modules/agenda'
import { ballotCrontab, ballotTasks } from '#modules/ballots'
import { bookCrontab, bookTasks } from '#modules/books'
import { decisionCrontab, decisionTasks } from '#modules/decisions'
import { directoryCrontab, directoryTasks } from '#modules/directory'
import { noticeCrontab, noticeTasks } from '#modules/notices'
import { observatoryTasks } from '#modules/observatory'
import { SETTINGS_CHANNEL } from '#modules/territory'
import { CHECKED, checkSoon, transparencyCrontab, transparencyTasks } from '#modules/transparency'
import { archiveCrontab, archiveTasks } from '#platform/archives'
import { auditCrontab, auditTasks } from '#platform/audit'
import type { Configuration } from '#platform/configuration'
import type { Context } from '#platform/context'
import { listen as listenTo } from '#platform/database'
import { fileCrontab, fileTasks } from '#platform/files'
import { type Listening, listen, type MicroCache, microCache, watched } from '#platform/http'
import { openProviders } from '#platform/identity'
import { describeFault, platformCrontab, platformTasks, startJobs } from '#platform/jobs'
import { MAIL_CHANNEL } from '#platform/mail'
import { returnCrontab, returnTasks } from '#platform/mail/returns'
import { mailMetrics, openCourier, openPostOffice } from '#platform/mail/sending'
import { openParapheur } from '#platform/parapheur'
import { retentionCrontab, retentionTasks } from '#platform/retention'
import { httpSender, outboxSender, type SmsSender } from '#platform/sms'
import { trailChecks } from './checks.ts'
import { citeFigures } from './cited-figures.ts'
import { explainInChild } from './explain.ts'
import { extractInChild } from './extract.ts'
import { siteFrame } from './frame.ts'
import { drawInChild } from './images.ts'
import { importFolder, importLimits } from './import-folder.ts'
import { contributionsOf } from './modules.ts'
import { type Opening, openWorld } from './opening.ts'
import { countInChild } from './recount.ts'
import { seedDemonstration } from './seed.ts'
import { shippedOr } from './shipped-tellings.ts'
import { type Health, site } from './site.tsx'

export type ServiceOptions = {
  readonly root: string
  /** Folder of the build: its manifest and its public files. */
  readonly build: string
  readonly version: string
  readonly logger: Logger
  /** Told each step of the start, in French. */
  readonly say: (step: string) => void
}

export type Service = {
  readonly url: string
  stop(): Promise<void>
  /** Fulfilled with a sentence when the service can no longer work: the process then ends. */
  readonly broken: Promise<string>
}

/** Takes the port, opens the world, fills the demonstration, starts the jobs and serves. */
export async function startService(
  configuration: Configuration,
  options: ServiceOptions,
): Promise<Result<Service, string>> {
  // The port comes first: another program, or a second instance, is told apart before anything is touched.
  const listening = await listen(configuration)
  if (!listening.ok) return listening

  const contributions = contributionsOf(configuration.demonstration !== 'off')
  const opened = await openWorld(configuration, { ...options, contributions, role: 'service' })
  if (!opened.ok) {
    await listening.value.close()
    return opened
  }
  return done(await run(configuration, options, listening.value, opened.value))
}

async function run(
  configuration: Configuration,
  options: ServiceOptions,
  door: Listening,
  world: Opening,
): Promise<Service> {
  const { logger, say, root } = options
  const { context, database, embedded } = world
  await citeFigures(context, root, configuration.territoryFolder)
  if (configuration.demonstration !== 'off') await seedDemonstration(context, root, say)
  else await sayFirstRun(context, configuration.url, say)

  const cache = microCache({ freshForMs: 60_000, maxEntries: 1_000, now: () => performance.now() })
  const metrics = new Registry()
  collectDefaultMetrics({ register: metrics })
  const app = siteOf(configuration, options, world, { cache, metrics })
  const work = await startWork(configuration, options, world, metrics)
  const listener = await listenTo(database.connection, {
    published: (what) => {
      cache.forget()
      if (what !== CHECKED) checkWhatWasPublished(context, logger)
    },
    [MAIL_CHANNEL]: work.wakePost,
    [SETTINGS_CHANNEL]: () =>
      void world.reloadSettings().then(cache.forget, (error: unknown) => {
        logger.error({ fault: describeFault(error) }, 'the settings could not be read again')
      }),
  })
  checkWhatWasPublished(context, logger)
  door.open(
    (request, environment) => app.fetch(request, environment as Record<string, unknown>),
    watched(cache, logger, metrics),
  )

  return {
    url: configuration.url,
    broken: (embedded?.exited ?? new Promise<never>(() => {})).then(
      () => 'PostgreSQL s’est arrêté sans qu’on le lui demande. Relancez « npm start » : vos données sont gardées.',
    ),
    stop: async () => {
      await door.close()
      await listener.stop()
      await work.stop()
      await world.close()
    },
  }
}

type Kept = { readonly cache: MicroCache; readonly metrics: Registry }

function siteOf(configuration: Configuration, options: ServiceOptions, world: Opening, { cache, metrics }: Kept) {
  const { logger, build, version } = options
  const { context } = world
  return site({
    context,
    frame: siteFrame(build, context, {
      url: configuration.url,
      isDemonstration: configuration.demonstration !== 'off',
      shapes: world.territory.shapes,
    }),
    drawPicture: picturesOf(configuration, options),
    imports: importFolder(configuration.dataFolder),
    build,
    cache,
    logger,
    metrics,
    url: configuration.url,
    territoryFolder: configuration.territoryFolder,
    isDemonstration: configuration.demonstration !== 'off',
    proxies: configuration.proxies,
    identity: identityFor(configuration, context),
    sms: smsOf(configuration, context) && configuration.sms,
    health: () => health(context, version),
  })
}

const CRONTAB = [
  ...platformCrontab,
  ...returnCrontab,
  ...fileCrontab,
  ...retentionCrontab,
  ...archiveCrontab,
  ...auditCrontab,
  ...accountCrontab,
  ...noticeCrontab,
  ...decisionCrontab,
  ...agendaCrontab,
  ...bookCrontab,
  ...directoryCrontab,
  ...ballotCrontab,
  ...transparencyCrontab,
]

/** Mails, the retention, the seals of the trail, the tellings of results: what runs beside the pages. */
async function startWork(configuration: Configuration, options: ServiceOptions, world: Opening, metrics: Registry) {
  const { logger, say, root } = options
  const { context, database } = world
  const { server, from, returnsFolder } = configuration.mail
  const isDemonstration = configuration.demonstration !== 'off'
  const courier = server && openCourier(server)
  if (!courier && !isDemonstration) say('Aucun courriel ne part : SMTP_URL n’est pas réglé. Les courriels attendent.')
  const mails = { courier, from, url: configuration.url, isDemonstration, metrics: mailMetrics(metrics, context.db) }
  const stopping = new AbortController()
  const jobs = await startJobs({
    connection: database.connection,
    tasks: {
      ...platformTasks,
      ...returnTasks(returnsFolder, logger),
      ...fileTasks(logger),
      ...retentionTasks(logger),
      ...archiveTasks,
      ...auditTasks(headsFileOf(configuration), logger),
      ...accountTasks,
      ...noticeTasks,
      ...decisionTasks(openParapheur(configuration.parapheurFolder)),
      ...agendaTasks,
      ...bookTasks,
      ...directoryTasks(
        extractInChild(root, stopping.signal),
        importFolder(configuration.dataFolder),
        importLimits(configuration.dataFolder),
      ),
      ...observatoryTasks,
      ...ballotTasks(
        countInChild(root),
        shippedOr(root, explainInChild(root, stopping.signal)),
        smsOf(configuration, context),
      ),
      ...transparencyTasks(trailChecks(headsFileOf(configuration))),
    },
    crontab: CRONTAB,
    context,
    log: logger,
  })
  const office = openPostOffice(context, { ...mails, log: logger })
  return {
    wakePost: office.wake,
    stop: async () => {
      // A telling may have minutes to go: it is begun again at the next start.
      stopping.abort()
      await Promise.all([jobs.stop(), office.stop()])
      courier?.close()
    },
  }
}

function headsFileOf({ dataFolder }: Configuration): string {
  return join(dataFolder, 'audit-heads.log')
}

// Every process hears of a publication: the round they ask for is the same.
function checkWhatWasPublished(context: Context, logger: Logger): void {
  checkSoon(context).catch((error: unknown) => {
    logger.warn({ fault: describeFault(error) }, 'the checks could not be asked for')
  })
}

function picturesOf({ dataFolder }: Configuration, { root, build, logger }: ServiceOptions) {
  const places = { root, fonts: join(build, 'fonts'), cache: join(dataFolder, 'cache', 'pictures') }
  return drawInChild(places, (error) => logger.warn({ fault: describeFault(error) }, 'a picture could not be drawn'))
}

// While nobody administers the service, whoever reads its console may: the code is there and nowhere else.
async function sayFirstRun(context: Context, url: string, say: (step: string) => void): Promise<void> {
  const code = await drawFirstRunCode(context)
  if (code === undefined) return
  say(`Créez le premier administrateur : ${url}/premier-demarrage`)
  say(`Code à y taper, dans l’heure : ${code}`)
}

function identityFor({ identity, url }: Configuration, { now }: Context) {
  return { ...identity, providers: openProviders(identity.providers, { url, now }) }
}

/** Who sends text messages: an operator, or the mailbox of a demonstration that has neither mail server nor operator. */
function smsOf({ sms, mail, demonstration }: Configuration, context: Context): SmsSender | undefined {
  if (sms.server) return httpSender(sms.server)
  return demonstration !== 'off' && !mail.server ? outboxSender(context) : undefined
}

async function health({ db }: Context, version: string): Promise<Health> {
  try {
    await sql`SELECT 1`.execute(db)
    return { ok: true, database: 'ok', version }
  } catch {
    return { ok: false, database: 'injoignable', version }
  }
}
