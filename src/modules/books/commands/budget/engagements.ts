import type { Transaction } from 'kysely'
import type { Day } from '#kernel/calendar'
import { type Cents, cents } from '#kernel/money'
import { assert, done, type Result, refuse } from '#kernel/result'
import { dayOf } from '#modules/accounts'
import type { Context } from '#platform/context'
import type { DB, Submission } from '#platform/database'
import { type Engagement, type EngagementKind, stateOf } from '../../budget/engagement.ts'
import { isSameName, type PayeeWords } from '../../budget/payee.ts'
import { type CommitRefusal, decideCommitment, decideLegal } from '../../budget/rules.ts'
import { isOfBudget } from '../../budget/stage.ts'
import * as store from '../../store/budget/index.ts'
import { openAccounts } from '../ledger/index.ts'
import {
  type Answer,
  act,
  actOn,
  actorId,
  decideUnderDecision,
  type Moved,
  mayBePaid,
  moveMoney,
  type OnEngagement,
  tellStep,
} from './acting.ts'

export type Demand = {
  readonly lineId: string
  readonly kind: EngagementKind
  readonly payee: PayeeWords
  readonly purpose: string
  readonly amountCents: Cents
  /** What the assembly decides about a grant, as « dossier:0198… »; null for a purchase. */
  readonly decisionObject: string | null
  /** Documents and conditions seen before each payment; a purchase has its service fait at least. */
  readonly conditions: readonly string[]
  readonly authorisation: { readonly id: string; readonly multiYearCents: Cents } | null
}

export const SERVICE_DONE = 'Service fait : ce qui était commandé est livré et conforme'

/** Asks for credits: the finance agent will check. Nothing is set aside yet. */
export function askEngagement(
  context: Context,
  input: { readonly submission: Submission; readonly demand: Demand },
): Answer<{ readonly id: string }> {
  const { demand } = input
  assert(demand.kind === 'purchase' || demand.decisionObject !== null, 'a grant is decided by somebody')
  const [id, payeeId, stepId] = [context.newId(), context.newId(), context.newId()]
  const labels = demand.conditions.length > 0 ? demand.conditions : [SERVICE_DONE]
  const conditions = labels.map((label) => ({ id: context.newId(), label }))
  return act(context, input.submission, async (transaction) => {
    if (demand.decisionObject !== null && isOfBudget(demand.decisionObject)) return refuse('decision-of-no-grant')
    const line = await store.findLine(transaction, demand.lineId)
    if (!line) return refuse('line-unknown')
    if (line.direction === 'receipt') return refuse('line-is-receipt')
    const year = await store.findYear(transaction, line.year)
    if (year?.closedAt) return refuse('year-closed')
    if (demand.authorisation) {
      const all = await store.listAuthorisations(transaction)
      const found = all.find((each) => each.id === demand.authorisation!.id)
      if (!found) return refuse('authorisation-unknown')
      if ((found.kind === 'ae') !== (line.section === 'F')) return refuse('other-authorisation')
    }
    const payee = await store.takePayee(transaction, payeeId, demand.payee, context.now())
    if (!isSameName(payee.name, demand.payee.name))
      return refuse({ kind: 'siret-of-another', name: payee.name } as const)
    await store.insertEngagement(transaction, {
      id,
      lineId: line.id,
      authorisationId: demand.authorisation?.id ?? null,
      multiYearCents: demand.authorisation?.multiYearCents ?? null,
      payeeId: payee.id,
      kind: demand.kind,
      purpose: demand.purpose,
      askedCents: demand.amountCents,
      decisionObject: demand.decisionObject,
      instructedBy: actorId(context),
      askedAt: context.now(),
      carriedFrom: null,
      isFictitious: line.isFictitious,
      conditions,
    })
    await tellStep(transaction, context, { id }, 'asked', { id: stepId, amountCents: demand.amountCents })
    return done({ id })
  })
}

/**
 * Takes the credits of a demand on its line: the accounting engagement. Over what is available it is refused, with the
 * figure, however many ask at once.
 *
 * @param amountCents  may be less than what was asked: the engagement is then partial
 */
