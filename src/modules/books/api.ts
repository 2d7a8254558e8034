import { Readable } from 'node:stream'
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from '#platform/context'
import { csvOf } from '#platform/documents'
import { euros, lineSheet, paymentSheet } from './published/files.ts'
import { type PublicPayment, paymentKey, readPaymentKey } from './published/model.ts'
import * as store from './store/published/index.ts'

const SHARED = { 'Cache-Control': 'public, max-age=0, must-revalidate', 'Access-Control-Allow-Origin': '*' }
const MOST_ROWS = 200

const Line = z
  .object({
    year: z.number().int(),
    code: z.string(),
    label: z.string(),
    section: z.enum(['F', 'I']),
    direction: z.enum(['expense', 'receipt']),
    perimeter: z.enum(['dedicated', 'transversal']).openapi({ description: 'Les deux ne s’additionnent pas' }),
    chapter: z.string(),
    nature: z.string(),
    function: z.string(),
    opened: z.string().openapi({ description: 'En euros, comme « 1250.50 »' }),
    engaged: z.string(),
    paid: z.string(),
    isFictitious: z.boolean(),
  })
  .openapi('Ligne de budget')

const Payment = z
  .object({
    id: z.string(),
    year: z.number().int(),
    paidOn: z.string(),
    amount: z.string().openapi({ description: 'En euros, comme « 1250.50 »' }),
    payee: z.object({ name: z.string(), siret: z.string() }),
    purpose: z.string(),
    line: z.string(),
    isFictitious: z.boolean(),
    page: z.string(),
  })
  .openapi('Paiement à une personne morale')

const linesRoute = createRoute({
  method: 'get',
  path: '/budget',
  summary: 'Les lignes du budget, année par année, et ce qu’elles sont devenues',
  responses: {
    200: {
      description: 'Journal de suivi : il ne remplace pas la comptabilité tenue par le comptable public',
      content: { 'application/json': { schema: z.object({ lines: z.array(Line) }) } },
    },
  },
})

const paymentsRoute = createRoute({
  method: 'get',
  path: '/budget/paiements',
  summary: 'Les paiements aux personnes morales, les derniers d’abord',
  request: {
    query: z.object({
      annee: z
        .string()
        .regex(/^\d{4}$/)
        .optional(),
      siren: z
        .string()
        .regex(/^\d{9}$/)
        .optional(),
      apres: z.string().optional().openapi({ description: 'La valeur « next » de la page d’avant' }),
      limite: z.coerce.number().int().min(1).max(MOST_ROWS).default(50),
    }),
  },
  responses: {
    200: {
      description: 'Personnes physiques exceptées : elles ne sont que dans les totaux',
      content: {
        'application/json': { schema: z.object({ payments: z.array(Payment), next: z.string().nullable() }) },
      },
    },
  },
})

/** `/api/v1/budget`: the lines and the payments, for programs and spreadsheets. */
export function budgetApi(context: Context): OpenAPIHono {
  const api = new OpenAPIHono()
  const { db } = context

  api.openapi(linesRoute, async (c) => {
    const years = await store.listPublicYears(db)
    const lines = years
      .flatMap((year) => year.lines)
      .map(({ id: _id, execution, receipts, ...line }) => {
        const isExpense = line.direction === 'expense'
        return {
          ...line,
          opened: euros(isExpense ? execution.openedCents : receipts.forecastCents),
          engaged: euros(isExpense ? execution.engagedCents : receipts.issuedCents),
          paid: euros(isExpense ? execution.paidCents : receipts.collectedCents),
        }
      })
    return c.json({ lines }, 200, SHARED)
  })

  api.get('/budget/lignes.csv', async (c) => {
    const years = await store.listPublicYears(db)
    const sheet = lineSheet(years.flatMap((year) => year.lines))
    return c.body(csvOf(sheet), 200, csvHeaders('budget-lignes'))
  })

  // Written as it is read: however many payments there are, no more than a batch is held.
  api.get('/budget/paiements.csv', (c) =>
    c.body(
      Readable.toWeb(Readable.from(paymentLines(context))) as ReadableStream<Uint8Array>,
      200,
      csvHeaders('budget-paiements'),
    ),
  )

  api.openapi(paymentsRoute, async (c) => {
    const { annee, siren, apres, limite } = c.req.valid('query')
    const query = { year: annee === undefined ? undefined : Number(annee), siren, after: readPaymentKey(apres) }
    const found = await store.listPayments(db, { ...query, limit: limite + 1 })
    const payments = found.slice(0, limite)
    const last = payments.at(-1)
    const next = found.length > limite && last !== undefined ? paymentKey(last) : null
    return c.json({ payments: payments.map(paymentJson), next }, 200, SHARED)
  })
  return api
}

async function* paymentLines({ db }: Context): AsyncGenerator<Buffer> {
  const empty = csvOf(paymentSheet([]))
  yield Buffer.from(empty)
  for await (const batch of store.eachPaymentBatch(db)) {
    yield Buffer.from(csvOf(paymentSheet(batch)).slice(empty.length))
  }
}

function paymentJson({ id, year, paidOn, amountCents, payee, purpose, line, isFictitious }: PublicPayment) {
  const page = `/budget/paiements/${id}`
  return { id, year, paidOn, amount: euros(amountCents), payee, purpose, line: line.code, isFictitious, page }
}

function csvHeaders(name: string) {
  return {
    ...SHARED,
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${name}.csv"`,
  }
}
