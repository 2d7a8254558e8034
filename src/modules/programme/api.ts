import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { stringify } from 'csv-stringify/sync'
import type { Context as HonoContext } from 'hono'
import { dayIn } from '#kernel/calendar'
import type { Context } from '#platform/context'
import { listActions, type Programme } from './model.ts'
import * as store from './store/index.ts'

const SHARED = { 'Cache-Control': 'public, max-age=0, must-revalidate', 'Access-Control-Allow-Origin': '*' }

// UTF-8 with a byte order mark and `;`, for spreadsheets; cells they would take for a formula are neutralised.
const FOR_SPREADSHEETS = {
  header: true,
  bom: true,
  delimiter: ';',
  record_delimiter: '\r\n',
  escape_formulas: true,
} as const

const Origin = z
  .object({ label: z.string(), url: z.string().nullable(), isFictitious: z.boolean() })
  .openapi('Origine d’un énoncé')
const Mark = z.object({ thousandths: z.number().int(), year: z.number().int() }).nullable()
const Value = z
  .object({
    on: z.string(),
    thousandths: z.number().int().openapi({ description: 'En millièmes de l’unité' }),
    nature: z.enum(['cited', 'computed', 'estimated']),
    source: Origin,
  })
  .openapi('Valeur d’un indicateur')
const aim = { slug: z.string(), number: z.string(), title: z.string(), words: z.string(), source: Origin }
const Action = z
  .object({
    slug: z.string(),
    title: z.string(),
    words: z.string(),
    source: Origin,
    service: z.string(),
    partners: z.array(z.object({ siren: z.string().nullable(), name: z.string() })),
    indicators: z.array(
      z.object({
        slug: z.string(),
        title: z.string(),
        unit: z.string(),
        baseline: Mark,
        target: Mark,
        values: z.array(Value),
      }),
    ),
    lines: z.array(z.string()).openapi({ description: 'Codes des lignes de budget' }),
    legalBasis: z.object({ article: z.string(), competence: z.string() }),
    goals: z.array(z.number().int()).openapi({ description: 'Objectifs de développement durable, 1 à 17' }),
    startsOn: z.string().nullable(),
    endsOn: z.string().nullable(),
    places: z.array(z.string()).openapi({ description: 'Codes des EPCI et communes ; vide : tout le territoire' }),
    state: z.enum(['planned', 'running', 'done', 'stopped']).nullable(),
  })
  .openapi('Action du programme')
const ProgrammeBody = z
  .object({
    version: z.number().int(),
    fingerprint: z.string(),
    standing: z.string().openapi({ description: '« Proposé », ou l’acte qui l’a décidé' }),
    title: z.string(),
    firstYear: z.number().int(),
    lastYear: z.number().int(),
    source: Origin,
    ambitions: z.array(z.object({ ...aim, orientations: z.array(z.object({ ...aim, actions: z.array(Action) })) })),
  })
  .openapi('Programme')
const Problem = z.object({ error: z.string() })

const programmeRoute = createRoute({
  method: 'get',
  path: '/politique',
  summary: 'Le programme en vigueur, avec le suivi de ses actions',
  tags: ['Politique'],
  responses: {
    200: { description: 'Le programme', content: { 'application/json': { schema: ProgrammeBody } } },
    404: { description: 'Aucun programme n’est publié', content: { 'application/json': { schema: Problem } } },
  },
})

/** The programme for programs and spreadsheets. */
export function programmeApi(context: Context): OpenAPIHono {
  const { db } = context
  const api = new OpenAPIHono()

  api.openapi(programmeRoute, async (c) => {
    const last = await store.findLastPublication(db)
    if (!last) return c.json({ error: 'Aucun programme n’est publié.' }, 404)
    const standing = await store.readStanding(db, last)
    const body = bodyOf(last.programme, await store.listValues(db), await store.listSteps(db))
    const head = { version: last.number, fingerprint: last.fingerprint, standing: standing.words }
    return c.json({ ...head, ...body }, 200, SHARED)
  })

  api.get('/politique/actions.csv', async (c) => {
    const last = await store.findLastPublication(db)
    return file(c, 'actions', last ? actionLines(last.programme, await store.listSteps(db)) : [])
  })

  api.get('/politique/indicateurs.csv', async (c) => {
    const last = await store.findLastPublication(db)
    const today = dayIn(context.now())
    return file(c, 'indicateurs', last ? valueLines(last.programme, await store.listValues(db), today) : [])
  })
  return api
}

type Values = Awaited<ReturnType<typeof store.listValues>>
type Steps = Awaited<ReturnType<typeof store.listSteps>>

function bodyOf(programme: Programme, values: Values, steps: Steps) {
  const { title, firstYear, lastYear, source, ambitions } = programme
  return {
    ...{ title, firstYear, lastYear, source },
    ambitions: ambitions.map((ambition) => ({
      ...ambition,
      orientations: ambition.orientations.map((orientation) => ({
        ...orientation,
        actions: orientation.actions.map((action) => ({
          ...action,
          partners: [...action.partners],
          lines: [...action.lines],
          goals: [...action.goals],
          places: [...action.places],
          indicators: action.indicators.map((indicator) => ({
            ...indicator,
            values: values
              .filter((value) => value.action === action.slug && value.indicator === indicator.slug)
              .map(({ on, thousandths, nature, source: from }) => ({ on, thousandths, nature, source: from })),
          })),
          state: steps.find((step) => step.action === action.slug)?.state ?? null,
        })),
      })),
    })),
  }
}

function actionLines(programme: Programme, steps: Steps) {
  return listActions(programme).map(({ ambition, orientation, action }) => ({
    ambition: ambition.title,
    orientation: orientation.title,
    action_code: action.slug,
    action: action.title,
    description: action.words,
    service: action.service,
    partenaires: action.partners.map(({ name }) => name).join(', '),
    avancement: steps.find((step) => step.action === action.slug)?.state ?? '',
    debut: action.startsOn ?? '',
    fin: action.endsOn ?? '',
    lieux: action.places.join(', '),
    lignes_de_budget: action.lines.join(', '),
    base_legale: action.legalBasis.article,
    competence: action.legalBasis.competence,
    odd: action.goals.join(', '),
    source: action.source.label,
    source_adresse: action.source.url ?? '',
    fictif: action.source.isFictitious ? 'oui' : 'non',
  }))
}

function valueLines(programme: Programme, values: Values, readOn: string) {
  return listActions(programme).flatMap(({ orientation, action }) =>
    action.indicators.flatMap((indicator) =>
      values
        .filter((value) => value.action === action.slug && value.indicator === indicator.slug)
        .map(({ on, thousandths, nature, source }) => ({
          orientation: orientation.title,
          action_code: action.slug,
          action: action.title,
          indicateur: indicator.title,
          unite: indicator.unit,
          depart: decimal(indicator.baseline?.thousandths),
          cible: decimal(indicator.target?.thousandths),
          cible_annee: indicator.target?.year ?? '',
          jour: on,
          valeur: decimal(thousandths),
          nature,
          source: source.label,
          source_adresse: source.url ?? '',
          fictif: source.isFictitious ? 'oui' : 'non',
          extrait_le: readOn,
        })),
    ),
  )
}

function decimal(thousandths: number | undefined): string {
  return thousandths === undefined ? '' : String(thousandths / 1000).replace('.', ',')
}

function file(c: HonoContext, name: string, lines: readonly object[]): Response {
  const headers = {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${name}.csv"`,
  }
  return c.body(stringify([...lines], FOR_SPREADSHEETS), 200, { ...SHARED, ...headers })
}
