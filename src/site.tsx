import { OpenAPIHono } from '@hono/zod-openapi'
import { Hono } from 'hono'
import type { Logger } from 'pino'
import type { Registry } from 'prom-client'
import { findVisitor } from '#modules/accounts'
import type { ImportFolder } from '#modules/directory'
import type { Context } from '#platform/context'
import { attachmentPages } from '#platform/files'
import type { MicroCache } from '#platform/http'
import {
  builtFiles,
  frenchTypography,
  originGuard,
  plainAddress,
  requestLog,
  securityHeaders,
  speculation,
  speculationRules,
  thisMachineOnly,
  undeclaredProxyWarning,
} from '#platform/http'
import { sessions } from '#platform/sessions'
import type { SmsRates } from '#platform/sms'
import type { SiteFrame } from '#ui/page'
import { errorAnswers } from './house/errors/answers.tsx'
import { type DrawPicture, housePages } from './house/index.tsx'
import { accountDesk } from './modules/accounts/desk/index.tsx'
import { type AccountOptions, accountPages } from './modules/accounts/pages/index.tsx'
import { agendaDesk } from './modules/agenda/desk/index.tsx'
import { agendaPages } from './modules/agenda/pages/index.tsx'
import { ballotApi } from './modules/ballots/api/index.ts'
import { ballotDesk } from './modules/ballots/desk/index.tsx'
import { ballotPages } from './modules/ballots/pages/index.tsx'
import { budgetApi } from './modules/books/api.ts'
import { alarmsDesk } from './modules/books/desk/alarms/index.tsx'
import { budgetDesk } from './modules/books/desk/index.tsx'
import { mirrorDesk } from './modules/books/desk/mirror/index.tsx'
import { preparationDesk } from './modules/books/desk/preparation/index.tsx'
import { sheetsDesk } from './modules/books/desk/sheets/index.ts'
import { budgetPages } from './modules/books/pages/index.tsx'
import { decisionApi } from './modules/decisions/api.ts'
import { decisionDesk } from './modules/decisions/desk/index.tsx'
import { decisionPages } from './modules/decisions/pages/index.tsx'
import { directoryApi } from './modules/directory/api/index.ts'
import { directoryDesk } from './modules/directory/desk/index.tsx'
import { claimPages } from './modules/directory/pages/claims/index.tsx'
import { directoryPages } from './modules/directory/pages/index.tsx'
import { grantDesk } from './modules/grants/desk/index.tsx'
import { letterDesk } from './modules/notices/desk.letters.tsx'
import { postDesk } from './modules/notices/desk.post.tsx'
import { noticeDesk } from './modules/notices/desk.tsx'
import { templateDesk } from './modules/notices/desk.words.tsx'
import { noticePages } from './modules/notices/pages/index.tsx'
import { observatoryApi } from './modules/observatory/api/index.ts'
import { observatoryDesk } from './modules/observatory/desk/index.tsx'
import { observatoryPages } from './modules/observatory/pages/index.tsx'
import { programmeApi } from './modules/programme/api.ts'
import { programmeDesk } from './modules/programme/desk/index.tsx'
import { programmePages } from './modules/programme/pages/index.tsx'
import { territoryApi } from './modules/territory/api/index.ts'
import { territoryDesk } from './modules/territory/desk/index.tsx'
import { territoryPages } from './modules/territory/pages/index.tsx'
import { transparencyApi } from './modules/transparency/api.ts'
import { transparencyDesk } from './modules/transparency/desk/index.tsx'
import { checkPages } from './modules/transparency/pages/checks.tsx'
import { dataPages } from './modules/transparency/pages/index.tsx'

export type SiteParts = {
  readonly context: Context
  readonly frame: SiteFrame
  /** Folder of the build: its public files are served under /public/. */
  readonly build: string
  readonly cache: MicroCache
  readonly logger: Logger
  readonly metrics: Registry
  /** Addresses whose X-Forwarded-For is believed. */
  readonly proxies: readonly string[]
  /** Public address, without a final slash. */
  readonly url: string
  readonly isDemonstration: boolean
  /** Where the models of documents the territory came with are. */
  readonly territoryFolder?: string | undefined
  /** Who else says who people are. */
  readonly identity?: AccountOptions['identity']
  /** What text messages cost and may cost; without it no code is sent that way. */
  readonly sms?: SmsRates | undefined
  /** Where files of open data are dropped; without it none is read from the desk. */
  readonly imports?: ImportFolder | undefined
  /** Draws pictures aside; without it there are none. */
  readonly drawPicture?: DrawPicture | undefined
  /** Whether the service can work now: asked by `/sante`. */
  readonly health: () => Promise<Health>
}

