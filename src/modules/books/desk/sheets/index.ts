import { Hono, type Context as HonoContext } from 'hono'
import { dayOf } from '#modules/accounts'
import { findStanding } from '#modules/decisions'
import type { Context } from '#platform/context'
import { csvOf, makePdf } from '#platform/documents'
import { having } from '#platform/sessions'
import type { Engagement } from '../../budget/engagement.ts'
import { EXPENSE_READERS } from '../../budget/roles.ts'
import {
  type EngagementFile,
  engagementSheet,
  engagementTable,
  type LiquidationFile,
  liquidationSheet,
  liquidationTable,
} from '../../sheets/index.ts'
import * as store from '../../store/budget/index.ts'

const ID = ':id{[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}}'
const ENGAGEMENT = `/agents/budget/engagements/${ID}`
const LIQUIDATION = `/agents/budget/liquidations/${ID}`
const PDF = 'application/pdf'
const CSV = 'text/csv; charset=utf-8'

/** Fiches d’engagement and états liquidatifs, to print and to give to the finance tool. */
export function sheetsDesk(context: Context): Hono {
  const desk = new Hono()
  desk.get(`${ENGAGEMENT}/fiche.pdf`, having(EXPENSE_READERS), async (c) => {
    const file = await readEngagement(context, c.req.param('id'))
    if (!file) return c.notFound()
    const pdf = await makePdf('report', engagementSheet(file, context.settings))
    return answer(c, pdf, PDF, `fiche-engagement-${nameOf(file)}.pdf`)
  })
  desk.get(`${ENGAGEMENT}/fiche.csv`, having(EXPENSE_READERS), async (c) => {
    const file = await readEngagement(context, c.req.param('id'))
    return file ? answer(c, csvOf(engagementTable(file)), CSV, `fiche-engagement-${nameOf(file)}.csv`) : c.notFound()
  })
  desk.get(`${LIQUIDATION}/etat.pdf`, having(EXPENSE_READERS), async (c) => {
    const file = await readLiquidation(context, c.req.param('id'))
    if (!file) return c.notFound()
    const pdf = await makePdf('report', liquidationSheet(file, context.settings))
    return answer(c, pdf, PDF, `etat-liquidatif-${nameOf(file)}.pdf`)
  })
  desk.get(`${LIQUIDATION}/etat.csv`, having(EXPENSE_READERS), async (c) => {
    const file = await readLiquidation(context, c.req.param('id'))
    return file ? answer(c, csvOf(liquidationTable(file)), CSV, `etat-liquidatif-${nameOf(file)}.csv`) : c.notFound()
  })
  return desk
}

function answer(c: HonoContext, body: string | Uint8Array<ArrayBuffer>, type: string, name: string) {
  const headers = { 'Content-Type': type, 'Content-Disposition': `attachment; filename="${name}"` }
  return c.body(body, 200, { ...headers, 'Cache-Control': 'no-store' })
}

// The number says nothing of who is paid.
function nameOf({ engagement }: { readonly engagement: Engagement }): string {
  return engagement.number ?? 'demande'
}

async function readEngagement({ db, now }: Context, id: string): Promise<EngagementFile | undefined> {
  const engagement = await store.findEngagement(db, id)
  if (!engagement) return undefined
  const [line, balances, conditions, liquidations, steps] = await Promise.all([
    store.findLine(db, engagement.lineId),
    store.balancesOfEngagements(db, [id]),
    store.listConditions(db, id),
    store.listLiquidations(db, { engagementIds: [id] }),
    store.listSteps(db, id),
  ])
  const { decisionObject } = engagement
  const standing = decisionObject === null ? null : (await findStanding(db, decisionObject)).words
  const told = { balances: balances.get(id), conditions, liquidations, steps, standing }
  return { engagement, line: line!, ...told, today: dayOf(now()) }
}

async function readLiquidation(context: Context, id: string): Promise<LiquidationFile | undefined> {
  const [liquidation] = await store.listLiquidations(context.db, { ids: [id] })
  const file = liquidation && (await readEngagement(context, liquidation.engagementId))
  return file && { ...file, liquidation: file.liquidations.find((each) => each.id === id)! }
}
