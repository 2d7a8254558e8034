import { Hono, type Context as HonoContext } from 'hono'
import type { Day } from '#kernel/calendar'
import { dayOf } from '#modules/accounts'
import { findStanding } from '#modules/decisions'
import type { Context } from '#platform/context'
import { deskFrame, formKeys, having, holds, theVisitor } from '#platform/sessions'
import { EMPTY_FORM, type FormState } from '#ui/form'
import type { SiteFrame } from '#ui/page'
import { delayOf } from '../budget/delay.ts'
import type { BudgetLine } from '../budget/line.ts'
import { EXPENSE_READERS, INSTRUCTORS } from '../budget/roles.ts'
import { paymentDaysOf } from '../budget/settings.ts'
import { askEngagement } from '../commands/budget/index.ts'
import * as store from '../store/budget/index.ts'
import { listWork } from '../store/budget/work.ts'
import { engagementActs } from './acts.tsx'
import { AskPage } from './ask-page.tsx'
import { authorisationsDesk } from './authorisations.tsx'
import { EngagementPage } from './engagement-page.tsx'
import { LinePage } from './line-page.tsx'
import { around, BUDGET_DESK, dayAsked, type House, ID, submit } from './parts.tsx'
import { readDemand } from './reading.ts'
import { receivablesDesk } from './receivables.tsx'
import { budgetSettingsDesk } from './settings/index.tsx'
import { WorkPage } from './work-page.tsx'
import { yearsDesk } from './years/index.tsx'

/** `/agents/budget`: the finance agent's desk, a line's sheet, an engagement's sheet. */
export function budgetDesk(context: Context, frame: SiteFrame): Hono {
  const house = { context, frame }
  const desk = new Hono()
  desk.get(BUDGET_DESK, having(EXPENSE_READERS), (c) => showWork(c, house))
  desk.get(`${BUDGET_DESK}/demander`, having(INSTRUCTORS), (c) => showAsk(c, house, EMPTY_FORM, 200))
  desk.post(`${BUDGET_DESK}/demander`, having(INSTRUCTORS), (c) =>
    submit(c, house, {
      read: readDemand,
      act: (acting, { submission }, demand) => askEngagement(acting, { submission, demand }),
      next: ({ id }) => `${BUDGET_DESK}/engagements/${id}`,
      again: (state) => showAsk(c, house, state, 422),
    }),
  )
  desk.get(`${BUDGET_DESK}/lignes/${ID}`, having(EXPENSE_READERS), (c) => showLine(c, house))
  desk.get(`${BUDGET_DESK}/engagements/${ID}`, having(EXPENSE_READERS), (c) => showEngagement(c, house))
  desk.route(
    '/',
    engagementActs(house, `${BUDGET_DESK}/engagements/${ID}`, (c, act, state) =>
      showEngagement(c, house, { act, state }),
    ),
  )
  for (const part of [yearsDesk, authorisationsDesk, receivablesDesk, budgetSettingsDesk]) desk.route('/', part(house))
  return desk
}

async function showWork(c: HonoContext, { context, frame }: House): Promise<Response> {
  const today = dayOf(context.now())
  const year = await currentYear(context)
  const lines = year === undefined ? [] : await store.listExecution(context.db, year)
  const mayAsk = holds(await theVisitor(c), INSTRUCTORS)
  const page = { work: await listWork(context.db, today), mayAsk, year, lines }
  return c.html(<WorkPage site={frame} desk={await deskFrame(c, context)} {...page} />)
}

async function showAsk(c: HonoContext, { context, frame }: House, state: FormState, status: 200 | 422) {
  const year = await currentYear(context)
  const lines = year === undefined ? [] : await store.listExecution(context.db, year)
  const left = await store.leftOfAuthorisations(context.db)
  const authorisations = (await store.listAuthorisations(context.db)).map((each) => ({
    ...each,
    left: left.get(each.id),
  }))
  const page = { state, lines, authorisations, keys: formKeys(c, context) }
  return c.html(<AskPage site={frame} desk={await deskFrame(c, context)} {...page} />, status)
}

async function showLine(c: HonoContext, house: House): Promise<Response> {
  const { context } = house
  const line = await store.findLine(context.db, c.req.param('id')!)
  if (!line) return c.notFound()
  const on = dayAsked(c, house)
  const [execution, engagements, movements] = await Promise.all([
    store.executionOfLine(context.db, line.id, on),
    store.listEngagements(context.db, { lineId: line.id }),
    store.listMovements(context.db, line.id, on),
  ])
  const page = { line, execution, on, engagements, movements }
  return c.html(<LinePage {...(await around(c, house))} {...page} />)
}

async function showEngagement(
  c: HonoContext,
  house: House,
  sent?: { readonly act: string; readonly state: FormState },
): Promise<Response> {
  const { context } = house
  const engagement = await store.findEngagement(context.db, c.req.param('id')!)
  if (!engagement) return c.notFound()
  const today = dayOf(context.now())
  const [line, balances, conditions, liquidations, steps, settings] = await Promise.all([
    store.findLine(context.db, engagement.lineId),
    store.balancesOfEngagements(context.db, [engagement.id]),
    store.listConditions(context.db, engagement.id),
    store.listLiquidations(context.db, { engagementIds: [engagement.id] }),
    store.listSteps(context.db, engagement.id),
    store.readBudgetSettings(context.db),
  ])
  const days = paymentDaysOf(settings, engagement.kind)
  const { decisionObject } = engagement
  const page = {
    ...{ engagement, line: line!, conditions, steps, today, sent },
    balances: balances.get(engagement.id),
    liquidations: liquidations.map((each) => {
      const { rejections = [], paidOn = null } = each.mandate ?? {}
      return { ...each, delay: delayOf({ receivedOn: each.receivedOn, rejections, paidOn }, days, today) }
    }),
    standing: decisionObject === null ? null : (await findStanding(context.db, decisionObject)).words,
    authorisation: (await store.listAuthorisations(context.db)).find(({ id }) => id === engagement.authorisationId),
    nextLines: await nextLinesOf(context, line!),
    statement: await statementOf(context, engagement.id, dayAsked(c, house)),
  }
  const html = <EngagementPage {...(await around(c, house))} {...page} />
  return c.html(html, sent === undefined ? 200 : 422)
}

async function statementOf({ db }: Context, engagementId: string, on: Day) {
  const [balances, movements] = await Promise.all([
    store.balancesOfEngagements(db, [engagementId], on),
    store.listEngagementMovements(db, engagementId, on),
  ])
  return { on, balances: balances.get(engagementId), movements }
}

async function nextLinesOf({ db }: Context, { year, section }: BudgetLine) {
  const lines = await store.listLines(db, year + 1)
  return lines.filter((line) => line.direction === 'expense' && line.section === section)
}

// The year that runs, else the last there is.
async function currentYear(context: Context): Promise<number | undefined> {
  const years = await store.listYears(context.db)
  const now = Number(dayOf(context.now()).slice(0, 4))
  return (years.find(({ year }) => year === now) ?? years[0])?.year
}