export function commitEngagement(
  context: Context,
  input: OnEngagement & { readonly amountCents: Cents },
): Answer<{ readonly number: string }> {
  const [stepId, transferId, overYearsId] = [context.newId(), context.newId(), context.newId()]
  const accounts = ENGAGED.map((stage) => ({ accountId: context.newId(), stage }))
  return actOn(context, input, async (transaction, { engagement, line, isClosed }) => {
    const { amountCents } = input
    const decision = decideCommitment(engagement, { isClosed, direction: line.direction })
    if (!decision.ok) return decision
    await openAccounts(
      transaction,
      accounts.map(({ accountId, stage }) => {
        return { id: accountId, code: `budget.${stage}`, limit: 'debits-within-credits' } as const
      }),
    )
    await store.insertBudgetAccounts(transaction, { engagementId: engagement.id }, accounts)

    const available = (await store.accountsOf(transaction, { lineId: line.id })).get('available')!
    const committed = accounts[0]!.accountId
    const own: Moved = {
      id: transferId,
      debit: available,
      credit: committed,
      amount: amountCents,
      code: 'budget.engage',
    }
    const overYears = await moveOverYears(transaction, engagement, overYearsId)
    if (overYears === 'not-open') return refuse('authorisation-not-open')
    const within = await decideOverYears(transaction, engagement, { moreCents: engagement.multiYearCents, amountCents })
    if (!within.ok) return within
    const moves = overYears ? [own, overYears] : [own]
    const moved = await moveMoney(transaction, context, dayOf(context.now()), moves)
    if (!moved.ok) {
      const { account, availableCents } = moved.refusal
      const isLine = account === available
      const askedCents = isLine ? amountCents : engagement.multiYearCents!
      return refuse({ kind: isLine ? 'over-available' : 'over-authorisation', availableCents, askedCents } as const)
    }
    const number = await store.takeNumber(transaction, 'engagement', line.year)
    await store.changeEngagement(transaction, engagement.id, { number, committedAt: context.now() })
    await tellStep(transaction, context, engagement, 'committed', { id: stepId, amountCents, transferId })
    return done({ number })
  })
}

export const ENGAGED = ['committed', 'liquidated', 'mandated', 'paid'] as const

async function moveOverYears(
  transaction: Parameters<typeof store.accountsOf>[0],
  {
    authorisationId,
    multiYearCents,
  }: { readonly authorisationId: string | null; readonly multiYearCents: Cents | null },
  id: string,
): Promise<Moved | 'not-open' | undefined> {
  if (authorisationId === null || multiYearCents === null) return undefined
  const accounts = await store.accountsOf(transaction, { authorisationId })
  const [debit, credit] = [accounts.get('authorised'), accounts.get('committed')]
  if (debit === undefined || credit === undefined) return 'not-open'
  return multiYearCents === 0n
    ? undefined
    : { id, debit, credit, amount: multiYearCents, code: 'budget.engage-over-years' }
}

/** Says no to a demand, with the reason its instructor reads. */
export function declineEngagement(context: Context, input: OnEngagement & { readonly reason: string }): Answer<void> {
  const stepId = context.newId()
  return actOn(context, input, async (transaction, { engagement }) => {
    if (stateOf(engagement) !== 'asked') return refuse('already-settled')
    await store.changeEngagement(transaction, engagement.id, { declinedAt: context.now() })
    await tellStep(transaction, context, engagement, 'declined', { id: stepId, remark: input.reason })
    return done(undefined)
  })
}

/** Notes that the convention is signed, or the order sent. */
export function commitLegally(
  context: Context,
  input: OnEngagement & { readonly reference: string; readonly on: Day },
): Answer<void> {
  const stepId = context.newId()
  return actOn(context, input, async (transaction, { engagement }) => {
    const { reference, on } = input
    const decision = decideLegal(engagement, {
      on,
      committedOn: engagement.committedAt && dayOf(engagement.committedAt),
      isEnforceable: await mayBePaid(transaction, engagement),
      today: dayOf(context.now()),
    })
    if (!decision.ok) return decision
    const { committedCents } = (await store.balancesOfEngagements(transaction, [engagement.id])).get(engagement.id)!
    const within = await decideUnderDecision(transaction, engagement, ENGAGED, committedCents)
    if (!within.ok) return within
    await store.changeEngagement(transaction, engagement.id, { legalReference: reference, legallyCommittedOn: on })
    await tellStep(transaction, context, engagement, 'legally-committed', { id: stepId, on, remark: reference })
    return done(undefined)
  })
}

