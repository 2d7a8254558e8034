import { Hono, type Context as HonoContext } from 'hono'
import { findDecisionOf, findStanding } from '#modules/decisions'
import type { BudgetPart, Context } from '#platform/context'
import type { SiteFrame } from '#ui/page'
import { type PublicPayment, paymentKey, readPaymentKey } from '../published/model.ts'
import * as store from '../store/published/index.ts'
import { BudgetPage } from './budget.tsx'
import { LinePage } from './line.tsx'
import { linePath } from './lines-drawing.tsx'
import { PaymentPage, PaymentsPage } from './payments.tsx'
import { HOME, PAYMENTS, SHARED } from './shell.tsx'
import { YearPage } from './year.tsx'

const PAYMENTS_ON_HOME = 6
const PAYMENTS_A_PAGE = 40
const LINE = '/budget/lignes/:code{[0-9A-Za-z.-]{1,60}}'
const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'

/** `/budget`: every euro, from the vote of the elected to each payment. */
export function budgetPages(context: Context, frame: SiteFrame): Hono {
  const pages = new Hono()
  addYears(pages, context, frame)
  addLines(pages, context, frame)
  addPayments(pages, context, frame)
  return pages
}

function addYears(pages: Hono, { db }: Context, frame: SiteFrame): void {
  pages.get(HOME, async (c) => {
    const [years, payments] = await Promise.all([
      store.listPublicYears(db),
      store.listPayments(db, { limit: PAYMENTS_ON_HOME }),
    ])
    return c.html(<BudgetPage site={frame} years={years} payments={payments} />, 200, SHARED)
  })

  pages.get(`${HOME}/:year{[0-9]{4}}`, async (c) => {
    const [year, years] = await Promise.all([
      store.findPublicYear(db, Number(c.req.param('year'))),
      store.listYearNumbers(db),
    ])
    if (!year) return c.notFound()
    return c.html(<YearPage site={frame} year={year} years={years} />, 200, SHARED)
  })
}

function addLines(pages: Hono, context: Context, frame: SiteFrame): void {
  const { db } = context
  pages.get(LINE, async (c) => {
    const code = c.req.param('code')
    const [first, ...before] = await store.listLineYears(db, code)
    if (!first) return c.notFound()
    const [years, found, natural, parts] = await Promise.all([
      store.listYearNumbers(db),
      store.listPayments(db, { lineCode: code, after: afterOf(c), limit: PAYMENTS_A_PAGE + 1 }),
      store.listNaturalTotals(db, code),
      Promise.all(context.contributions.map((each) => each.budgetLine?.(db, code))),
    ])
    const { payments, next } = pageOf(found, (key) => `${linePath(code)}?apres=${key}`)
    const page = { line: [first, ...before] as const, years, payments, next, natural, parts: told(parts) }
    return c.html(<LinePage site={frame} {...page} />, 200, SHARED)
  })
}

function addPayments(pages: Hono, context: Context, frame: SiteFrame): void {
  const { db } = context

  pages.get(PAYMENTS, async (c) => {
    const { annee, siren: asked } = c.req.query()
    const year = /^\d{4}$/.test(annee ?? '') ? Number(annee) : undefined
    const siren = /^\d{9}$/.test(asked ?? '') ? asked : undefined
    const query = { year, siren }
    const [years, found, sum, natural] = await Promise.all([
      store.listYearNumbers(db),
      store.listPayments(db, { ...query, after: afterOf(c), limit: PAYMENTS_A_PAGE + 1 }),
      store.sumPayments(db, query),
      store.listNaturalTotals(db),
    ])
    const { payments, next } = pageOf(found, (key) => {
      const address = new URLSearchParams({ apres: key })
      if (year !== undefined) address.set('annee', String(year))
      if (siren !== undefined) address.set('siren', siren)
      return `${PAYMENTS}?${address}`
    })
    const page = { years, payments, sum, year, siren, next, natural }
    return c.html(<PaymentsPage site={frame} {...page} />, 200, SHARED)
  })

  pages.get(`${PAYMENTS}/:id{${UUID}}`, async (c) => {
    const id = c.req.param('id')
    const payment = await store.findPayment(db, id)
    if (!payment) return c.notFound()
    const [years, parts, decision] = await Promise.all([
      store.listYearNumbers(db),
      Promise.all(context.contributions.map((each) => each.payment?.(db, id))),
      decisionOf(context, payment),
    ])
    const page = { years, payment, decision, parts: told(parts) }
    return c.html(<PaymentPage site={frame} {...page} />, 200, SHARED)
  })
}

/** What was decided about a payment, in the words of the whole site; nothing for a purchase. */
async function decisionOf({ db }: Context, { decisionObject }: PublicPayment) {
  if (decisionObject === null) return undefined
  const [standing, decision] = await Promise.all([findStanding(db, decisionObject), findDecisionOf(db, decisionObject)])
  const isReadable = decision !== undefined && standing.kind !== 'proposed'
  return { words: standing.words, href: isReadable ? `/decisions/${decision.slug}` : null }
}

function afterOf(c: HonoContext) {
  return readPaymentKey(c.req.query('apres'))
}

/** One more than a page was read: it tells whether there is a rest. */
function pageOf(found: readonly PublicPayment[], addressOf: (key: string) => string) {
  const payments = found.slice(0, PAYMENTS_A_PAGE)
  const last = payments.at(-1)
  const next = found.length > PAYMENTS_A_PAGE && last !== undefined ? addressOf(paymentKey(last)) : undefined
  return { payments, next }
}

function told(parts: readonly (BudgetPart | undefined)[]): readonly BudgetPart[] {
  return parts.filter((part) => part !== undefined)
}
