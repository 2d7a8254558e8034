import { createRoute, z } from '@hono/zod-openapi'

const Source = z
  .object({ producer: z.string(), vintage: z.string(), url: z.string().nullable(), licence: z.string().nullable() })
  .openapi('Source de données')

const Commune = z
  .object({
    code: z.string().openapi({ example: '62041', description: 'Code Insee' }),
    name: z.string(),
    postcodes: z.array(z.string()),
    epci: z.object({ code: z.string(), name: z.string() }).nullable(),
    canton: z.string().nullable(),
    actionTerritory: z.string().nullable(),
    population: z.number().int().openapi({ description: 'Population municipale' }),
    label: z.string().openapi({ description: 'Ce que le champ « commune » d’un formulaire comprend sans hésiter' }),
    where: z.string().openapi({ description: 'Ce qui distingue deux communes du même nom' }),
    foundAs: z.string().nullable().openapi({ description: 'L’autre nom par lequel elle a été trouvée' }),
    path: z.string(),
  })
  .openapi('Commune')

const Epci = z
  .object({
    code: z.string().openapi({ example: '200033579', description: 'SIREN' }),
    name: z.string(),
    kind: z.string(),
    communes: z.number().int(),
    communesHere: z.number().int().openapi({ description: 'Sur ce territoire' }),
    population: z.number().int().openapi({ description: 'Selon la source des EPCI, l’EPCI entier' }),
    populationHere: z.number().int().openapi({ description: 'Somme des communes d’ici, selon la source des communes' }),
    path: z.string(),
  })
  .openapi('EPCI')

const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})

export const communesRoute = createRoute({
  method: 'get',
  path: '/communes',
  summary: 'Les communes du territoire, ou celles qui répondent à un nom, même approché',
  request: { query: z.object({ q: z.string().max(80).optional() }) },
  responses: { 200: json(z.object({ sources: z.array(Source), communes: z.array(Commune) }), 'Les communes') },
})

export const epciRoute = createRoute({
  method: 'get',
  path: '/epci',
  summary: 'Les groupements de communes',
  responses: { 200: json(z.object({ sources: z.array(Source), epci: z.array(Epci) }), 'Les EPCI') },
})

export type CommuneJson = z.infer<typeof Commune>
export type EpciJson = z.infer<typeof Epci>