/** Adds to what is committed: a complementary engagement, within what the line has left. */
export function complementEngagement(
  context: Context,
  input: OnEngagement & { readonly amountCents: Cents; readonly reason: string },
): Answer<void> {
  return change(context, input, 'complemented')
}

/** Gives back to the line what will not be spent. */
export function releaseEngagement(
  context: Context,
  input: OnEngagement & { readonly amountCents: Cents; readonly reason: string },
): Answer<void> {
  return change(context, input, 'released')
}

function change(
  context: Context,
  input: OnEngagement & { readonly amountCents: Cents; readonly reason: string },
  kind: 'complemented' | 'released',
): Answer<void> {
  const [stepId, transferId] = [context.newId(), context.newId()]
  return actOn(context, input, async (transaction, { engagement, line, isClosed }) => {
    const { amountCents, reason } = input
    if (isClosed) return refuse('year-closed')
    if (stateOf(engagement) !== 'committed') return refuse('not-committed')
    const available = (await store.accountsOf(transaction, { lineId: line.id })).get('available')!
    const committed = (await store.accountsOf(transaction, { engagementId: engagement.id })).get('committed')!
    const isMore = kind === 'complemented'
    const left = isMore ? undefined : await leftToLiquidate(transaction, engagement.id)
    // What a prepared liquidation waits for is not given back.
    if (left !== undefined && amountCents > left) {
      return refuse({ kind: 'over-commitment', leftCents: left, askedCents: amountCents } as const)
    }
    const within = isMore ? await decideComplement(transaction, engagement, amountCents) : done(undefined)
    if (!within.ok) return within
    const [debit, credit] = isMore ? [available, committed] : [committed, available]
    const move = {
      id: transferId,
      debit,
      credit,
      amount: amountCents,
      code: isMore ? 'budget.complement' : 'budget.release',
    }
    const moved = await moveMoney(transaction, context, dayOf(context.now()), [move])
    if (!moved.ok) {
      const { availableCents } = moved.refusal
      return refuse({ kind: 'over-available', availableCents, askedCents: amountCents } as const)
    }
    await store.changeEngagement(transaction, engagement.id)
    await tellStep(transaction, context, engagement, kind, { id: stepId, amountCents, transferId, remark: reason })
    return done(undefined)
  })
}

// What is added to a signed grant stays within its decision; under an authorisation, within what was committed over its years.
async function decideComplement(transaction: Transaction<DB>, engagement: Engagement, amountCents: Cents) {
  const within = await decideOverYears(transaction, engagement, { moreCents: null, amountCents })
  if (!within.ok || engagement.legallyCommittedOn === null) return within
  return decideUnderDecision(transaction, engagement, ENGAGED, amountCents)
}

/**
 * Whether a year's part stays within what was committed over the years of its authorisation, which nobody else draws on
 * before the end of the act.
 *
 * @param moreCents  what this engagement commits over the years, not in the journal yet
 */
async function decideOverYears(
  transaction: Transaction<DB>,
  { authorisationId }: Engagement,
  { moreCents, amountCents }: { readonly moreCents: Cents | null; readonly amountCents: Cents },
): Promise<Result<void, CommitRefusal>> {
  if (authorisationId === null) return done(undefined)
  const authorisation = (await store.lockAuthorisation(transaction, authorisationId))!
  const left = (await store.leftOfAuthorisations(transaction)).get(authorisationId) ?? authorisation.amountCents
  const taken = await store.engagedUnder(transaction, authorisationId)
  const availableCents = cents(authorisation.amountCents - left + (moreCents ?? 0n) - taken)
  if (amountCents <= availableCents) return done(undefined)
  return refuse({ kind: 'over-authorisation', availableCents, askedCents: amountCents } as const)
}

/** What is committed and that no prepared liquidation waits for. */
export async function leftToLiquidate(
  db: Parameters<typeof store.accountsOf>[0],
  engagementId: string,
): Promise<Cents> {
  const balances = (await store.balancesOfEngagements(db, [engagementId])).get(engagementId)
  const liquidations = await store.listLiquidations(db, { engagementIds: [engagementId] })
  const waiting = liquidations.filter(({ signedAt, returnedAt }) => signedAt === null && returnedAt === null)
  return cents(waiting.reduce((left, { amountCents }) => left - amountCents, BigInt(balances?.committedCents ?? 0n)))
}
