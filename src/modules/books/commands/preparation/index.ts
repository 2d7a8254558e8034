import type { Transaction } from 'kysely'
import type { Day } from '#kernel/calendar'
import { assert, done, type Result, refuse } from '#kernel/result'
import { dayOf } from '#modules/accounts'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { type DB, inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import type { Role } from '#platform/sessions'
import { objectOfStage } from '../../budget/stage.ts'
import { checkAmounts, checkOpen, decideProposal, decideStep } from '../../preparation/decide.ts'
import type { Amounts, Level, Posts, PreparationRefusal } from '../../preparation/model.ts'
import * as books from '../../store/budget/index.ts'
import * as store from '../../store/preparation/index.ts'
import { openAccounts } from '../ledger/index.ts'

type Asked = { readonly submission: Submission }
type Answer<Value> = Promise<Result<Value, PreparationRefusal | SubmissionRefusal>>

/** Opens the preparation of a year's budget, from one day to another. */
export function openCampaign(
  context: Context,
  input: Asked & { readonly year: number; readonly opensOn: Day; readonly closesOn: Day },
): Answer<{ readonly year: number }> {
  const id = context.newId()
  const { year, opensOn, closesOn } = input
  return inTransaction<{ readonly year: number }, PreparationRefusal>(
    context,
    input.submission,
    async (transaction) => {
      if (closesOn < opensOn) return refuse('dates-backwards')
      if (await store.findCampaign(transaction, year)) return refuse('campaign-exists')
      const campaign = { id, year, opensOn, closesOn, proposedAt: null, openedBy: actorOf(context) }
      await store.insertCampaign(transaction, campaign)
      await recordAudit(transaction, context, { act: 'books.campaign-opened', object: `budget-campaign:${year}` })
      return done({ year })
    },
  )
}

/** Says who looks at demands, from the first to the last. */
export function changeLevels(context: Context, input: Asked & { readonly levels: readonly Level[] }): Answer<void> {
  return inTransaction<void, PreparationRefusal>(context, input.submission, async (transaction) => {
    if (input.levels.length < 2) return refuse('levels-missing')
    await store.storeLevels(transaction, input.levels)
    await recordAudit(transaction, context, { act: 'books.levels-changed', object: 'budget-levels:all' })
    return done(undefined)
  })
}

/** Asks for a line of the year prepared: the first word on it. */
export function ask(
  context: Context,
  input: Asked & {
    readonly year: number
    readonly lineCode: string
    readonly amounts: Amounts
    readonly reason: string
  },
): Answer<{ readonly id: string }> {
  const [id, stepId] = [context.newId(), context.newId()]
  const { year, lineCode, amounts, reason } = input
  return inTransaction<{ readonly id: string }, PreparationRefusal>(context, input.submission, async (transaction) => {
    const campaign = await store.lockCampaign(transaction, year)
    if (!campaign) return refuse('campaign-unknown')
    const open = checkOpen(campaign, dayOf(context.now()))
    if (!open.ok) return open
    const demands = await store.listDemands(transaction, campaign.id)
    if (demands.some((demand) => demand.lineCode === lineCode)) return refuse('demand-exists')
    if (!(await store.findLastLine(transaction, lineCode, year))) return refuse('line-unknown')
    if (reason.trim() === '') return refuse('reason-missing')
    const checked = checkAmounts(amounts, year)
    if (!checked.ok) return checked
    const level = (await store.listLevels(transaction))[0]?.rank ?? 1

    await store.insertDemand(transaction, { id, campaignId: campaign.id, lineCode })
    const step = { id: stepId, level, amounts, reason: reason.trim(), at: context.now(), by: actorOf(context) }
    await store.insertDemandStep(transaction, id, step)
    await recordAudit(transaction, context, { act: 'books.demand-asked', object: `budget-demand:${id}` })
    return done({ id })
  })
}

/** A level says its amount and why; what was said before stays beside it. */
export function arbitrate(
  context: Context,
  input: Asked & {
    readonly year: number
    readonly demandId: string
    readonly version: number
    readonly level: number
    readonly roles: readonly Role[]
    readonly amounts: Amounts
    readonly reason: string
  },
): Answer<void> {
  const stepId = context.newId()
  const { year, level, amounts } = input
  return inTransaction<void, PreparationRefusal>(context, input.submission, async (transaction) => {
    const campaign = await store.lockCampaign(transaction, year)
    if (!campaign) return refuse('campaign-unknown')
    const open = checkOpen(campaign, dayOf(context.now()))
    if (!open.ok) return open
    const demands = await store.listDemands(transaction, campaign.id)
    const demand = demands.find(({ id }) => id === input.demandId)
    if (!demand) return refuse('demand-unknown')
    const own = (await store.listLevels(transaction)).find(({ rank }) => rank === level)
    if (!own?.roles.some((role) => input.roles.includes(role))) return refuse('level-not-yours')
    const reason = input.reason.trim()
    const decision = decideStep(demand, { level, amounts, reason }, year)
    if (!decision.ok) return decision
    if (!(await store.raiseVersion(transaction, demand.id, input.version))) return refuse('demand-changed')

    const step = { id: stepId, level, amounts, reason, at: context.now(), by: actorOf(context) }
    await store.insertDemandStep(transaction, demand.id, step)
    const object = `budget-demand:${demand.id}`
    await recordAudit(transaction, context, { act: 'books.demand-arbitrated', object, details: { level } })
    return done(undefined)
  })
}

/**
 * What was retained becomes the BP of the year, proposed: the elected have still to vote it. Lines the year has not yet are
 * made from those of the last year that has them.
 */
export async function proposeBudget(
  context: Context,
  input: Asked & { readonly year: number },
): Answer<{ readonly stageId: string }> {
  const { year } = input
  const [stageId, sourceAccount] = [context.newId(), context.newId()]
  const known = await store.findCampaign(context.db, year)
  // Identifiers are drawn before: the transaction may be tried again.
  const drawn = (known ? await store.listDemands(context.db, known.id) : []).map(({ lineCode }) => {
    return [lineCode, [0, 1, 2, 3].map(() => context.newId())] as const
  })
  return inTransaction<{ readonly stageId: string }, PreparationRefusal>(
    context,
    input.submission,
    async (transaction) => {
      const campaign = await store.lockCampaign(transaction, year)
      if (!campaign) return refuse('campaign-unknown')
      if (campaign.proposedAt !== null) return refuse('campaign-already-proposed')
      const demands = await store.listDemands(transaction, campaign.id)
      const retained = decideProposal(demands, await store.listLevels(transaction))
      if (!retained.ok) return retained
      if (!(await holdYear(transaction, context, year, sourceAccount))) return refuse('line-unknown')

      const ids = new Map(drawn)
      const amounts = []
      for (const { lineCode, cents } of retained.value) {
        const lineId = await lineOf(transaction, context, { year, lineCode, ids: ids.get(lineCode) ?? [] })
        if (lineId === undefined) return refuse('line-unknown')
        amounts.push({ lineId, amountCents: cents })
      }
      const title = `Budget primitif ${year}, issu de la préparation`
      const stage = {
        id: stageId,
        year,
        kind: 'bp' as const,
        title,
        source: null,
        proposedBy: actorOf(context),
        amounts,
      }
      await books.insertStage(transaction, stage, context.now())
      await store.markProposed(transaction, campaign.id, stageId, context.now())
      await recordAudit(transaction, context, { act: 'books.stage-proposed', object: objectOfStage(stageId) })
      return done({ stageId })
    },
  )
}

/** The budget of the year, begun with the codes of the last one where there is none yet; false: there is none to follow. */
async function holdYear(transaction: Transaction<DB>, context: Context, year: number, sourceAccount: string) {
  const years = await books.listYears(transaction)
  if (years.some((each) => each.year === year)) {
    await books.lockYear(transaction, year)
    return true
  }
  const last = years.find((each) => each.year < year)
  if (!last) return false
  await openAccounts(transaction, [{ id: sourceAccount, code: 'budget.source', limit: 'none' }])
  const { nomenclatureId } = last
  await books.insertYear(transaction, { year, nomenclatureId, sourceAccount, closedAt: null }, context.now())
  return true
}

/** The line of the year that bears this code, made from the last one when there is none. */
async function lineOf(
  transaction: Transaction<DB>,
  context: Context,
  { year, lineCode, ids }: { readonly year: number; readonly lineCode: string; readonly ids: readonly string[] },
): Promise<string | undefined> {
  const found = await books.findLineByCode(transaction, year, lineCode)
  if (found) return found.id
  const last = await store.findLastLine(transaction, lineCode, year)
  if (!last) return undefined
  const { execution: _done, receipts: _received, ...line } = last
  const [id, ...accountIds] = ids
  assert(id !== undefined && accountIds.length >= 3, 'identifiers of a new line are drawn before')
  const stages = line.direction === 'expense' ? EXPENSE_STAGES : RECEIPT_STAGES
  const accounts = stages.map((stage, at) => ({ accountId: accountIds[at] ?? '', stage }))
  await books.insertLine(transaction, { ...line, id, year }, context.now())
  await openAccounts(
    transaction,
    accounts.map(({ accountId, stage }) => ({
      id: accountId,
      code: `budget.${stage}`,
      limit: 'debits-within-credits' as const,
    })),
  )
  await books.insertBudgetAccounts(transaction, { lineId: id }, accounts)
  return id
}

const EXPENSE_STAGES = ['available', 'carried'] as const
const RECEIPT_STAGES = ['available', 'issued', 'collected'] as const

/** Says how many agents worked on it in a year, and who says so. */
export function tellPosts(context: Context, input: Asked & { readonly posts: Omit<Posts, 'id'> }): Answer<void> {
  const id = context.newId()
  const { posts } = input
  return inTransaction<void, PreparationRefusal>(context, input.submission, async (transaction) => {
    if (posts.kind.trim() === '' || posts.fullTimeHundredths <= 0) return refuse('post-wrong')
    if (posts.source.title.trim() === '') return refuse('source-missing')
    await store.storePosts(transaction, { ...posts, id })
    const object = `budget-posts:${posts.year}`
    await recordAudit(transaction, context, { act: 'books.posts-told', object })
    return done(undefined)
  })
}

function actorOf({ actor }: Context): string | null {
  return actor.kind === 'person' ? actor.id : null
}
