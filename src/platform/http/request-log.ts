import type { Context, MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import type { Logger } from 'pino'
import { Counter, Histogram, type Registry } from 'prom-client'
import type { MicroCache } from './micro-cache.ts'

/**
 * One line a request: method, route as declared, status, duration. Never the address, the query, the agent or the
 * identifier in the path: nothing in the log tells who read what.
 */
export function requestLog(logger: Logger, registry: Registry): MiddlewareHandler {
  const durations = requestDurations(registry)
  return async (c, next) => {
    const startedAt = performance.now()
    await next()
    const milliseconds = performance.now() - startedAt
    const labels = { method: c.req.method, route: routeOf(c), status: String(c.res.status) }
    durations.observe(labels, milliseconds / 1000)
    logger.info({ ...labels, ms: Math.round(milliseconds * 10) / 10 }, 'request')
  }
}

/**
 * Counts and logs what the cache answers by itself, without going through the site.
 *
 * @returns  the same cache, watched
 */
export function watched(cache: MicroCache, logger: Logger, registry: Registry): MicroCache['ready'] {
  const answers = new Counter({
    name: 'http_cached_answers_total',
    help: 'Answers sent from the cache of pages',
    labelNames: ['status'],
    registers: [registry],
  })
  return (asked) => {
    const answer = cache.ready(asked)
    if (answer) {
      answers.inc({ status: answer.status })
      logger.info({ method: asked.method, route: 'cache', status: String(answer.status) }, 'request')
    }
    return answer
  }
}

function requestDurations(registry: Registry): Histogram<'method' | 'route' | 'status'> {
  return new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Duration of HTTP requests',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  })
}

function routeOf(c: Context): string {
  return routePath(c, -1) || 'unknown'
}
