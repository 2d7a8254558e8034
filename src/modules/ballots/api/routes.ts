import { createRoute, z } from '@hono/zod-openapi'

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

export const listRoute = createRoute({
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
})

export const pollRoute = createRoute({
  method: 'get',
  path: '/scrutins/{slug}',
  summary: 'Un scrutin, ses projets, ce qui est financé',
  request: { params: Slug },
  responses: {
    200: { description: 'Le scrutin', content: { 'application/json': { schema: PollDetail } } },
    404: { description: 'Aucun scrutin à cette adresse', content: { 'application/json': { schema: Problem } } },
  },
})

export const resultRoute = createRoute({
  method: 'get',
  path: '/scrutins/{slug}/resultats',
  summary: 'Le compte rendu complet du calcul, en nombres exacts',
  request: { params: Slug },
  responses: {
    200: { description: 'Tours, pertes, égalités', content: { 'application/json': { schema: z.looseObject({}) } } },
    404: { description: 'Aucun scrutin à cette adresse', content: { 'application/json': { schema: Problem } } },
  },
})

export type SourceJson = z.infer<typeof Source>
export type PollJson = z.infer<typeof PollSummary>
export type OptionJson = z.infer<typeof Option>