export type Health = { readonly ok: boolean; readonly database: 'ok' | 'injoignable'; readonly version: string }

/** The whole site: the middleware list, then the modules in order. `site(parts).request('/path')` tests a page. */
export function site(parts: SiteParts): Hono {
  const { context, frame, cache, logger, metrics } = parts
  const app = new Hono()

  app.use(requestLog(logger, metrics))
  app.use(undeclaredProxyWarning(logger, parts.proxies))
  app.use(cache.middleware)
  app.use(securityHeaders({ https: parts.url.startsWith('https://') }))
  app.use(speculation())
  app.use(frenchTypography())
  app.use(plainAddress())
  app.use(originGuard())
  app.use('/public/*', builtFiles(parts.build))
  app.use(sessions((secret) => findVisitor(context, secret, parts.isDemonstration)))

  const told = { url: parts.url, isDemonstration: parts.isDemonstration, proxies: parts.proxies }
  app.route('/', speculationRules())
  app.route('/', housePages(context, frame, { ...told, drawPicture: parts.drawPicture }))
  app.route('/', attachmentPages(context))
  app.route('/', accountPages(context, frame, { ...told, identity: parts.identity }))
  app.route('/', accountDesk(context, frame))
  app.route('/', territoryPages(context, frame))
  app.route('/', territoryDesk(context, frame))
  app.route('/', directoryPages(context, frame, told))
  app.route('/', claimPages(context, frame, told))
  app.route('/', directoryDesk(context, frame, parts.imports))
  app.route('/', noticePages(context, frame, told))
  app.route('/', noticeDesk(context, frame))
  app.route('/', postDesk(context, frame))
  app.route('/', templateDesk(context, frame))
  app.route('/', letterDesk(context, frame, told))
  app.route('/', decisionPages(context, frame))
  app.route('/', decisionDesk(context, frame, parts.territoryFolder ?? null))
  app.route('/', agendaPages(context, frame, told))
  app.route('/', agendaDesk(context, frame, told))
  app.route('/', budgetPages(context, frame))
  app.route('/', budgetDesk(context, frame))
  app.route('/', mirrorDesk(context, frame))
  app.route('/', alarmsDesk(context, frame))
  app.route('/', preparationDesk(context, frame))
  app.route('/', sheetsDesk(context))
  app.route('/', programmePages(context, frame))
  app.route('/', programmeDesk(context, frame))
  app.route('/', grantDesk(context, frame))
  app.route('/', ballotPages(context, frame, parts.proxies, voterWorldOf(parts)))
  app.route('/', ballotDesk(context, frame))
  app.route('/', observatoryPages(context, frame))
  app.route('/', observatoryDesk(context, frame))
  app.route('/', checkPages(context, frame))
  app.route('/', transparencyDesk(context, frame))
  const publicApi = api(context, parts.url)
  app.route('/', dataPages(context, frame, { url: parts.url, describeApi: () => publicApi.getOpenAPI31Document(API) }))
  app.route('/api', publicApi)

  app.route('/', watching(parts))

  const answers = errorAnswers(parts)
  app.notFound(answers.notFound)
  app.onError(answers.failure)
  return app
}

function voterWorldOf({ url, identity, sms }: SiteParts) {
  return { url, sms, franceConnect: identity?.providers.find(({ name }) => name === 'franceconnect') }
}

/** What those who keep the service ask it. */
function watching({ health, metrics, proxies }: SiteParts): Hono {
  return new Hono()
    .get('/sante', async (c) => {
      const found = await health()
      return c.json(found, found.ok ? 200 : 503, { 'Cache-Control': 'no-store' })
    })
    .get('/metrics', thisMachineOnly(proxies), async (c) =>
      c.text(await metrics.metrics(), 200, { 'Content-Type': metrics.contentType }),
    )
}

function api(context: Context, url: string): OpenAPIHono {
  const app = new OpenAPIHono()
  app.route('/v1', territoryApi(context))
  app.route('/v1', directoryApi(context, url))
  app.route('/v1', decisionApi(context, url))
  app.route('/v1', programmeApi(context))
  app.route('/v1', budgetApi(context))
  app.route('/v1', ballotApi(context))
  app.route('/v1', observatoryApi(context))
  app.route('/v1', transparencyApi(context))
  app.doc31('/openapi.json', API)
  return app
}

const API = {
  openapi: '3.1.0',
  info: {
    title: 'Filigrane',
    version: '1',
    description: 'Données publiques du territoire, en lecture.',
    license: { name: 'EUPL-1.2' },
  },
  servers: [{ url: '/api' }],
}
