import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { decimalOf } from '#kernel/tally'
import type { Context } from '#platform/context'
import type { Poll, PollOption } from './model.ts'
import * as store from './store.ts'

const Source = z
  .object({
    producer: z.string(),
    title: z.string(),
    url: z.string().optional(),
    licence: z.string(),
    citation: z.string().optional(),
  })
  .openapi('Source')

const PollSummary = z
  .object({
    slug: z.string().openapi({ example: 'wieliczka-2023' }),
    title: z.string(),
    organiser: z.string(),
    place: z.string(),
    beganOn: z.string().optional().openapi({ description: 'Date ISO, ou année seule' }),
    endedOn: z.string().optional(),
    voteType: z.enum(['approval', 'choose-1', 'cumulative', 'scoring', 'ordinal']),
    currency: z.string().openapi({ description: 'Code ISO 4217' }),
    budget: z.string().openapi({ description: 'Montant décimal exact', example: '1000000' }),
    voters: z.number().int(),
    options: z.number().int(),
    fingerprint: z.string().openapi({ description: 'SHA-256 du manifeste' }),
    publishedAt: z.iso.datetime(),
    source: Source,
  })
  .openapi('Scrutin')

const Option = z
  .object({
    id: z.string(),
    name: z.string(),
    cost: z.string().openapi({ description: 'Montant décimal exact' }),
    votes: z.number().int(),
    points: z.string().optional(),
    funded: z.boolean(),
    fundedByOrganiser: z.boolean().optional(),
  })
  .openapi('Projet soumis au vote')

const PollDetail = PollSummary.extend({ projects: z.array(Option) }).openapi('Scrutin détaillé')
const Slug = z.object({ slug: z.string().openapi({ param: { in: 'path', name: 'slug' } }) })
const Problem = z.object({ error: z.string() }).openapi('Erreur')

type Json = Record<string, never>

const SHARED = { 'Cache-Control': 'public, max-age=0, must-revalidate', 'Access-Control-Allow-Origin': '*' }

/** JSON of published polls, for programs. */
export function ballotApi(context: Context): OpenAPIHono {
  const api = new OpenAPIHono()

  api.openapi(
    createRoute({
      method: 'get',
      path: '/scrutins',
      summary: 'Les scrutins publiés',
      request: { query: z.object({ q: z.string().max(100).optional() }) },
      responses: {
        200: {
          description: 'Du plus récent au plus ancien',
          content: { 'application/json': { schema: z.array(PollSummary) } },
        },
      },
    }),
    async (c) => {
      const polls = await store.listPolls(context.db, c.req.valid('query').q ?? '', 'recent')
      return c.json(polls.map(summaryOf), 200, SHARED)
    },
  )

  api.openapi(
    createRoute({
      method: 'get',
      path: '/scrutins/{slug}',
      summary: 'Un scrutin, ses projets, ce qui est financé',
      request: { params: Slug },
      responses: {
        200: { description: 'Le scrutin', content: { 'application/json': { schema: PollDetail } } },
        404: { description: 'Aucun scrutin à cette adresse', content: { 'application/json': { schema: Problem } } },
      },
    }),
    async (c) => {
      const poll = await store.findPoll(context.db, c.req.valid('param').slug)
      const result = poll && (await store.findResult(context.db, poll.id))
      if (!result) return c.json({ error: 'Aucun scrutin à cette adresse.' }, 404)
      const winners = new Set(result.report.winners)
      const options = await store.listOptions(context.db, poll.id)
      const projects = options.map((option) => projectOf(poll, option, winners.has(option.code)))
      return c.json({ ...summaryOf(poll), projects }, 200, SHARED)
    },
  )

  api.openapi(
    createRoute({
      method: 'get',
      path: '/scrutins/{slug}/resultats',
      summary: 'Le compte rendu complet du calcul, en nombres exacts',
      request: { params: Slug },
      responses: {
        200: { description: 'Tours, pertes, égalités', content: { 'application/json': { schema: z.looseObject({}) } } },
        404: { description: 'Aucun scrutin à cette adresse', content: { 'application/json': { schema: Problem } } },
      },
    }),
    async (c) => {
      const poll = await store.findPoll(context.db, c.req.valid('param').slug)
      const result = poll && (await store.findResult(context.db, poll.id))
      if (!result) return c.json({ error: 'Aucun scrutin à cette adresse.' }, 404)
      return c.json(JSON.parse(result.reportText) as Json, 200, SHARED)
    },
  )

  return api
}

function summaryOf(poll: Poll): z.infer<typeof PollSummary> {
  return {
    slug: poll.slug,
    title: poll.title,
    organiser: poll.organiser,
    place: poll.place,
    ...(poll.beganOn && { beganOn: poll.beganOn }),
    ...(poll.endedOn && { endedOn: poll.endedOn }),
    voteType: poll.voteType,
    currency: poll.currency,
    budget: decimalOf(poll.budget, poll.decimals),
    voters: poll.voterCount,
    options: poll.optionCount,
    fingerprint: poll.fingerprint,
    publishedAt: poll.publishedAt.toISOString(),
    source: withoutUndefined(poll.source),
  }
}

function projectOf(poll: Poll, option: PollOption, funded: boolean): z.infer<typeof Option> {
  return {
    id: option.code,
    name: option.name,
    cost: decimalOf(option.cost, poll.decimals),
    votes: option.voteCount,
    ...(option.points !== undefined && { points: option.points }),
    funded,
    ...(option.wasSelected !== undefined && { fundedByOrganiser: option.wasSelected }),
  }
}

function withoutUndefined({ producer, title, url, licence, citation }: Poll['source']): z.infer<typeof Source> {
  return { producer, title, ...(url && { url }), licence, ...(citation && { citation }) }
}
