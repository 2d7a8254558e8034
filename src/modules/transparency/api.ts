import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from '#platform/context'
import type { Incident, StandingCheck } from './checking.ts'
import { checksOf } from './commands/index.ts'
import * as store from './store/index.ts'

const SHARED = { 'Cache-Control': 'public, max-age=0, must-revalidate', 'Access-Control-Allow-Origin': '*' }

const Check = z
  .object({
    name: z.string().openapi({ example: 'books.limits-hold' }),
    sentence: z.string().openapi({ description: 'Ce qui doit être vrai' }),
    severity: z.enum(['error', 'warning']).openapi({ description: 'warning : à surveiller, ce n’est pas une erreur' }),
    result: z.enum(['holds', 'fails', 'not-run']).nullable().openapi({ description: 'Nul : pas encore vérifié' }),
    reason: z
      .enum(['too-long', 'failed', 'no-time'])
      .nullable()
      .openapi({ description: 'Pourquoi il n’a pas été fait' }),
    rowCount: z.number().int().openapi({ description: 'Combien de cas la rendent fausse' }),
    durationMs: z.number().int().nullable(),
    askedAt: z.string().nullable(),
    days: z.array(z.object({ day: z.string(), result: z.enum(['holds', 'fails', 'not-run']) })),
  })
  .openapi('Contrôle')

const IncidentBody = z
  .object({
    id: z.string(),
    check: z.string(),
    sentence: z.string(),
    openedAt: z.string(),
    rowCount: z.number().int(),
    passesSince: z.string().nullable(),
    closedAt: z.string().nullable(),
    seen: z.string().nullable().openapi({ description: 'Nul : pas encore publié, comme les deux suivants' }),
    doing: z.string().nullable(),
    cause: z.string().nullable(),
  })
  .openapi('Incident')

const Body = z.object({
  askedAt: z.string().nullable().openapi({ description: 'Dernière vérification' }),
  checks: z.array(Check),
  incidents: z.array(IncidentBody),
})

const route = createRoute({
  method: 'get',
  path: '/transparence',
  summary: 'Ce qui doit toujours être vrai, et si c’est vrai',
  responses: { 200: { description: 'L’état des contrôles', content: { 'application/json': { schema: Body } } } },
})

/** The checks and the incidents for programs. */
export function transparencyApi(context: Context): OpenAPIHono {
  const api = new OpenAPIHono()
  api.openapi(route, async (c) => {
    const { askedAt, checks, incidents } = await store.readStanding(context.db, checksOf(context), context.now())
    const body = {
      askedAt: askedAt?.toISOString() ?? null,
      checks: checks.map(checkOf),
      incidents: incidents.map(incidentOf),
    }
    return c.json(body, 200, SHARED)
  })
  return api
}

function checkOf({ name, sentence, severity, run, days }: StandingCheck): z.infer<typeof Check> {
  return {
    name,
    sentence,
    severity,
    result: run?.result ?? null,
    reason: run?.reason ?? null,
    rowCount: run?.rowCount ?? 0,
    durationMs: run?.durationMs ?? null,
    askedAt: run?.askedAt.toISOString() ?? null,
    days: days.map(({ day, result }) => ({ day, result })),
  }
}

function incidentOf({ isPublished, ...incident }: Incident): z.infer<typeof IncidentBody> {
  const { id, checkName, sentence, openedAt, rowCount, passesSince, closedAt, seen, doing, cause } = incident
  return {
    id,
    check: checkName,
    sentence,
    openedAt: openedAt.toISOString(),
    rowCount,
    passesSince: passesSince?.toISOString() ?? null,
    closedAt: closedAt?.toISOString() ?? null,
    seen: isPublished ? seen : null,
    doing: isPublished ? doing : null,
    cause: isPublished ? cause : null,
  }
}
