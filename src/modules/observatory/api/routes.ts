import { createRoute, z } from '@hono/zod-openapi'
import { INDICATORS, TABLE_NAMES } from '../model.ts'

const Source = z
  .object({
    title: z.string(),
    producer: z.string(),
    vintage: z.string(),
    url: z.string().nullable(),
    licence: z.string().nullable(),
    readOn: z.string().nullable().openapi({ description: 'Jour où la page a été lue ; nul pour un fichier' }),
    sha256: z.string().nullable().openapi({ description: 'Empreinte du fichier ; nulle pour une page' }),
    rows: z.number().int().nullable(),
    isFictitious: z.boolean(),
  })
  .openapi('Source d’un chiffre')

export const Amount = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('value'),
      value: z.number(),
      decimals: z.number().int().optional().openapi({ description: 'Chiffre cité : décimales de sa source' }),
    }),
    z.object({
      kind: z.literal('interval'),
      least: z.number(),
      most: z.number().nullable().openapi({ description: 'Nul : sans borne haute' }),
      unknownCount: z.number().int().openapi({ description: 'Établissements dont la tranche n’est pas connue' }),
    }),
    z.object({ kind: z.literal('secret') }),
    z.object({ kind: z.literal('not-given') }),
  ])
  .openapi('Montant', { description: 'secret (« s ») et not-given (« nd ») ne sont jamais zéro' })

const Place = z
  .object({
    code: z.string().openapi({ example: '200033579' }),
    kind: z.enum(['territory', 'epci', 'commune']),
    name: z.string(),
    population: z.number().int(),
    epciCode: z.string().nullable(),
    note: z.string().nullable().openapi({ description: 'Un EPCI à cheval est limité à ses communes d’ici' }),
  })
  .openapi('Lieu de l’observatoire')

export const Heading = z.object({
  id: z.string(),
  label: z.string(),
  unit: z.string().optional(),
  note: z.string().optional(),
})

const Table = z
  .object({
    name: z.enum(TABLE_NAMES),
    title: z.string(),
    place: Place,
    rowTitle: z.string(),
    rows: z.array(Heading),
    columns: z.array(Heading),
    cells: z.array(z.array(Amount)).openapi({ description: 'Une liste par ligne, un montant par colonne' }),
    nature: z.enum(['computed', 'cited']),
    scope: z.string(),
    sources: z.array(Source),
    vintage: z.string(),
    licence: z.string(),
    perimeterVersion: z.string().nullable(),
    extractionSha256: z.string().nullable(),
    computedAt: z.string().nullable(),
    reading: z.string(),
    notes: z.array(z.string()),
    permalink: z.string(),
    citation: z.string(),
  })
  .openapi('Tableau de l’observatoire')

const Figure = z
  .object({
    label: z.string(),
    unit: z.string(),
    indicator: z.string(),
    place: z.string(),
    placeName: z.string(),
    nature: z.enum(['computed', 'cited', 'estimated']),
    amount: Amount,
    scope: z.string(),
    vintage: z.string(),
    note: z.string().nullable(),
    sources: z.array(Source),
  })
  .openapi('Chiffre')

const Listed = z.object({ name: z.enum(TABLE_NAMES), title: z.string(), json: z.string(), csv: z.string() })

export const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})

export const refused = json(z.object({ error: z.string() }), 'Rien à montrer, et pourquoi')

export const placeQuery = z.object({
  lieu: z
    .string()
    .regex(/^(territory|\d{9}|\d[0-9AB]\d{3})$/)
    .default('territory')
    .openapi({ description: '« territory », le SIREN d’un EPCI ou le code d’une commune' }),
})

export const catalogueRoute = createRoute({
  method: 'get',
  path: '/observatoire',
  summary: 'Les tableaux de l’observatoire, et d’où viennent leurs chiffres',
  responses: {
    200: json(z.object({ tables: z.array(Listed), sources: z.array(Source), places: z.array(Place) }), 'Les tableaux'),
    404: refused,
  },
})

export const tableRoute = createRoute({
  method: 'get',
  path: '/observatoire/{tableau}',
  summary: 'Un tableau, avec la source de ses chiffres',
  request: { params: z.object({ tableau: z.enum(TABLE_NAMES) }), query: placeQuery },
  responses: { 200: json(Table, 'Le tableau'), 404: refused },
})

export const citedRoute = createRoute({
  method: 'get',
  path: '/observatoire/chiffres-cites',
  summary: 'Ce que d’autres disent, avec leur adresse : jamais additionné à ce qui est compté ici',
  responses: { 200: json(z.object({ figures: z.array(Figure) }), 'Les chiffres cités') },
})

export const mapQuery = z.object({
  maille: z.enum(['epci', 'commune']).default('epci'),
  indicateur: z.enum(INDICATORS).default('share-of-employers'),
})

export const mapRoute = createRoute({
  method: 'get',
  path: '/observatoire/carte',
  summary: 'Un chiffre dans chaque EPCI, ou dans chaque commune',
  request: {
    query: mapQuery,
  },
  responses: { 200: json(z.object({ figures: z.array(Figure) }), 'Les chiffres, un par lieu'), 404: refused },
})

export type TableJson = z.infer<typeof Table>
export type SourceJson = z.infer<typeof Source>
export type FigureJson = z.infer<typeof Figure>
