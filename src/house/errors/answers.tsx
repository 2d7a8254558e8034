import type { Context as HonoContext } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { Logger } from 'pino'
import type { Context } from '#platform/context'
import { describeFault } from '#platform/jobs'
import { SessionEndedError } from '#platform/sessions'
import { type ErrorStatus, errorTitle } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import { knownPagesOf } from '../known-pages.ts'
import { ErrorPage, nearPages } from './index.tsx'
import { SessionEndedPage } from './session-ended.tsx'

/** What the answers to errors need of the site. */
type Parts = {
  readonly context: Context
  readonly frame: SiteFrame
  readonly logger: Logger
  readonly health: () => Promise<{ readonly ok: boolean }>
}

const RETRY_AFTER_S = '30'
const KNOWN: readonly number[] = [400, 403, 404, 405, 410, 413, 429, 503]

/** The answers to what no route knows and to what fails. The world's failure is caught here, once. */
export function errorAnswers({ context, frame, logger, health }: Parts) {
  const knownPages = knownPagesOf(context)

  async function notFound(c: HonoContext): Promise<Response> {
    if (isForMachines(c)) return answer(c, { status: 404 })
    // An address that finds nothing is no reason to fail when the database is away.
    const pages = await knownPages().catch(() => [])
    return answer(c, { status: 404, near: nearPages(c.req.path, pages) })
  }

  async function failure(error: Error, c: HonoContext): Promise<Response> {
    if (error instanceof SessionEndedError && !isForMachines(c)) return sessionEnded(c, error)
    if (error instanceof HTTPException && error.res) return error.res
    if (error instanceof HTTPException) return answer(c, { status: statusOf(error.status) })
    if (!(await health()).ok) {
      logger.error({ fault: describeFault(error) }, 'a request failed: the database is away')
      return answer(c, { status: 503 })
    }
    // The log gets the fault under the reference that the reader is given.
    const reference = context.newId().slice(-12)
    logger.error({ reference, fault: describeFault(error) }, 'a request failed')
    return answer(c, { status: 500, reference })
  }

  function sessionEnded(c: HonoContext, { unsent }: SessionEndedError): Response | Promise<Response> {
    c.header('Cache-Control', 'no-store')
    return c.html(<SessionEndedPage site={frame} unsent={unsent} />, 401)
  }

  type Told = {
    readonly status: ErrorStatus
    readonly reference?: string
    readonly near?: ReturnType<typeof nearPages>
  }

  function answer(c: HonoContext, { status, reference, near }: Told): Response | Promise<Response> {
    c.header('Cache-Control', 'no-store')
    if (status === 503) c.header('Retry-After', RETRY_AFTER_S)
    if (isForMachines(c)) return c.json({ error: errorTitle(status), ...(reference && { reference }) }, status)
    return c.html(<ErrorPage site={frame} {...{ status, reference, near }} />, status)
  }

  return { notFound, failure }
}

function isForMachines(c: HonoContext): boolean {
  return c.req.path.startsWith('/api/')
}

function statusOf(status: number): ErrorStatus {
  return KNOWN.includes(status) ? (status as ErrorStatus) : status < 500 ? 400 : 500
}
